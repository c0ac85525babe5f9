import { afterEach, beforeEach, expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../../src/protocol/json.ts";
import { bundleApp } from "./bundle-app.ts";
import { TestDeployment } from "./test-deployment.ts";

let app: TestDeployment;

beforeEach(async () => {
  app = await TestDeployment.open();
});

afterEach(() => app.dispose());

test("start_push answers with definitions, schemas, functions, routes, crons and index diffs", async () => {
  const reply = (await app.host.admin("startPush", await bundleApp("worker-app"))) as JsonObject;
  expect(reply).toMatchObject({
    appAuth: [],
    analysis: {
      "": {
        definition: {
          definitionType: { type: "app" },
          childComponents: [{ name: "counter", path: "counter" }],
          httpMounts: { "/counter/": "_reference/childComponent/counter" },
        },
        schema: { tables: [{ tableName: "notes" }], schemaValidation: true },
      },
      counter: { definition: { definitionType: { type: "childComponent", name: "counter" } } },
    },
    app: {
      componentPath: "",
      childComponents: { counter: { definitionPath: "counter", componentPath: "counter" } },
    },
    schemaChange: {
      indexDiffs: {
        "": { added_indexes: [{ name: "notes.by_text", type: "database", fields: ["text"] }] },
      },
    },
  });
  const { analysis } = reply as { analysis: Record<string, { functions: JsonObject }> };
  expect(analysis[""]?.functions["crons.js"]).toMatchObject({
    cronSpecs: [
      { identifier: "tick", schedule: { type: "interval", seconds: 1 } },
      { identifier: "never soon", schedule: { type: "cron" } },
    ],
  });
  expect(analysis[""]?.functions["http.js"]).toMatchObject({
    httpRoutes: expect.arrayContaining([{ route: { path: "/echo/*", method: "POST" }, pos: null }]),
  });
});

test("the public functions of a component are its exports, internal ones are not", async () => {
  const reply = (await app.host.admin("startPush", await bundleApp("worker-app"))) as JsonObject;
  const { analysis } = reply as { analysis: Record<string, { definition: JsonObject }> };
  const exported = (module: string, names: string[]) => [
    module,
    {
      type: "branch",
      branch: names.map((name) => [
        name,
        { type: "leaf", leaf: `_reference/function/${module}.js:${name}` },
      ]),
    },
  ];
  expect(analysis.counter?.definition.exports).toEqual({
    type: "branch",
    branch: [
      exported("files", ["store", "uploadUrl", "url"]),
      exported("lib", ["call", "increment", "read", "scheduleCall", "sign", "view"]),
      exported("pages", ["fill", "page", "search"]),
    ],
  });
});

test("start_push alone changes nothing", async () => {
  await app.host.admin("startPush", await bundleApp("worker-app"));
  await expect(app.query("notes:list")).rejects.toThrow("Could not find public function");
});

test("a module that throws fails the push with its place, and the running app goes on", async () => {
  await app.push("worker-app");
  await app.mutation("notes:add", { text: "kept" });
  await expect(app.push("worker-throwing")).rejects.toMatchObject({
    status: 400,
    code: "InvalidModules",
    message: expect.stringMatching(
      /bad\.js: Error: this module does not load\n {4}at fail \(.*bad\.ts:2:/,
    ),
  });
  expect(await app.query("notes:named", { text: "kept" })).toMatchObject({ text: "kept" });
});

test("finish_push of a push that is not pending is refused", async () => {
  const startPush = await app.host.admin("startPush", await bundleApp("worker-app"));
  await app.host.admin("startPush", await bundleApp("worker-next"));
  await expect(
    app.host.admin("finishPush", { startPush, dryRun: false, message: null }),
  ).rejects.toMatchObject({ status: 400, code: "PushNotPending" });
});

test("a variable that changes during a push makes it start over", async () => {
  const startPush = await app.host.admin("startPush", await bundleApp("worker-app"));
  await app.setEnv("FLAG", "on");
  await expect(
    app.host.admin("finishPush", { startPush, dryRun: false, message: null }),
  ).rejects.toMatchObject({ code: "RaceDetected" });
});

test("a push replaces the code, keeps the documents and re-runs live queries", async () => {
  await app.push("worker-app");
  await app.mutation("notes:add", { text: "kept" });
  const renewed = app.until("notes:list", {}, (list) => (list as string[]).includes("new kept"));
  const reply = await app.push("worker-next");
  await renewed;
  expect(reply.componentDiffs).toMatchObject({
    "": { diffType: { type: "modify" }, cronDiff: { deleted: ["tick", "never soon"] } },
    counter: { diffType: { type: "unmount" } },
  });
});

test("a live page ends after a push, and after a change of the environment, where it ended before", async () => {
  await app.push("worker-app");
  for (const text of ["page a", "page c"]) await app.mutation("notes:add", { text });
  const live = app.watch("notes:pageByText", { paginationOpts: { numItems: 2, cursor: null } });
  const results = (count: number) =>
    new Promise<JsonValue>((resolve) => {
      const stop = app.listen(() => {
        const outcome = live.outcomes.at(-1);
        if (live.outcomes.length < count || !outcome?.ok) return;
        stop();
        resolve(JSON.parse(outcome.valueJson));
      });
    });
  expect(await results(1)).toEqual(["page a", "page c"]);
  const inserted = results(2);
  await app.mutation("notes:add", { text: "page b" });
  expect(await inserted).toEqual(["page a", "page b", "page c"]);
  const pushed = results(3);
  await app.push("worker-app");
  expect(await pushed).toEqual(["page a", "page b", "page c"]);
  const changed = results(4);
  await app.setEnv("FLAG", "on");
  expect(await changed).toEqual(["page a", "page b", "page c"]);
  live.stop();
});

test("modules that did not change are sent by their hash alone", async () => {
  await app.push("worker-app");
  const { moduleHashes } = (await app.host.admin("getConfigHashes", null)) as {
    moduleHashes: Array<{ path: string; hash: string; environment: string }>;
  };
  const request = (await bundleApp("worker-app")) as { appDefinition: JsonObject };
  request.appDefinition.changedModules = [];
  request.appDefinition.unchangedModuleHashes = moduleHashes.map(({ path, hash, environment }) => ({
    path,
    environment,
    sha256: hash,
  }));
  const startPush = await app.host.admin("startPush", request as unknown as JsonObject);
  await app.host.admin("finishPush", { startPush, dryRun: false, message: null });
  expect(await app.query("notes:named", { text: "nothing" })).toBeNull();
});

test("the pushed app runs after a restart without a push", async () => {
  await app.push("worker-app");
  await app.mutation("notes:add", { text: "kept" });
  await app.stop();
  await app.start();
  expect(await app.query("notes:named", { text: "kept" })).toMatchObject({ text: "kept" });
});

test("an action that outlives a push ends in its old code and calls the new code", async () => {
  await app.push("worker-app");
  const running = app.action("jobs:waitForGo");
  await app.until("notes:named", { text: "started" }, (note) => note !== null);
  await app.push("worker-next");
  await app.mutation("notes:add", { text: "go" });
  expect(await running).toBe("old code");
  expect(await app.query("notes:named", { text: "finished (new code)" })).not.toBeNull();
});

test("an action that outlives a push goes on to store files and to schedule", async () => {
  await app.push("worker-app");
  const running = app.action("jobs:asksEverything");
  await app.until("notes:named", { text: "started" }, (note) => note !== null);
  await app.push("worker-next");
  await app.mutation("notes:add", { text: "go" });
  const { canceled, job, ...seen } = (await running) as { canceled: string; job: string };
  expect(seen).toEqual({ hasUrl: true, size: 4, content: "kept", after: [null, null] });
  const hasEnded = (state: unknown) => (state as { kind: string }).kind === "success";
  await app.until("jobs:state", { id: job }, hasEnded);
  expect(await app.query("jobs:state", { id: canceled })).toEqual({ kind: "canceled" });
  expect(await app.query("notes:named", { text: "scheduled (new code)" })).not.toBeNull();
});

test("a scheduled action that outlives a push still succeeds", async () => {
  await app.push("worker-app");
  const id = (await app.mutation("jobs:slowly")) as string;
  await app.until("notes:named", { text: "started" }, (note) => note !== null);
  await app.push("worker-next");
  await app.mutation("notes:add", { text: "go" });
  await app.until("jobs:state", { id }, (state) => (state as { kind: string }).kind === "success");
});

test("a variable that auth.config misses is named, and a push after setting it succeeds", async () => {
  await expect(app.push("worker-auth")).rejects.toMatchObject({
    status: 400,
    code: "AuthConfigMissingEnvironmentVariable",
    message: expect.stringContaining("Environment variable AUTH_DOMAIN "),
  });
  await app.setEnv("AUTH_DOMAIN", "https://auth.example.com");
  await app.push("worker-auth");
  expect(app.host.authProviders()).toEqual([
    { domain: "https://auth.example.com", applicationID: "app" },
    {
      type: "customJwt",
      applicationID: null,
      issuer: "http://127.0.0.1:2",
      jwks: "data:application/json,{}",
      algorithm: "RS256",
    },
  ]);
});

test("a Node action has Node's modules and the deployment's variables, not the machine's", async () => {
  await app.setEnv("AUTH_DOMAIN", "https://auth.example.com");
  await app.push("worker-auth");
  expect(await app.action("tools:hash")).toEqual({
    hash: 64,
    domain: "https://auth.example.com",
    path: null,
    platform: "string",
  });
});
