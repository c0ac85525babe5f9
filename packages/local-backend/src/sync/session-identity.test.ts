import { describe, expect, test } from "vitest";
import { add, alice, drive, kinds, mutation, sent } from "../../test/support/drive-session.ts";
import type { SessionInput } from "./session-types.ts";

describe("identity", () => {
  const authenticate = (baseVersion: number) => ({
    type: "Authenticate",
    tokenType: "User",
    value: "t",
    baseVersion,
  });
  const accepted: SessionInput = {
    kind: "authenticated",
    outcome: { ok: true, caller: { kind: "client", identity: alice }, expiresAt: 99 },
  };

  test("messages behind a token check wait for it and then run as that person", () => {
    const { connect, say, give } = drive();
    connect();
    expect(kinds(say(authenticate(0)))).toEqual(["authenticate"]);
    expect(say(mutation(0))).toEqual([]);
    const effects = give(accepted);
    const mutate = effects.find((effect) => effect.kind === "mutate");
    expect(mutate).toMatchObject({ call: { caller: { identity: alice } } });
    expect(effects).toContainEqual({ kind: "expireAt", at: 99 });
  });

  test("each accepted token raises the identity version by one", () => {
    const { connect, say, give } = drive();
    connect();
    say(authenticate(0));
    expect(sent(give(accepted))[0]?.endVersion.identity).toBe(1);
    say(authenticate(1));
    expect(sent(give(accepted))[0]?.endVersion.identity).toBe(2);
  });

  test("another person's queries are watched anew, and only a differing result is sent", () => {
    const { connect, modify, result, say, give } = drive();
    connect();
    modify(0, add(0));
    result(0, "a");
    say(authenticate(0));
    const effects = give(accepted);
    expect(kinds(effects)).toContain("watch");
    expect(sent(effects)).toEqual([]);
    const [transition] = sent(result(0, "a", 11n));
    expect(transition).toMatchObject({ endVersion: { identity: 1 }, modifications: [] });
  });

  test("another person's pages end where they ended: the next ones begin there", () => {
    const { connect, modify, result, say, give } = drive();
    connect();
    modify(0, { ...add(0), journal: "of an earlier connection" });
    result(0, "a", 11n, "of the last run");
    say(authenticate(0));
    const watched = give(accepted).find((effect) => effect.kind === "watch");
    expect(watched).toMatchObject({ queryId: 0, journal: "of the last run" });
  });

  test("a refreshed token of the same person runs nothing again", () => {
    const { connect, modify, result, say, give } = drive();
    connect();
    say(authenticate(0));
    give(accepted);
    modify(0, add(0));
    result(0, "a");
    say(authenticate(1));
    expect(kinds(give(accepted))).not.toContain("watch");
  });

  test("a refused token answers AuthError with the unchanged version, then closes", () => {
    const { connect, say, give } = drive();
    connect();
    say(authenticate(0));
    const effects = give({ kind: "authenticated", outcome: { ok: false, error: "forged" } });
    expect(sent(effects)).toEqual([
      { type: "AuthError", error: "forged", baseVersion: 0, authUpdateAttempted: true },
    ]);
    expect(kinds(effects)).toContain("close");
  });

  test("an expiry noticed later says that no update was attempted", () => {
    const { connect, say, give } = drive();
    connect();
    say(authenticate(0));
    give(accepted);
    expect(sent(give({ kind: "tokenExpired" }))[0]).toMatchObject({
      type: "AuthError",
      baseVersion: 1,
      authUpdateAttempted: false,
    });
  });

  test("a wrong base version of the identity ends the connection", () => {
    const { connect, say } = drive();
    connect();
    expect(sent(say(authenticate(4)))[0]).toMatchObject({ type: "FatalError" });
  });
});

describe("liveness", () => {
  test("a client that stays silent for eight intervals is dropped", () => {
    const { connect, give } = drive();
    connect();
    for (let tick = 1; tick < 8; tick++) {
      expect(kinds(give({ kind: "tick" }))).toEqual(["ping", "send"]);
    }
    expect(kinds(give({ kind: "tick" }))).toContain("close");
  });

  test("a pong is enough to stay", () => {
    const { connect, give } = drive();
    connect();
    for (let tick = 1; tick < 20; tick++) {
      give({ kind: "heard" });
      expect(kinds(give({ kind: "tick" }))).toContain("ping");
    }
  });

  test("a shutdown gives every query back and closes with its reason", () => {
    const { connect, modify, give } = drive();
    connect();
    modify(0, add(0));
    expect(give({ kind: "shutdown", reason: "ServerClosing" })).toEqual([
      { kind: "unwatch", queryId: 0 },
      { kind: "expireAt", at: null },
      { kind: "close", code: 1012, reason: "ServerClosing" },
    ]);
    expect(give({ kind: "tick" })).toEqual([]);
  });
});
