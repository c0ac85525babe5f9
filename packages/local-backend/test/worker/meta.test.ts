/** `ctx.meta`, stale snapshots, and the limits that it counts. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { ANYONE, TestDeployment } from "./test-deployment.ts";

let app: TestDeployment;

beforeAll(async () => {
  // What is tested is how much a function may read and write: on a slow machine so much takes its time.
  app = await TestDeployment.open(60_000);
  await app.push("worker-app");
});

afterAll(() => app.dispose());

const metadata = { ip: "192.0.2.1", userAgent: "browser", authToken: "token" };

test("a function knows its name, its deployment and its snapshot", async () => {
  expect(await app.query("meta:ofQuery")).toEqual({
    function: { name: "meta:ofQuery", componentPath: "", type: "query", visibility: "public" },
    deployment: { name: "test", region: null, class: "s256" },
    snapshotTs: expect.any(BigInt),
  });
});

test("an action and the mutation that it calls know the request", async () => {
  const caller = {
    kind: "client" as const,
    identity: { tokenIdentifier: "i|s", issuer: "i", subject: "s" },
  };
  const call = { ...app.call("meta:ofRequestInAction", {}, caller), metadata };
  const outcome = await app.host.action(call);
  const expected = { ...metadata, requestId: call.requestId, scheduledFunctionId: null };
  expect(outcome.ok && JSON.parse(outcome.valueJson)).toEqual({ own: expected, nested: expected });
});

test("without an identity there is no token", async () => {
  const outcome = await app.host.mutation({ ...app.call("meta:ofRequest", {}, ANYONE), metadata });
  expect(outcome.ok && JSON.parse(outcome.valueJson)).toMatchObject({ authToken: null });
});

test("a job and what it calls know the job's id, and no request", async () => {
  const id = await app.mutation("meta:scheduleJob");
  const text = `job ${id} of null`;
  await app.until("notes:named", { text }, (note) => note !== null);
});

test("the metrics count what was used", async () => {
  const { before, after } = (await app.mutation("meta:metrics")) as Record<
    string,
    Record<string, { used: number; remaining: number }>
  >;
  expect(before?.documentsWritten).toEqual({ used: 0, remaining: 16_000 });
  expect(after?.documentsWritten?.used).toBe(1);
  expect(after?.documentsRead).toEqual({ used: 2, remaining: 31_998 });
  expect(after?.databaseQueries).toEqual({ used: 1, remaining: 4_095 });
  expect(after?.functionsScheduled).toEqual({ used: 1, remaining: 999 });
  expect(after?.scheduledFunctionArgsBytes?.used).toBeGreaterThan(0);
});

test("a stale snapshot is the state at the start of its own mutation", async () => {
  const runs = (await Promise.all(
    Array.from({ length: 5 }, () => app.mutation("meta:staleSnapshot")),
  )) as Array<{ start: number; before: number; after: number; own: number }>;
  for (const { start, before, after, own } of runs) {
    expect({ before, after, own }).toEqual({ before: start, after: start, own: start + 1 });
  }
  // In their order, and each of them once, although some had to start over.
  const [first] = runs;
  expect(runs.map(({ start }) => start - (first?.start ?? 0))).toEqual([0, 1, 2, 3, 4]);
});

test("a nested call keeps to the limits it was given, and its caller does not", async () => {
  expect(await app.mutation("meta:limited", { documentsWritten: 1 })).toContain(
    "Too many writes in a single function execution (limit: 2)",
  );
  expect(await app.mutation("meta:limited", { documentsWritten: 2 })).toBeNull();
});

test("more index ranges than Convex allows are refused with its words", async () => {
  await app.query("meta:readMany", { count: 4096 });
  await expect(app.query("meta:readMany", { count: 4097 })).rejects.toThrow(
    "Too many reads in a single function execution (limit: 4096). Consider using smaller limits",
  );
});

test("more writes than Convex allows are refused with its words", async () => {
  await expect(app.mutation("meta:addMany", { count: 16_001 })).rejects.toThrow(
    "Too many writes in a single function execution (limit: 16000)",
  );
});

test("more jobs than Convex allows are refused with its words", async () => {
  await expect(app.mutation("meta:scheduleMany", { count: 1001, text: "" })).rejects.toThrow(
    "Too many functions scheduled by this mutation (limit: 1000)",
  );
  const text = "x".repeat(900_000);
  await expect(app.mutation("meta:scheduleMany", { count: 20, text })).rejects.toThrow(
    "Too large total size of the arguments of scheduled functions from this mutation (limit: 16777216 bytes)",
  );
});

function ends(id: unknown): Promise<unknown> {
  return app.until("jobs:state", { id: id as string }, (state) => {
    const { kind } = state as { kind: string };
    return kind === "success" || kind === "failed";
  });
}

test("a job may write as much as any mutation: what is kept of the job itself does not count", async () => {
  expect(await ends(await app.mutation("jobs:filling", { count: 16_000 }))).toEqual({
    kind: "success",
  });
  expect(await ends(await app.mutation("jobs:filling", { count: 16_001 }))).toMatchObject({
    error: expect.stringContaining("Too many writes"),
  });
});

test.each([
  { length: 3 * 1024 * 1024, nesting: 0 },
  { length: 1, nesting: 40 },
])("a job's arguments are no document: they may be larger and nest deeper (%j)", async (value) => {
  const id = await app.mutation("jobs:withLargeArguments", value);
  expect(await ends(id)).toEqual({ kind: "success" });
});
