import type { PreparedResult } from "../protocol/server-messages.ts";
import type { Authenticate, ClientMessage } from "../protocol/sync-messages.ts";
import type { Caller, FunctionOutcome, MutationOutcome } from "../wire/calls.ts";

/** A function to run, without what the driver adds: a request id, and the session for mutations. */
export interface SessionCall {
  path: string;
  argsJson: string;
  componentPath: string | undefined;
  caller: Caller;
}

export type AuthOutcome =
  /** `expiresAt` in ms, null when the caller's rights do not end. */
  { ok: true; caller: Caller; expiresAt: number | null } | { ok: false; error: string };

export type SessionInput =
  | { kind: "message"; message: ClientMessage }
  | { kind: "malformed"; error: string }
  | { kind: "authenticated"; outcome: AuthOutcome }
  /** New results, all valid at the timestamp given beside the input. May be empty: then time alone advanced. */
  | { kind: "results"; results: QueryResult[] }
  | { kind: "mutationFinished"; requestId: number; outcome: MutationOutcome }
  | { kind: "actionFinished"; requestId: number; outcome: FunctionOutcome }
  | { kind: "tokenExpired" }
  /** Anything at all arrived from the client, a WebSocket pong included. */
  | { kind: "heard" }
  /** One ping interval has passed. */
  | { kind: "tick" }
  /** The socket takes no more, or takes again. */
  | { kind: "congested" }
  | { kind: "drained" }
  | { kind: "shutdown"; reason: string };

export interface QueryResult {
  queryId: number;
  result: PreparedResult;
}

export type SessionEffect =
  | { kind: "send"; text: string }
  | { kind: "close"; code: number; reason: string }
  | { kind: "ping" }
  /** Answered by `authenticated`; until then the session keeps all messages waiting. */
  | { kind: "authenticate"; message: Authenticate }
  /** Answered by `results`. A watch of the same query id replaces the former one. */
  | { kind: "watch"; queryId: number; call: SessionCall; journal: string | null }
  | { kind: "unwatch"; queryId: number }
  | { kind: "mutate"; requestId: number; sessionId: string; call: SessionCall }
  | { kind: "act"; requestId: number; call: SessionCall }
  /** Replaces the former expiry; null takes it back. */
  | { kind: "expireAt"; at: number | null };
