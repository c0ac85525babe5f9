import { afterAll, beforeAll, expect, test } from "vitest";
import { ADMIN, CallFailed, TestDeployment } from "./test-deployment.ts";

let app: TestDeployment;

beforeAll(async () => {
  app = await TestDeployment.open();
  await app.push("worker-app");
});

afterAll(() => app.dispose());

/** The crons of the app write notes of their own. */
async function notes(): Promise<string[]> {
  return ((await app.query("notes:list")) as string[]).filter((text) => text !== "tick");
}

async function failureOf(call: Promise<unknown>): Promise<CallFailed> {
  const failure = await call.then(
    () => new Error("The call succeeded"),
    (error: unknown) => error,
  );
  if (failure instanceof CallFailed) return failure;
  throw failure;
}

test("a mutation returns what it inserted and a query reads it", async () => {
  const id = await app.mutation("notes:add", { text: "first" });
  expect(id).toMatch(/^[0-9a-z]{32}$/);
  expect(await app.query("notes:named", { text: "first" })).toMatchObject({ _id: id });
});

test("a nested mutation that fails is undone alone, with what it scheduled", async () => {
  const before = await notes();
  expect(await app.mutation("notes:catchAndContinue")).toEqual({ code: "nested", text: "undone" });
  expect((await notes()).slice(before.length)).toEqual(["before", "after"]);
});

test("a write beside a failing nested mutation in Promise.all survives", async () => {
  const before = await notes();
  expect(await app.mutation("notes:besideFailure")).toEqual(["rejected", "fulfilled", "fulfilled"]);
  expect((await notes()).slice(before.length)).toEqual(["beside", "second"]);
});

test("the data of a ConvexError reaches the client and the mutation is undone", async () => {
  const failure = await failureOf(app.mutation("notes:failWithData"));
  expect(failure.data).toEqual({ code: "refused", count: 3n });
  expect(failure.message).toMatch(
    /^\[Request ID: request-\d+\] Server Error\nUncaught ConvexError: /,
  );
  expect(await notes()).not.toContain("never");
});

test("a stack points to the lines that its author wrote", async () => {
  const failure = await failureOf(app.mutation("notes:failWithData"));
  expect(failure.message).toMatch(/\n {4}at handler \(.*convex\/notes\.ts:\d+:\d+\)/);
  expect(failure.message).not.toContain("worker.js");
});

test("a return value of the wrong type undoes the mutation", async () => {
  const failure = await failureOf(app.mutation("notes:wrongReturn"));
  expect(failure.message).toContain("\nReturnsValidationError: ");
  expect(await notes()).not.toContain("never");
});

test.each([
  [{}, "missing the required field `text`"],
  [{ text: 1 }, "Path: .text"],
  [{ text: "x", extra: true }, "extra"],
])("arguments %j are refused with what is wrong", async (args, reason) => {
  const failure = await failureOf(app.mutation("notes:add", args));
  expect(failure.message).toContain("\nArgumentValidationError: ");
  expect(failure.message).toContain(reason);
});

test("a malformed special value is refused with its place", async () => {
  const failure = await failureOf(app.mutation("notes:add", { text: { $integer: "zz" } }));
  expect(failure.message).toContain("Malformed $integer at .text");
});

test("a nested call that is not awaited has ended before its mutation commits", async () => {
  await app.mutation("notes:danglingWrite");
  expect(await notes()).toContain("dangling");
});

test.each(["notes:hidden", "notes:missing", "nowhere:list", "notes.js:hidden"])(
  "a client is told that %s does not exist",
  async (name) => {
    const failure = await failureOf(app.query(name));
    expect(failure.message).toContain(
      `\nCould not find public function for '${name.replace(".js", "")}'.`,
    );
  },
);

test("an administrator may call an internal function", async () => {
  expect(await app.query("notes:hidden", {}, ADMIN)).toBe("secret");
});

test("calling a mutation as a query names both types", async () => {
  const failure = await failureOf(app.query("notes:add", { text: "x" }));
  expect(failure.message).toContain(
    "Trying to execute notes:add as Query, but it is defined as Mutation.",
  );
});

test("a repeated mutation of one session is answered from its record", async () => {
  const call = app.call("notes:add", { text: "once" });
  const session = { sessionId: "session", requestId: 7 };
  const first = await app.host.mutation(call, session);
  const again = await app.host.mutation(call, session);
  expect(again).toMatchObject({ ok: true, valueJson: first.ok && first.valueJson });
  expect((await notes()).filter((text) => text === "once")).toHaveLength(1);
});

test("mutations run in the order in which they were handed in", async () => {
  const names = Array.from({ length: 100 }, (_, index) => `ordered ${index}`);
  await Promise.all(names.map((text) => app.mutation("notes:add", { text })));
  expect((await notes()).filter((text) => text.startsWith("ordered"))).toEqual(names);
});

test("a paginated query hands its end back as the journal of the next run", async () => {
  const journaled = await app.host.query(
    app.call("notes:page", { paginationOpts: { numItems: 2, cursor: null } }),
  );
  expect(JSON.parse(String(journaled.journal))).toEqual({ endCursor: expect.any(String) });
});

test.each([
  [
    "mutation",
    "sandbox:stores",
    "`ctx.storage.store` in a mutation is not supported locally. Store",
  ],
  ["mutation", "sandbox:getsContent", "`ctx.storage.get` in a query or mutation is not supported"],
  ["action", "sandbox:searchesVectors", "`ctx.vectorSearch` is not supported locally. Use"],
] as const)(
  "in a %s, %s is refused as what its author called, with a way out",
  async (kind, name, message) => {
    const failure = await failureOf(app[kind](name));
    expect(failure.message).toContain(message);
  },
);

test("system functions answer the administrator alone", async () => {
  const tables = await app.query("_system/cli/tables", { paginationOpts: {} }, ADMIN);
  expect(tables).toMatchObject({ page: [{ name: "notes" }], isDone: true });
  const failure = await failureOf(app.query("_system/cli/tables", { paginationOpts: {} }));
  expect(failure.message).toContain("Could not find public function");
  const unknown = await failureOf(app.query("_system/frontend/logs", {}, ADMIN));
  expect(unknown.message).toContain("`_system/frontend/logs` is not supported locally.");
});
