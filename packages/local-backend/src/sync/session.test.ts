import { describe, expect, test } from "vitest";
import { add, drive, kinds, mutation, sent, succeeded } from "../../test/support/drive-session.ts";
import { prepareResult } from "../protocol/server-messages.ts";
import { encodeTimestamp } from "../protocol/timestamp.ts";

describe("versions", () => {
  test("nothing is sent after Connect alone", () => {
    expect(drive().connect()).toEqual([]);
  });

  test("each transition starts exactly where the last one ended", () => {
    const { connect, modify, result } = drive();
    connect();
    modify(0, add(0));
    const [first] = sent(result(0, "a"));
    const [second] = sent(result(0, "b", 12n));
    expect(first?.startVersion).toEqual({ querySet: 0, identity: 0, ts: encodeTimestamp(0n) });
    expect(first?.endVersion).toEqual({ querySet: 1, identity: 0, ts: encodeTimestamp(10n) });
    expect(second?.startVersion).toEqual(first?.endVersion);
    expect(second?.endVersion.ts).toBe(encodeTimestamp(12n));
  });

  test("a transition waits until every added query has its first result", () => {
    const { connect, modify, result } = drive();
    connect();
    modify(0, add(0), add(1));
    expect(sent(result(0, "a"))).toEqual([]);
    const [transition] = sent(result(1, "b"));
    expect(transition?.modifications).toHaveLength(2);
  });

  test("an empty query set change is answered at once", () => {
    const { connect, modify } = drive();
    connect();
    const [transition] = sent(modify(0));
    expect(transition).toMatchObject({ endVersion: { querySet: 1 }, modifications: [] });
  });

  test("a wrong base version of the query set ends the connection with a sentence", () => {
    const { connect, modify, session } = drive();
    connect();
    const effects = modify(3);
    expect(sent(effects)).toEqual([
      { type: "FatalError", error: expect.stringContaining("query set") },
    ]);
    expect(kinds(effects)).toContain("close");
    expect(session.ended).toBe(true);
  });

  test("anything before Connect ends the connection", () => {
    const { say } = drive();
    expect(sent(say(mutation(0)))[0]).toMatchObject({ type: "FatalError" });
  });

  test("adding a query id twice or removing an unknown one ends the connection", () => {
    for (const modifications of [[add(0), add(0)], [{ type: "Remove", queryId: 7 }]]) {
      const { connect, modify } = drive();
      connect();
      expect(sent(modify(0, ...modifications))[0]).toMatchObject({ type: "FatalError" });
    }
  });

  test("a malformed message ends the connection with its sentence", () => {
    const { connect, give } = drive();
    connect();
    expect(sent(give({ kind: "malformed", error: "no JSON" }))).toEqual([
      { type: "FatalError", error: "no JSON" },
    ]);
  });
});

describe("results", () => {
  test("an unchanged result is left out", () => {
    const { connect, modify, result } = drive();
    connect();
    modify(0, add(0));
    result(0, "a");
    expect(result(0, "a", 11n)).toEqual([]);
  });

  test("a failure that differs only in its request id counts as unchanged", () => {
    const failure = (id: string) =>
      prepareResult(
        { ok: false, errorMessage: `[Request ID: ${id}] Server Error`, logLines: [] },
        null,
      );
    expect(failure("a1").fingerprint).toBe(failure("b2").fingerprint);
    expect(failure("a1").tail).not.toBe(failure("b2").tail);
  });

  test("a failed query carries its data and journal, and no data when there is none", () => {
    const { connect, modify, give } = drive();
    connect();
    modify(0, add(0), add(1));
    const plain = { ok: false as const, errorMessage: "no", logLines: ["l"] };
    const results = [
      { queryId: 0, result: prepareResult({ ...plain, errorDataJson: '{"code":1}' }, "j") },
      { queryId: 1, result: prepareResult(plain, null) },
    ];
    const [transition] = sent(give({ kind: "results", results }));
    expect(transition?.modifications).toEqual([
      {
        type: "QueryFailed",
        queryId: 0,
        errorMessage: "no",
        errorData: { code: 1 },
        logLines: ["l"],
        journal: "j",
      },
      { type: "QueryFailed", queryId: 1, errorMessage: "no", logLines: ["l"], journal: null },
    ]);
  });

  test("a removed query is answered with QueryRemoved and no longer watched", () => {
    const { connect, modify, result } = drive();
    connect();
    modify(0, add(0));
    result(0, "a");
    const effects = modify(1, { type: "Remove", queryId: 0 });
    expect(effects).toContainEqual({ kind: "unwatch", queryId: 0 });
    expect(sent(effects)[0]?.modifications).toEqual([{ type: "QueryRemoved", queryId: 0 }]);
  });

  test("removing the one query that had no result lets the others through", () => {
    const { connect, modify, result } = drive();
    connect();
    modify(0, add(0), add(1));
    result(0, "a");
    const [transition] = sent(modify(1, { type: "Remove", queryId: 1 }));
    expect(transition?.modifications).toHaveLength(2);
  });

  test("a journal is handed to the run and the returned one to the client", () => {
    const { connect, modify, give } = drive();
    connect();
    const effects = modify(0, { ...add(0), journal: "before" });
    expect(effects).toContainEqual(expect.objectContaining({ kind: "watch", journal: "before" }));
    const result = prepareResult({ ok: true, valueJson: "1", logLines: [] }, "after");
    const [transition] = sent(give({ kind: "results", results: [{ queryId: 0, result }] }));
    expect(transition?.modifications[0]?.journal).toBe("after");
  });

  test("a congested socket gets one transition with the last results when it has drained", () => {
    const { connect, modify, result, give } = drive();
    connect();
    modify(0, add(0));
    result(0, "a");
    give({ kind: "congested" });
    expect(result(0, "b", 11n)).toEqual([]);
    expect(result(0, "c", 12n)).toEqual([]);
    const transitions = sent(give({ kind: "drained" }));
    expect(transitions).toHaveLength(1);
    expect(transitions[0]?.modifications[0]?.value).toBe("c");
  });

  test("a result that changed back before it was sent is left out", () => {
    const { connect, modify, result, give } = drive();
    connect();
    modify(0, add(0));
    result(0, "a");
    give({ kind: "congested" });
    result(0, "b", 11n);
    result(0, "a", 12n);
    expect(sent(give({ kind: "drained" }))).toEqual([]);
  });
});

describe("mutations and actions", () => {
  test("the response goes first, the transition follows when the refresh has reached its timestamp", () => {
    const { connect, say, give, refresh, session } = drive();
    connect();
    expect(kinds(say(mutation(0)))).toEqual(["mutate"]);
    const response = give({ kind: "mutationFinished", requestId: 0, outcome: succeeded(12n) });
    expect(sent(response)).toEqual([
      {
        type: "MutationResponse",
        requestId: 0,
        success: true,
        result: null,
        logLines: [],
        ts: encodeTimestamp(12n),
      },
    ]);
    expect(session.wantsRefresh).toBe(true);
    expect(refresh(11n)).toEqual([]);
    const [transition] = sent(refresh(12n));
    expect(transition).toMatchObject({ type: "Transition", modifications: [] });
    expect(session.wantsRefresh).toBe(false);
  });

  test("a response whose timestamp is already reached is followed by its transition at once", () => {
    const { connect, say, give } = drive();
    connect();
    say(mutation(0));
    const messages = sent(
      give({ kind: "mutationFinished", requestId: 0, outcome: succeeded(10n) }),
    );
    expect(messages.map((message) => message.type)).toEqual(["MutationResponse", "Transition"]);
  });

  test("mutations leave in the order in which they arrived", () => {
    const { connect, say } = drive();
    connect();
    const ids = [3, 4, 5].flatMap((id) =>
      say(mutation(id)).map((effect) => effect.kind === "mutate" && effect.requestId),
    );
    expect(ids).toEqual([3, 4, 5]);
  });

  test("a failure carries its message and data, and no timestamp", () => {
    const { connect, say, give } = drive();
    connect();
    say(mutation(0));
    const outcome = {
      ok: false as const,
      errorMessage: "no",
      errorDataJson: '"d"',
      logLines: [],
      ts: 0n,
    };
    expect(sent(give({ kind: "mutationFinished", requestId: 0, outcome }))[0]).toEqual({
      type: "MutationResponse",
      requestId: 0,
      success: false,
      result: "no",
      errorData: "d",
      logLines: [],
    });
  });
});
