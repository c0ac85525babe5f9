import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TestDeployment } from "./test-deployment.ts";

let app: TestDeployment;

beforeAll(async () => {
  app = await TestDeployment.open();
  await app.push("worker-app");
});

afterAll(() => app.dispose());

test("time stands still inside of a query", async () => {
  const { before, after, isDate, text } = (await app.query("sandbox:time")) as {
    before: number[];
    after: number[];
    isDate: boolean;
    text: string;
  };
  expect(after).toEqual(before);
  expect(before[0]).toBe(before[1]);
  expect(Math.abs(Number(before[0]) - Date.now())).toBeLessThan(60_000);
  expect({ isDate, text }).toEqual({ isDate: true, text: "string" });
});

test("each call draws its own random numbers", async () => {
  const [first, second] = (await Promise.all([
    app.query("sandbox:chance"),
    app.query("sandbox:chance"),
  ])) as number[][];
  expect(first?.[0]).not.toBe(first?.[1]);
  expect(first?.[0]).not.toBe(second?.[0]);
  expect(first?.[2]).toBe(36);
});

test("fetch and timers are refused outside of actions", async () => {
  await expect(app.mutation("sandbox:fetches")).rejects.toThrow(
    "Can't use fetch() in queries and mutations. Please consider using an action.",
  );
  await expect(app.query("sandbox:sleeps")).rejects.toThrow(
    "Can't use setTimeout in queries and mutations.",
  );
  expect(await app.action("sandbox:sleepsInAction")).toBe("slept");
});

test.each(["query", "action"] as const)(
  "what only Node has is not there in a %s of the default runtime, as in the cloud",
  async (kind) => {
    const name = kind === "query" ? "sandbox:globals" : "sandbox:globalsInAction";
    const { types, self } = (await app[kind](name)) as {
      types: Record<string, string>;
      self: boolean;
    };
    expect(new Set(Object.values(types))).toEqual(new Set(["undefined"]));
    expect(self).toBe(true);
  },
);

test("requests, forms and streams work without Node's names", async () => {
  expect(await app.query("sandbox:bodies")).toEqual(["content", "text"]);
});

test("text is decoded as the Encoding Standard says, under all of its labels", async () => {
  const windows = ["windows-1252", "a€’é", "a€’é"];
  const labels = {
    ascii: windows,
    latin1: windows,
    " ISO-8859-1\n": windows,
    "iso-8859-16": ["iso-8859-16", "a\u0080\u0092é", "a\u0080\u0092é"],
    "x-user-defined": ["x-user-defined", "a\uf780\uf792\uf7e9", "a\uf780\uf792\uf7e9"],
    "utf-8": ["utf-8", "a\ufffd\ufffd\ufffd", "a\ufffd\ufffd\ufffd"],
    replacement: ["RangeError"],
    nonsense: ["RangeError"],
  };
  expect(await app.query("sandbox:decoded", { labels: Object.keys(labels) })).toEqual(
    Object.values(labels),
  );
});

test("a request takes a stream as its body without being told how to send it", async () => {
  // Node loads its own the first time that an HTTP action is handed one.
  await app.http("GET", "/counter/hello");
  expect(await app.query("sandbox:requestsWithStreams")).toEqual({
    texts: ["made", "copied", "extended"],
    known: [true, true, true],
  });
});

test("fetch takes a stream as its body likewise", async () => {
  const echo = createServer((request, response) => request.pipe(response)).listen(0, "127.0.0.1");
  await once(echo, "listening");
  const { port } = echo.address() as AddressInfo;
  expect(await app.action("sandbox:sendsStream", { url: `http://127.0.0.1:${port}/` })).toEqual([
    "sent",
    "again",
  ]);
  echo.close();
});

test("the environment is read by name alone, and what a call sets there is gone", async () => {
  const seen = { before: null, site: "http://127.0.0.1:2", cloud: "string", listed: [] };
  expect(await app.query("sandbox:changesEnvironment")).toEqual(seen);
  expect(await app.query("sandbox:changesEnvironment")).toEqual(seen);
});

test("the console has the methods that it has in the cloud, and keeps time", async () => {
  const outcome = await app.host.query(app.call("sandbox:consoleMethods"));
  expect(outcome.ok && JSON.parse(outcome.valueJson)).toEqual([
    "debug",
    "error",
    "info",
    "log",
    "time",
    "timeEnd",
    "timeLog",
    "trace",
    "warn",
  ]);
  expect(outcome.logLines).toEqual([
    "[WARN] Timer 'a' already exists",
    expect.stringMatching(/^\[INFO\] a: \d+ms 'text' \{ b: 1 \}$/),
    expect.stringMatching(/^\[INFO\] a: \d+ms$/),
    "[WARN] Timer 'a' does not exist",
  ]);
});

test("crypto is there in queries", async () => {
  expect(await app.query("sandbox:digest")).toBe(32);
});

test("log lines come back with the result and in the deployment's log", async () => {
  const outcome = await app.host.query(app.call("sandbox:logs"));
  expect(outcome.logLines).toEqual(["[LOG] 'text' { a: 1 }", "[WARN] 2"]);
  expect(app.logs.at(-1)).toMatchObject({
    identifier: "sandbox:logs",
    udfType: "Query",
    logLines: [
      { level: "LOG", messages: ["'text'", "{ a: 1 }"] },
      { level: "WARN", messages: ["2"] },
    ],
  });
});

test("a change of the environment reaches module-level code and live queries", async () => {
  const site = "http://127.0.0.1:2";
  expect(await app.query("sandbox:environment")).toEqual({
    atImport: { flag: null, site },
    now: null,
    path: null,
  });
  const changed = app.until(
    "sandbox:environment",
    {},
    (value) => (value as { now: string | null }).now === "on",
  );
  await app.setEnv("FLAG", "on");
  expect(await changed).toEqual({ atImport: { flag: "on", site }, now: "on", path: null });
});

test.each(["1A", "A-B", "", "A".repeat(257)])(
  "the environment variable name %j is refused",
  async (name) => {
    await expect(app.setEnv(name, "x")).rejects.toThrow("is not allowed");
  },
);

describe("what never ends", () => {
  // Of its own, so that the short limit is for these functions alone.
  let app: TestDeployment;

  beforeAll(async () => {
    app = await TestDeployment.open(1_000);
    await app.push("worker-app");
  });

  afterAll(() => app.dispose());

  test("an endless loop is stopped, and the mutations beside it run", async () => {
    const loop = app.mutation("sandbox:loops");
    const others = Array.from({ length: 10 }, (_, index) =>
      app.mutation("notes:add", { text: `beside ${index}` }),
    );
    await expect(loop).rejects.toThrow(
      /ran longer than the time limit of \d+ ms.*functionTimeoutMs/,
    );
    await Promise.all(others);
    const texts = (await app.query("notes:list")) as string[];
    expect(texts.filter((text) => text.startsWith("beside"))).toHaveLength(10);
  });

  test("a live query whose promise never settles fails alone", async () => {
    const healthy = app.until("notes:named", { text: "beside 0" }, (value) => value !== null);
    await healthy;
    const hanging = app.watch("sandbox:hangs");
    await expect(app.query("sandbox:hangs")).rejects.toThrow(
      /longer than the time limit of \d+ ms/,
    );
    expect(
      await app.until("notes:named", { text: "beside 1" }, (value) => value !== null),
    ).toMatchObject({ text: "beside 1" });
    expect(hanging.outcomes).toMatchObject([{ ok: false }]);
    hanging.stop();
  });

  test.each(["sandbox:hangsInMutation", "sandbox:hangsWithin"])(
    "%s, whose promise never settles, is undone alone, and an action beside it goes on",
    async (name) => {
      const { warnings } = app;
      const before = warnings.length;
      const action = app.action("jobs:waitForGo");
      await app.until("notes:named", { text: "started" }, (note) => note !== null);
      await expect(app.mutation(name)).rejects.toThrow("ran longer than the time limit");
      await app.mutation("notes:add", { text: "go" });
      expect(await action).toBe("old code");
      expect((await app.query("notes:list")) as string[]).not.toContain("must be undone");
      expect(warnings.slice(before)).toEqual([]);
      await app.mutation("notes:clear");
    },
  );
});
