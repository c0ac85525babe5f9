/** What functions of the default runtime drop and fail by, as in the cloud: alone, and before anything is committed. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestDeployment, textOf } from "./test-deployment.ts";

let app: TestDeployment;

beforeAll(async () => {
  app = await TestDeployment.open();
  await app.push("worker-uncaught");
});

afterAll(() => app.dispose());

test.each([
  ["write", "none"],
  ["call", "refused"],
])("a mutation that does not wait for a %s that fails is undone", async (what, message) => {
  await expect(app.mutation("dropped:inMutation", { what })).rejects.toThrow(message);
  expect(await app.query("dropped:list")).not.toContain(what);
});

test("a mutation that catches a failure later than it came goes on", async () => {
  expect(await app.mutation("dropped:waitsLater")).toBe("noticed");
  expect(await app.query("dropped:list")).toContain("meanwhile");
});

test("an exception in a microtask fails its query", async () => {
  await expect(app.query("dropped:inQuery")).rejects.toThrow("thrown in a microtask");
});

test.each([
  ["call", "refused"],
  ["rejection", "rejected"],
  ["timer", "thrown in a timer"],
])("an action fails by a %s that it dropped", async (what, message) => {
  await expect(app.action("dropped:inAction", { what })).rejects.toThrow(message);
});

test("an action that calls another one can catch how that failed", async () => {
  expect(await app.action("dropped:throughCaller")).toContain("thrown in a timer");
});

test("an HTTP action that nobody could wait for answers 500", async () => {
  const { status, body } = await app.http("GET", "/head");
  expect(status).toBe(500);
  expect(await textOf(body)).toContain("thrown in a timer");
});

test("a body whose code throws on the side is broken off", async () => {
  const { status, body } = await app.http("GET", "/body");
  expect(status).toBe(200);
  await expect(textOf(body)).rejects.toThrow("thrown in a timer");
});

test("nothing of all this has ended the process", () => {
  expect(app.warnings.join("\n")).not.toContain("restarted");
});
