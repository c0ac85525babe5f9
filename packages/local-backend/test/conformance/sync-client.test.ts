import { ConvexClient, type ConvexClientOptions } from "convex/browser";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { messages, people, values } from "./api.ts";
import { type Deployed, deferred, deploy } from "./harness.ts";
import { watch } from "./live-query.ts";
import { rawSync } from "./raw-sync.ts";

let deployed: Deployed;
const clients: ConvexClient[] = [];

beforeAll(async () => {
  deployed = await deploy();
});

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

afterAll(() => deployed.close());

function connect(options: ConvexClientOptions = {}): ConvexClient {
  const client = new ConvexClient(deployed.backend.url, { logger: false, ...options });
  clients.push(client);
  return client;
}

describe("live queries", () => {
  test("a mutation on one client is an update on another", async () => {
    const [writer, reader] = [connect(), connect()];
    const live = watch(reader, messages.list, { channel: "live" });
    await live.until((list) => list.length === 0);
    await writer.mutation(messages.send, { channel: "live", body: "hello" });
    expect(await live.until((list) => list.length > 0)).toEqual(["hello"]);
  });

  test("a client sees its own write when the mutation's promise resolves", async () => {
    const client = connect();
    const live = watch(client, messages.list, { channel: "own" });
    await live.until(() => true);
    for (const body of ["a", "b", "c"]) {
      await client.mutation(messages.send, { channel: "own", body });
      expect(live.seen.at(-1)?.at(-1)).toBe(body);
    }
  });

  test("a write outside of what a query read sends it nothing", async () => {
    const { backend } = deployed;
    const reader = await rawSync(backend.url);
    reader.add(0, "messages:list", { channel: "watched" });
    await reader.transition();
    const writer = connect();
    await writer.mutation(messages.send, { channel: "elsewhere", body: "x" });
    await writer.mutation(messages.send, { channel: "watched", body: "y" });
    const { modifications } = await reader.transition();
    expect(modifications).toMatchObject([{ type: "QueryUpdated", value: ["y"] }]);
    expect(reader.received.filter((message) => message.type === "Transition")).toHaveLength(2);
    reader.close();
  });

  test("a rolled back mutation sends no client anything", async () => {
    const reader = await rawSync(deployed.backend.url);
    reader.add(0, "messages:list", { channel: "rolled" });
    await reader.transition();
    const writer = connect();
    await writer.mutation(messages.refuse, { channel: "rolled" }).catch(() => {});
    await writer.mutation(messages.send, { channel: "rolled", body: "kept" });
    const { modifications } = await reader.transition();
    expect(modifications).toMatchObject([{ value: ["kept"] }]);
    reader.close();
  });

  test("a failing query reports its error and recovers when its data changes", async () => {
    const live = watch(connect(), messages.stumble, {});
    expect(String(await live.error)).toContain("stumbled");
  });

  test("pages stay gapless while documents come and go", async () => {
    const client = connect();
    const channel = "paged";
    for (const body of ["1", "2", "3", "4"])
      await client.mutation(messages.send, { channel, body });
    const first = watch(client, messages.page, {
      channel,
      paginationOpts: { numItems: 2, cursor: null },
    });
    const { continueCursor } = await first.until(() => true);
    const second = watch(client, messages.page, {
      channel,
      paginationOpts: { numItems: 5, cursor: continueCursor },
    });
    await second.until(() => true);
    await client.mutation(messages.clear, { channel });
    await first.until((page) => page.page.length === 0);
    await second.until((page) => page.page.length === 0);
    await client.mutation(messages.send, { channel, body: "5" });
    const bodies = [first, second].flatMap(({ seen }) => seen.at(-1)?.page.map((doc) => doc.body));
    expect(bodies).toEqual(["5"]);
  });

  test("every open tab of one query hears the same", async () => {
    const lives = Array.from({ length: 5 }, () =>
      watch(connect(), messages.list, { channel: "tabs" }),
    );
    await Promise.all(lives.map((live) => live.until(() => true)));
    await connect().mutation(messages.send, { channel: "tabs", body: "all" });
    await Promise.all(lives.map((live) => live.until((list) => list[0] === "all")));
  });
});

describe("mutations and actions", () => {
  test("mutations of one client run in the order in which they were called", async () => {
    const client = connect();
    const bodies = Array.from({ length: 50 }, (_, index) => `${index}`);
    await Promise.all(
      bodies.map((body) => client.mutation(messages.send, { channel: "order", body })),
    );
    expect(await client.query(messages.list, { channel: "order" })).toEqual(bodies);
  });

  test("an action runs and reports, and so does a failing one", async () => {
    const client = connect();
    expect(await client.action(values.echoByAction, { value: 1n })).toBe(1n);
    await expect(client.action(people.failingAction, {})).rejects.toMatchObject({
      data: "no action",
    });
  });

  test("a ConvexError of a mutation carries its data", async () => {
    await expect(connect().mutation(messages.refuse, { channel: "ws" })).rejects.toMatchObject({
      data: { code: "refused" },
    });
  });

  test("a large value passes both ways", async () => {
    const value = "ü".repeat(2_000_000);
    expect(await connect().mutation(values.echoByMutation, { value })).toBe(value);
  });
});

describe("identity", () => {
  test("a signed-in client's functions see who it is", async () => {
    const client = connect();
    client.setAuth(() => deployed.issuer.token({ sub: "alice" }));
    const live = watch(client, people.me, {});
    await live.until((me) => me?.subject === "alice");
  });

  test("signing in and out on one socket re-runs what it watches as the new person", async () => {
    const raw = await rawSync(deployed.backend.url);
    raw.add(0, "people:me", {});
    expect((await raw.transition()).modifications).toMatchObject([{ value: null }]);
    const value = await deployed.issuer.token({ sub: "alice" });
    raw.send({ type: "Authenticate", tokenType: "User", value, baseVersion: 0 });
    expect((await raw.transition()).modifications).toMatchObject([{ value: { subject: "alice" } }]);
    raw.send({ type: "Authenticate", tokenType: "None", baseVersion: 1 });
    expect((await raw.transition()).modifications).toMatchObject([{ value: null }]);
    raw.close();
  });

  test("a forged token leaves the client signed out", async () => {
    const client = connect();
    const state = deferred<boolean>();
    client.setAuth(
      async () => `${await deployed.issuer.token({ sub: "eve" })}x`,
      (isAuthenticated) => state.resolve(isAuthenticated),
    );
    expect(await state.promise).toBe(false);
  });

  test("a socket whose token has expired is told, closed, and comes back with a new one", async () => {
    const raw = await rawSync(deployed.backend.url);
    const expires = Math.floor(Date.now() / 1000) + 2;
    raw.send({
      type: "Authenticate",
      tokenType: "User",
      value: await deployed.issuer.token({ sub: "alice" }, expires),
      baseVersion: 0,
    });
    await raw.transition();
    expect(await raw.message("AuthError")).toMatchObject({
      baseVersion: 1,
      authUpdateAttempted: false,
    });
    expect((await raw.closed).reason).toBe("AuthError");
  });
});

describe("identity over time", () => {
  /** Tokens of one person, one for each call; all but the last few last `seconds` from now. */
  function tokens(seconds: number, short: number) {
    let turn = 0;
    return async () => {
      turn++;
      const expires = turn > short ? "1h" : Math.floor(Date.now() / 1000) + seconds;
      return deployed.issuer.token({ sub: "alice", turn }, expires);
    };
  }

  test("a client whose token expires while it is connected goes on with a new one", async () => {
    const client = connect();
    // So short that the client does not renew them by itself. The server gives clocks five seconds more.
    client.setAuth(tokens(2, 2));
    const live = watch(client, people.me, {});
    await live.until((me) => me?.turn === 1 || me?.turn === 2);
    const renewed = await live.until((me) => typeof me?.turn === "number" && me.turn > 2);
    expect(renewed?.subject).toBe("alice");
  });

  test("a token that is renewed in time does not interrupt the connection", async () => {
    const client = connect();
    client.setAuth(tokens(60, 2));
    const live = watch(client, people.me, {});
    await live.until((me) => typeof me?.turn === "number" && me.turn >= 2);
    expect(client.connectionState().connectionCount).toBe(1);
    expect(live.seen.every((me) => me?.subject === "alice")).toBe(true);
  });
});

describe("broken clients", () => {
  test.each([
    ["no JSON", "{", /not valid JSON/],
    ["an unknown type", '{"type":"Hello"}', /Unknown message type/],
    ["a missing field", '{"type":"Mutation","requestId":0,"args":[{}]}', /udfPath/],
    [
      "a negative version",
      '{"type":"Authenticate","tokenType":"None","baseVersion":-1}',
      /baseVersion/,
    ],
    [
      "a wrong base version",
      '{"type":"ModifyQuerySet","baseVersion":5,"newVersion":6,"modifications":[]}',
      /query set/,
    ],
  ])("%s is answered with a sentence, and the server goes on", async (_, text, sentence) => {
    const raw = await rawSync(deployed.backend.url);
    raw.sendText(text);
    expect((await raw.message("FatalError")).error).toMatch(sentence);
    await raw.closed;
    expect(await connect().query(values.echo, { value: 1 })).toBe(1);
  });

  test("a message that is too large is answered with a sentence", async () => {
    const raw = await rawSync(deployed.backend.url);
    raw.sendText(`{"type":"Event","event":"${"x".repeat(33 * 1024 * 1024)}"}`);
    expect((await raw.message("FatalError")).error).toMatch(/32 MiB/);
  });

  test("a wrong admin key is refused", async () => {
    const raw = await rawSync(deployed.backend.url);
    raw.send({ type: "Authenticate", tokenType: "Admin", value: "a|wrong", baseVersion: 0 });
    expect(await raw.message("AuthError")).toMatchObject({
      baseVersion: 0,
      authUpdateAttempted: true,
    });
  });

  test("naming a component needs the admin key", async () => {
    const raw = await rawSync(deployed.backend.url);
    raw.send({
      type: "Mutation",
      requestId: 0,
      udfPath: "messages:send",
      args: [{ channel: "a", body: "b" }],
      componentPath: "child",
    });
    expect(await raw.message("MutationResponse")).toMatchObject({ success: false });
  });
});

describe("large transitions", () => {
  const channel = "large";
  const body = "größer 😀".repeat(40_000);
  const count = 14;

  beforeAll(async () => {
    const writer = new ConvexClient(deployed.backend.url, { logger: false });
    const bodies = Array.from({ length: count }, () => body);
    await Promise.all(
      bodies.map((each) => writer.mutation(messages.send, { channel, body: each })),
    );
    await writer.close();
  });

  test("reach the official client whole", async () => {
    const list = await watch(connect(), messages.list, { channel }).until(() => true);
    expect(list.length).toBe(count);
    expect(list.every((each) => each === body)).toBe(true);
  });

  test("come in chunks for those that understand them, and in one piece for older clients", async () => {
    for (const [version, type] of [
      ["1.48.0", "TransitionChunk"],
      ["1.27.9", "Transition"],
    ] as const) {
      const raw = await rawSync(deployed.backend.url, undefined, version);
      raw.add(0, "messages:list", { channel });
      expect((await raw.transition()).modifications).toHaveLength(1);
      expect(new Set(raw.received.map((message) => message.type))).toEqual(new Set([type]));
      raw.close();
    }
  });
});

describe("pressure", () => {
  test("a client that doesn't read gets fewer transitions, and the last one is right", async () => {
    const reader = await rawSync(deployed.backend.url);
    reader.add(0, "messages:list", { channel: "slow" });
    await reader.transition();
    reader.pause();
    const writer = connect();
    const writes = 16;
    for (let write = 0; write < writes; write++) {
      await writer.mutation(messages.send, { channel: "slow", body: "x".repeat(500_000) });
    }
    reader.resume();
    let transitions = 0;
    for (let seen = 0; seen < writes; transitions++) {
      const { modifications } = await reader.transition();
      const value = modifications?.[0]?.value;
      if (Array.isArray(value)) seen = value.length;
    }
    expect(transitions).toBeLessThan(writes);
    reader.close();
  });

  test("more mutations at once than we keep open are all answered, in order", async () => {
    const raw = await rawSync(deployed.backend.url);
    const count = 3_000;
    for (let requestId = 0; requestId < count; requestId++) {
      const args = [{ value: requestId }];
      raw.send({ type: "Mutation", requestId, udfPath: "values:echoByMutation", args });
    }
    const answered: unknown[] = [];
    while (answered.length < count) answered.push((await raw.message("MutationResponse")).result);
    expect(answered).toEqual(Array.from({ length: count }, (_, index) => index));
    raw.close();
  });
});

test("a query that never ends is stopped with a sentence, and the others go on", async () => {
  const client = connect();
  const live = watch(client, messages.list, { channel: "hang" });
  await live.until(() => true);
  const endless = client.query(messages.endless, {});
  const sent = connect().mutation(messages.send, { channel: "hang", body: "still here" });
  await expect(endless).rejects.toThrow(/too long|timed out|stopped/i);
  await sent;
  await live.until((list) => list[0] === "still here");
});
