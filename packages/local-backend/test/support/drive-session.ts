import { prepareResult } from "../../src/protocol/server-messages.ts";
import { type ClientMessage, decodeClientMessage } from "../../src/protocol/sync-messages.ts";
import { Session } from "../../src/sync/session.ts";
import type { SessionEffect, SessionInput } from "../../src/sync/session-types.ts";
import type { Identity } from "../../src/wire/calls.ts";

export const alice: Identity = { tokenIdentifier: "i|alice", issuer: "i", subject: "alice" };

/** A session driven by hand: `ts` is the timestamp of the last refresh. */
export function drive() {
  const session = new Session();
  const state = { ts: 10n };
  const give = (input: SessionInput) => session.handle(input, state.ts);
  const say = (message: object) => give({ kind: "message", message: decode(message) });
  return {
    session,
    state,
    give,
    say,
    connect: () =>
      say({ type: "Connect", sessionId: "s", connectionCount: 0, lastCloseReason: null }),
    modify: (baseVersion: number, ...modifications: object[]) =>
      say({ type: "ModifyQuerySet", baseVersion, newVersion: baseVersion + 1, modifications }),
    result: (queryId: number, value: string, ts = state.ts, journal: string | null = null) => {
      state.ts = ts;
      return give({ kind: "results", results: [{ queryId, result: resultOf(value, journal) }] });
    },
    refresh: (ts: bigint) => {
      state.ts = ts;
      return give({ kind: "results", results: [] });
    },
  };
}

function decode(message: object): ClientMessage {
  return decodeClientMessage(JSON.stringify(message));
}

function resultOf(value: string, journal: string | null) {
  return prepareResult({ ok: true, valueJson: JSON.stringify(value), logLines: [] }, journal);
}

export const add = (queryId: number, udfPath = "messages:list") => ({
  type: "Add",
  queryId,
  udfPath,
  args: [{}],
});

export const mutation = (requestId: number) => ({
  type: "Mutation",
  requestId,
  udfPath: "messages:send",
  args: [{}],
});

export interface Sent {
  type: string;
  startVersion: object;
  endVersion: { querySet: number; identity: number; ts: string };
  modifications: Array<Record<string, unknown>>;
}

export function sent(effects: SessionEffect[]): Sent[] {
  return effects.flatMap((effect) => (effect.kind === "send" ? [JSON.parse(effect.text)] : []));
}

export const kinds = (effects: SessionEffect[]) => effects.map((effect) => effect.kind);

export const succeeded = (ts: bigint) => ({
  ok: true as const,
  valueJson: "null",
  logLines: [],
  ts,
});
