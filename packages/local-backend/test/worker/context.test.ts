/** Each function starts as in an isolate of its own: what user code of its caller carries along stays there. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestDeployment, textOf } from "./test-deployment.ts";

let app: TestDeployment;

beforeAll(async () => {
  app = await TestDeployment.open();
  await app.push("worker-app");
});

afterAll(() => app.dispose());

test("what a mutation keeps in an AsyncLocalStorage is its own", async () => {
  expect(await app.mutation("context:fromMutation")).toEqual({
    callees: ["nothing", "nothing"],
    self: "the caller's",
  });
});

test("what an action keeps in an AsyncLocalStorage is its own", async () => {
  expect(await app.action("context:fromAction")).toEqual({
    callees: ["nothing", "nothing", "nothing"],
    self: "the caller's",
  });
});

test.each(["context:fromMutation", "context:fromAction"])(
  "a job that %s schedules starts without its context",
  async (path) => {
    const kind = path === "context:fromAction" ? "action" : "mutation";
    await app[kind](path);
    const by = kind === "action" ? "job of an action" : "job of a mutation";
    const note = await app.until("notes:list", {}, (list) =>
      (list as string[]).some((text) => text.startsWith(by)),
    );
    expect(note).toContain(`${by} sees nothing`);
    expect(note).not.toContain(`${by} sees the caller's`);
  },
);

test("a mutation called by an HTTP action starts without its context", async () => {
  const { body } = await app.http("GET", "/context");
  expect(await textOf(body)).toBe('"nothing"');
});

test("what one call enters is gone in the next", async () => {
  expect(await app.query("context:littering")).toBe("litter");
  expect(await app.query("context:query")).toBe("nothing");
});
