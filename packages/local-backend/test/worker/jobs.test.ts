import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestEngine, write } from "../support/engines.ts";
import { TestDeployment } from "./test-deployment.ts";

let app: TestDeployment;

beforeEach(async () => {
  app = await TestDeployment.open();
  await app.push("worker-app");
});

afterEach(() => app.dispose());

function noteExists(text: string): Promise<unknown> {
  return app.until("notes:named", { text }, (note) => note !== null);
}

function stateBecomes(id: unknown, kind: string): Promise<unknown> {
  return app.until(
    "jobs:state",
    { id: id as string },
    (state) => (state as { kind: string } | null)?.kind === kind,
  );
}

async function count(text: string): Promise<number> {
  return ((await app.query("notes:list")) as string[]).filter((note) => note === text).length;
}

test("a scheduled mutation runs once it is due and says so", async () => {
  const id = await app.mutation("jobs:later", { text: "later", delayMs: 20 });
  await noteExists("later");
  await stateBecomes(id, "success");
  expect(await count("later")).toBe(1);
});

test("more jobs than are started at a time all run, once each", async () => {
  await app.mutation("jobs:manyAtOnce", { text: "many", count: 150 });
  const all = (notes: unknown) => (notes as string[]).filter((note) => note === "many").length;
  expect(all(await app.until("notes:list", {}, (notes) => all(notes) >= 150))).toBe(150);
});

test("a scheduled mutation that throws is undone and marked as failed", async () => {
  const id = await app.mutation("jobs:failing");
  expect(await stateBecomes(id, "failed")).toMatchObject({
    error: expect.stringContaining("ConvexError"),
  });
  expect(await count("undone")).toBe(0);
});

test.each([
  ["mutation", "jobs:aQuery", { byHandle: false }],
  ["mutation", "jobs:aQuery", { byHandle: true }],
  ["action", "jobs:aQueryFromAction", {}],
] as const)(
  "a query can be scheduled, and fails when it is due: %s %s %j",
  async (kind, name, args) => {
    const id = await app[kind](name, args);
    expect(await stateBecomes(id, "failed")).toEqual({
      kind: "failed",
      error:
        "Unsupported function type. notes:list is defined as a Query. Only a Mutation and an Action can be scheduled.",
    });
    expect(app.logs.filter(({ error }) => error?.startsWith("Unsupported function type"))).toEqual([
      expect.objectContaining({ identifier: "notes:list", udfType: "Query" }),
    ]);
  },
);

test("a scheduled mutation that never ends is stopped and not started again", async () => {
  await app.dispose();
  app = await TestDeployment.open(1_000);
  await app.push("worker-app");
  const id = await app.mutation("jobs:looping");
  expect(await stateBecomes(id, "failed")).toMatchObject({
    error: expect.stringContaining("time limit"),
  });
});

test("a canceled job does not run", async () => {
  const id = (await app.mutation("jobs:later", { text: "never", delayMs: 60_000 })) as string;
  expect(await app.query("jobs:state", { id })).toEqual({ kind: "pending" });
  await app.mutation("jobs:cancel", { id });
  expect(await app.query("jobs:state", { id })).toEqual({ kind: "canceled" });
});

test("a scheduled mutation sees itself in progress, and nobody else sees that", async () => {
  const id = await app.mutation("selves:start", { name: "looks" });
  const states = app.watch("jobs:state", { id: id as string });
  await noteExists("sees itself inProgress");
  await stateBecomes(id, "success");
  const seen = states.outcomes.map((outcome) => outcome.ok && JSON.parse(outcome.valueJson).kind);
  expect(seen).not.toContain("inProgress");
  states.stop();
});

test("a scheduled mutation that cancels itself is told, and goes on to its end", async () => {
  const id = await app.mutation("selves:start", { name: "cancels" });
  await noteExists("after canceling inProgress");
  await noteExists("scheduled after canceling");
  await stateBecomes(id, "success");
  const [entry] = app.logs.filter(({ identifier }) => identifier === "selves:cancels");
  expect(entry?.logLines.map(({ level, messages }) => [level, ...messages])).toEqual([
    ["WARN", expect.stringContaining("A scheduled mutation canceling itself is deprecated")],
  ]);
});

test("a scheduled action that cancels itself goes on, but what it schedules does not run", async () => {
  const id = await app.mutation("selves:start", { name: "cancelsInAction" });
  await noteExists("went on");
  await app.loggedBy("selves:cancelsInAction");
  expect(await app.query("jobs:state", { id: id as string })).toEqual({ kind: "canceled" });
  expect(await count("never")).toBe(0);
});

test("an action that is canceled while it runs goes on, but what it schedules does not run", async () => {
  const id = (await app.mutation("meta:startSlowJob")) as string;
  await stateBecomes(id, "inProgress");
  await app.mutation("jobs:cancel", { id });
  await app.mutation("notes:add", { text: "go" });
  await noteExists("went on");
  expect(await app.query("meta:jobStates")).toEqual([
    ["meta.js:slowJob", "canceled"],
    ["notes.js:addInternal", "canceled"],
    ["notes.js:addInternal", "canceled"],
  ]);
});

test("the log has an action's lines while it runs, and not twice", async () => {
  const id = await app.mutation("meta:startSlowJob");
  await stateBecomes(id, "inProgress");
  const lines = () =>
    app.logs
      .filter(({ identifier }) => identifier === "meta:slowJob")
      .map(({ kind, logLines }) => [kind, ...logLines.flatMap(({ messages }) => messages)]);
  await app.loggedBy("meta:slowJob");
  expect(lines()).toEqual([["Progress", "'waiting'"]]);
  await app.mutation("notes:add", { text: "go" });
  await stateBecomes(id, "success");
  expect(lines()).toEqual([["Progress", "'waiting'"], ["Progress", "'done'"], ["Completion"]]);
});

test("an action schedules like a mutation", async () => {
  await app.action("jobs:fromAction");
  await noteExists("by an action");
});

test("jobs that were pending when the backend stopped run after the next start", async () => {
  const ids = await Promise.all(
    [1, 2, 3].map((n) => app.mutation("jobs:later", { text: `kept ${n}`, delayMs: 3_600_000 })),
  );
  await app.stop();
  // The hour has passed.
  const engine = openTestEngine(app.folder);
  await write(engine, (tx) => {
    for (const id of ids) tx.asSystem(() => tx.patch("", String(id), { scheduledTime: 0 }));
  });
  engine.close();
  await app.start();
  await Promise.all([1, 2, 3].map((n) => noteExists(`kept ${n}`)));
  for (const [index, id] of ids.entries()) {
    await stateBecomes(id, "success");
    expect(await count(`kept ${index + 1}`)).toBe(1);
  }
});

test("an action that was running when the backend stopped is failed and not run again", async () => {
  const id = await app.mutation("jobs:slowly");
  await noteExists("started");
  await app.stop();
  await app.start();
  expect(await app.query("jobs:state", { id: id as string })).toMatchObject({
    kind: "failed",
    error: expect.stringContaining("restarted"),
  });
  expect(await count("started")).toBe(1);
});

test("a cron runs at its interval and keeps its phase over a push of the same app", async () => {
  await noteExists("tick");
  await app.push("worker-app");
  await app.until("notes:list", {}, (list) => {
    return (list as string[]).filter((text) => text === "tick").length >= 2;
  });
});

test("the log tells who called: a client, an action, the scheduler or a cron", async () => {
  await app.action("jobs:fromAction");
  await noteExists("by an action");
  await noteExists("tick");
  await app.query("notes:list");
  const callers = new Set(app.logs.map(({ identifier, caller }) => `${identifier} ${caller}`));
  expect([...callers]).toEqual(
    expect.arrayContaining([
      "jobs:fromAction HttpApi",
      "notes:addInternal Scheduler",
      "notes:addInternal Cron",
      "notes:list HttpApi",
    ]),
  );
});

test("an action is told of the operations that it did not wait for", async () => {
  const { logLines } = await app.host.action(app.call("jobs:forgetful"));
  expect(logLines).toEqual([
    "[WARN] 2 unawaited operations: [mutation, storage.store]. Async operations should be awaited or they might not run. " +
      "See https://docs.convex.dev/functions/actions#dangling-promises for more information.",
  ]);
});
