import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonValue } from "../../src/protocol/json.ts";
import { readUploadToken, uploadKey } from "../../src/protocol/upload-token.ts";
import type { Caller } from "../../src/wire/calls.ts";
import { ADMIN, TestDeployment } from "./test-deployment.ts";

let app: TestDeployment;

const ADA: Caller = {
  kind: "client",
  identity: { tokenIdentifier: "issuer|ada", issuer: "issuer", subject: "ada" },
};

beforeAll(async () => {
  app = await TestDeployment.open();
  await app.setEnv("FLAG", "the app's own");
  await app.push("worker-app");
});

afterAll(() => app.dispose());

test("a component's public function is called by reference and keeps its own tables", async () => {
  await app.mutation("components:increment", { name: "a" });
  await app.mutation("components:increment", { name: "a" });
  expect(await app.query("components:read", { name: "a" })).toBe(2);
});

test("a component's internal function is out of the app's reach", async () => {
  await expect(app.query("components:reachInternal")).rejects.toThrow(
    "Could not find public function for 'lib:internalOnly' in component 'counter'.",
  );
});

test("a component's functions are out of a client's reach, and in the administrator's", async () => {
  const call = { ...app.call("lib:read", { name: "a" }), componentPath: "counter" };
  expect(await app.host.query(call)).toMatchObject({
    ok: false,
    errorMessage: expect.stringContaining(
      "Could not find public function for 'lib:read' in component 'counter'.",
    ),
  });
  expect(await app.host.query({ ...call, caller: ADMIN })).toMatchObject({ ok: true });
});

test("a component sees neither identity, nor tables, nor variables of the app", async () => {
  await app.mutation("notes:add", { text: "the app's" });
  expect(await app.query("components:componentView", {}, ADA)).toEqual({
    root: ADA.identity,
    component: {
      identity: null,
      notes: 0,
      labelAtImport: "bound",
      label: "bound",
      flag: null,
      site: "http://127.0.0.1:2/counter",
    },
  });
});

test("a function handle lets a component call an internal function back, now and later", async () => {
  await app.mutation("components:callBack");
  expect(await app.query("notes:named", { text: "called back" })).not.toBeNull();
  await app.until("notes:named", { text: "scheduled back" }, (note) => note !== null);
});

test("the list of components is a live query of the administrator", async () => {
  expect(await app.query("_system/frontend/components:list", {}, ADMIN)).toMatchObject([
    { name: "counter", path: "counter", state: "active" },
  ]);
});

test("a component's files are its own, whether it stores or receives them", async () => {
  const { component, application } = (await app.action("files:ofComponent")) as Record<
    string,
    string | null
  >;
  expect(component).toContain("/api/storage/");
  expect(application).toBeNull();
  const url = new URL((await app.mutation("files:componentUploadUrl")) as string);
  const token = url.searchParams.get("token") ?? "";
  const read = readUploadToken(uploadKey("test|secret"), token, Date.now());
  expect(read).toMatchObject({ ok: true, grant: { componentPath: "counter" } });
});

describe("signing tokens", () => {
  const cloudUrl = "http://127.0.0.1:1";
  const sign = (claims: JsonValue, expiresInSeconds: number) =>
    app.mutation("components:signs", { claims, expiresInSeconds });

  test("a mutation signs for as long as it asks, as the app or as its component", async () => {
    const own = decodeJwt(String(await sign({ sub: "a", nested: { role: "admin" } }, 90)));
    expect(own).toEqual({
      sub: "a",
      nested: { role: "admin" },
      iss: cloudUrl,
      iat: expect.any(Number),
      exp: Number(own.iat) + 90,
    });
    const components = decodeJwt(String(await app.mutation("components:componentSigns")));
    expect(components.iss).toBe(`${cloudUrl}/components/counter`);
  });

  test.each(["iss", "nbf", "convexId", "CVX"])("the claim %s is reserved", async (name) => {
    await expect(sign({ [name]: "x" }, 60)).rejects.toThrow(`The claim "${name}" is reserved`);
  });

  test.each([0, 3_601])("%i seconds are refused", async (seconds) => {
    await expect(sign({}, seconds)).rejects.toThrow("correct `expiresInSeconds`");
  });
});

test("a component's function pages through its own table, once a call, also by its caller's live query", async () => {
  const names = ["a", "b", "c", "d", "e"];
  await app.mutation("pages:fill", { names });
  expect(await app.query("pages:allOfComponent")).toEqual(names);
  const paginationOpts = { numItems: 10, cursor: null };
  const grown = app.until("pages:ofComponent", { paginationOpts }, (value) =>
    (value as { page: string[] }).page.includes("f"),
  );
  await app.mutation("pages:fill", { names: ["f"] });
  expect(await grown).toMatchObject({ page: [...names, "f"], isDone: true });
});

test("a page that the administrator asks a component for keeps its end", async () => {
  const paginationOpts = { numItems: 2, cursor: null };
  const call = {
    ...app.call("pages:page", { paginationOpts }, ADMIN),
    componentPath: "counter",
  };
  const outcome = await app.host.query(call);
  expect(outcome).toMatchObject({ ok: true, journal: expect.stringContaining("endCursor") });
});

test("a component's function searches its own table", async () => {
  await app.mutation("pages:fill", { names: ["needle in hay"] });
  expect(await app.query("pages:searchInComponent", { text: "needle" })).toEqual(["needle in hay"]);
});
