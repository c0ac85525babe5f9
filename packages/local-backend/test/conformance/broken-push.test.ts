/** A push that can't be taken leaves the former version serving. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { messages } from "./api.ts";
import { convex, type Deployed, deploy } from "./harness.ts";

let deployed: Deployed;
let client: ConvexHttpClient;
let restore: () => void = () => {};

beforeAll(async () => {
  // Loading modules may take twelve times as long as a function.
  deployed = await deploy({ functionTimeoutMs: 500 });
  client = new ConvexHttpClient(deployed.backend.url, { logger: false });
  await client.mutation(messages.send, { channel: "kept", body: "kept" });
});

beforeEach(() => {
  restore = () => {};
});

afterEach(async () => {
  restore();
  expect(await client.query(messages.list, { channel: "kept" })).toEqual(["kept"]);
});

afterAll(() => deployed.close());

function write(name: string, text: string): void {
  const path = join(deployed.appFolder, "convex", name);
  let before: string | null = null;
  try {
    before = readFileSync(path, "utf8");
  } catch {
    before = null;
  }
  writeFileSync(path, text);
  restore = () => (before === null ? rmSync(path) : writeFileSync(path, before));
}

async function push() {
  const result = await convex(
    deployed.backend,
    deployed.appFolder,
    "deploy",
    "-y",
    "--typecheck",
    "disable",
  );
  return { code: result.code, output: result.stdout + result.stderr };
}

const imports = 'import { query } from "./_generated/server";\n';

test("a syntax error", async () => {
  write("broken.ts", "export const = 1;");
  const { code, output } = await push();
  expect(code).toBe(1);
  expect(output).toContain("broken.ts");
});

test("a module that throws while it's loaded", async () => {
  write("broken.ts", 'throw new Error("not today");\nexport const a = 1;');
  const { code, output } = await push();
  expect(code).toBe(1);
  expect(output).toContain("not today");
  expect(output).toContain("broken");
});

test("a module that never ends loading", async () => {
  write("broken.ts", "for (;;) {}\nexport const a = 1;");
  const { code, output } = await push();
  expect(code).toBe(1);
  expect(output).toContain("runs for too long");
});

test("a schema that the data doesn't satisfy names the table and the document", async () => {
  write(
    "schema.ts",
    'import { defineSchema, defineTable } from "convex/server";\nimport { v } from "convex/values";\nexport default defineSchema({ messages: defineTable({ channel: v.string(), body: v.number() }).index("by_channel", ["channel"]) });',
  );
  const { code, output } = await push();
  expect(code).toBe(1);
  expect(output).toMatch(/messages/);
});

test("a cron with an expression that is none is refused at once", async () => {
  write(
    "crons.ts",
    'import { cronJobs, makeFunctionReference } from "convex/server";\nconst crons = cronJobs();\ncrons.cron("nightly", "not a cron", makeFunctionReference<"mutation">("messages:send"), {});\nexport default crons;',
  );
  const { code, output } = await push();
  expect(code).toBe(1);
  expect(output).toContain('"not a cron" is no cron expression');
  expect(output).not.toContain("retrying");
});

test("a vector index is refused at once", async () => {
  write(
    "schema.ts",
    'import { defineSchema, defineTable } from "convex/server";\nimport { v } from "convex/values";\nexport default defineSchema({ vectors: defineTable({ e: v.array(v.float64()) }).vectorIndex("by_e", { vectorField: "e", dimensions: 3 }) });',
  );
  const { code, output } = await push();
  expect(code).toBe(1);
  expect(output).toContain('The vectorIndex "vectors.by_e" is not supported locally');
  expect(output).not.toContain("retrying");
});

test("a missing variable of auth.config names the variable", async () => {
  write(
    "auth.config.ts",
    'export default { providers: [{ domain: process.env.NOT_SET_ANYWHERE, applicationID: "a" }] };',
  );
  const { code, output } = await push();
  expect(code).toBe(1);
  expect(output).toContain("NOT_SET_ANYWHERE");
});

test("after the mistake is mended the next push is taken", async () => {
  write("extra.ts", `${imports}export const one = query({ args: {}, handler: async () => 1 });`);
  expect((await push()).code).toBe(0);
  const response = await fetch(`${deployed.backend.url}/api/run/extra/one`, {
    method: "POST",
    body: '{"args":{}}',
  });
  expect(await response.json()).toMatchObject({ value: 1 });
});
