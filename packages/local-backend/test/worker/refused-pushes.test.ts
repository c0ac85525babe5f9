/** What start_push refuses with a sentence, before anything is stored; and what was stored before it was refused. */
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../../src/protocol/json.ts";
import { Database } from "../../src/storage/sqlite.ts";
import { bundleApp } from "./bundle-app.ts";
import { TestDeployment } from "./test-deployment.ts";

let app: TestDeployment;

beforeAll(async () => {
  app = await TestDeployment.open();
  await app.push("worker-app");
});

afterAll(() => app.dispose());

function module(path: string, source: string): JsonValue {
  return { path, source, sourceMap: null, environment: "isolate" };
}

async function withParts(
  modules: JsonValue[],
  schema: JsonValue | undefined = undefined,
): Promise<JsonObject> {
  const request = await bundleApp("worker-next");
  const definition = request.appDefinition as JsonObject;
  const changedModules = [...(definition.changedModules as JsonValue[]), ...modules];
  const appDefinition = { ...definition, changedModules, ...(schema ? { schema } : {}) };
  return { ...request, appDefinition };
}

function cronModule(name: string, schedule: JsonValue): JsonValue {
  const crons = JSON.stringify({ nightly: { name, args: [{}], schedule } });
  return module(
    "crons.js",
    `export default { isCrons: true, export: () => ${JSON.stringify(crons)} };`,
  );
}

const everySecond = { type: "interval", seconds: 1 };

test.each([
  [
    "an expression that is none",
    cronModule("notes:addInternal", { type: "cron", cron: "not a cron" }),
    "InvalidCron",
    /'nightly' has a schedule that can't be read: "not a cron" is no cron expression/,
  ],
  [
    "a function that does not exist",
    cronModule("notes:nosuch", everySecond),
    "InvalidModules",
    /'nightly' schedules a function that does not exist: notes:nosuch/,
  ],
  [
    "a module that does not exist",
    cronModule("nosuch:run", everySecond),
    "InvalidModules",
    /'nightly' schedules a function that does not exist: nosuch:run/,
  ],
  [
    "a query",
    cronModule("notes:list", everySecond),
    "InvalidModules",
    /'nightly' schedules a query, and only mutations and actions can be scheduled: notes:list/,
  ],
])("a cron with %s is refused by name", async (_title, crons, code, message) => {
  await expect(app.host.admin("startPush", await withParts([crons]))).rejects.toMatchObject({
    status: 400,
    code,
    message: expect.stringMatching(message),
  });
});

test("a module that waits for what never settles is refused by name, and soon", async () => {
  const hasty = await TestDeployment.open(300);
  const waits = module("waits.js", "await new Promise(() => {}); export const a = 1;");
  await expect(hasty.host.admin("startPush", await withParts([waits]))).rejects.toMatchObject({
    status: 400,
    code: "InvalidModules",
    message: expect.stringMatching(
      /waits\.js: it waits with a top-level `await`.*did not settle within 300 ms/,
    ),
  });
  await hasty.dispose();
});

function schemaModule(table: JsonObject): JsonValue {
  const documentType = {
    type: "object",
    value: { text: { fieldType: { type: "string" }, optional: false } },
  };
  const json = JSON.stringify({
    tables: [{ tableName: "notes", indexes: [], searchIndexes: [], documentType, ...table }],
    schemaValidation: true,
  });
  return module("schema.js", `export default { export: () => ${JSON.stringify(json)} };`);
}

test.each<[string, JsonObject, string, RegExp]>([
  [
    "a vector index",
    { vectorIndexes: [{ indexDescriptor: "by_e", vectorField: "e", dimensions: 3 }] },
    "Unsupported",
    /vectorIndex "notes\.by_e" is not supported locally/,
  ],
  [
    "an implied field in an index",
    { indexes: [{ indexDescriptor: "by", fields: ["text", "_creationTime"] }] },
    "IndexFieldsContainCreationTime",
    /"notes\.by" names "_creationTime", which every index ends with already/,
  ],
  [
    "an index on a field that the table lacks",
    { indexes: [{ indexDescriptor: "by", fields: ["nosuch"] }] },
    "SchemaDefinitionError",
    /"notes\.by" is invalid because it references the field "nosuch"/,
  ],
  ["a bad table name", { tableName: "my notes" }, "InvalidTableName", /"my notes" is not valid/],
])("a schema with %s is refused by start_push", async (_title, table, code, message) => {
  const push = await withParts([], schemaModule(table));
  await expect(app.host.admin("startPush", push)).rejects.toMatchObject({
    status: 400,
    code,
    message: expect.stringMatching(message),
  });
});

test("a bad cron that is stored stops neither a start nor a push, and is told", async () => {
  await app.stop();
  const db = new Database(join(app.folder, "data.sqlite"));
  const bad = "UPDATE records SET value = replace(value, '0 0 1 1 *', 'not a cron')";
  expect(db.prepare(`${bad} WHERE space = 'app'`).run().changes).toBe(1);
  db.close();
  await app.start();
  await app.mutation("notes:add", { text: "alive" });
  expect(await app.query("notes:named", { text: "alive" })).toMatchObject({ text: "alive" });
  expect(app.warnings).toContainEqual(
    expect.stringMatching(/'never soon' has a schedule that can't be read: "not a cron"/),
  );
  await app.push("worker-app");
  expect(await app.query("notes:named", { text: "alive" })).toMatchObject({ text: "alive" });
});
