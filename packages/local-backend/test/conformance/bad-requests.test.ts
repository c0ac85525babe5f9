import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { type LocalBackend, makeFolder, remove, start } from "./harness.ts";

let folder: string;
let backend: LocalBackend;

beforeAll(async () => {
  folder = makeFolder("bad");
  backend = await start({ folder });
});

afterAll(async () => {
  await backend.close();
  remove(folder);
});

async function ask(path: string, init: RequestInit = {}) {
  const response = await fetch(`${backend.url}${path}`, init);
  return { status: response.status, body: await response.text() };
}

const refusal = (code: string, sentence: RegExp) => ({
  asymmetricMatch(body: string) {
    const parsed = JSON.parse(body);
    return parsed.code === code && sentence.test(parsed.message);
  },
});

const call = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  ask("/api/query", { method: "POST", body, headers });

const admin = () => ({ authorization: `Convex ${backend.adminKey}` });

test.each([
  ["no JSON", "{", "MalformedJson", /not valid JSON/],
  ["an array", "[]", "BadJsonBody", /JSON object/],
  ["nothing", "", "MalformedJson", /not valid JSON/],
  ["a call without a path", '{"args":{}}', "BadRequest", /"path"/],
  ["arguments of a wrong type", '{"path":"a:b","args":3}', "BadRequest", /"args"/],
  ["two argument objects", '{"path":"a:b","args":[{},{}]}', "BadRequest", /"args"/],
  ["an unknown format", '{"path":"a:b","args":{},"format":"xml"}', "BadRequest", /"format"/],
])("%s is answered with 400 and a sentence", async (_, body, code, sentence) => {
  expect(await call(body)).toEqual({ status: 400, body: refusal(code, sentence) });
});

test("a body that is too large is answered with 413, compressed or not", async () => {
  const large = Buffer.alloc(33 * 1024 * 1024, " ");
  const tooLarge = { status: 413, body: refusal("RequestTooLarge", /32 MiB/) };
  expect(await call(new Uint8Array(large))).toEqual(tooLarge);
  const packed = new Uint8Array(gzipSync(large));
  expect(await call(packed, { "content-encoding": "gzip" })).toEqual(tooLarge);
});

test("broken compression and unknown encodings are refused", async () => {
  expect(await call("no gzip", { "content-encoding": "gzip" })).toEqual({
    status: 400,
    body: refusal("UnreadableBody", /could not be read/),
  });
  expect(await call("x", { "content-encoding": "zstd" })).toEqual({
    status: 415,
    body: refusal("UnsupportedEncoding", /zstd/),
  });
});

test("unknown paths and methods are refused", async () => {
  expect(await ask("/nothing")).toEqual({ status: 404, body: refusal("NotFound", /\/nothing/) });
  expect(await ask("/api/mutation")).toMatchObject({ status: 405 });
});

test.each([
  ["without a key", undefined, 401, "MissingAdminKey"],
  ["with a wrong key", "Convex vestibule|wrong-secret", 403, "BadAdminKey"],
  ["with a user's token", "Bearer a.b.c", 401, "MissingAdminKey"],
])("deployment management %s is refused", async (_, authorization, status, code) => {
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  expect(await ask("/api/v1/get_canonical_urls", { headers })).toEqual({
    status,
    body: refusal(code, /admin key/),
  });
  expect(
    await ask("/api/deploy2/start_push", { method: "POST", body: "{}", headers }),
  ).toMatchObject({ status });
});

test("a header of an unknown scheme is refused", async () => {
  const body = '{"path":"a:b","args":{}}';
  expect(await call(body, { authorization: "Basic abc" })).toEqual({
    status: 401,
    body: refusal("InvalidAuthHeader", /Bearer/),
  });
});

test.each([
  ["/api/run_test_function", /test functions/],
  ["/api/streaming_import/import_airbyte_records", /Streaming import/],
  ["/api/list_snapshot", /Streaming export/],
  ["/api/shapes2", /dashboard/],
])("%s, which the cloud has, is refused by its name", async (path, name) => {
  const response = await ask(path, { method: "POST", headers: admin() });
  expect(response).toEqual({ status: 501, body: refusal("NotSupportedLocally", name) });
});

test("a push that is no push is refused and names what is missing", async () => {
  const response = await ask("/api/deploy2/start_push", {
    method: "POST",
    headers: admin(),
    body: JSON.stringify({ adminKey: backend.adminKey }),
  });
  expect(response.status).toBe(400);
});

test("after all that the server still answers", async () => {
  expect(await ask("/version")).toMatchObject({ status: 200 });
});

test("before the first push a function is simply not there", async () => {
  const { status, body } = await call('{"path":"messages:list","args":{}}');
  expect(status).toBe(200);
  expect(JSON.parse(body)).toMatchObject({
    status: "error",
    errorMessage: expect.stringContaining("Could not find"),
  });
});

test("pages of another site may not call the API, over HTTP or a WebSocket, nor HTTP actions", async () => {
  const headers = { origin: "https://elsewhere.example" };
  for (const address of [`${backend.url}/api/query`, `${backend.url}/http/ping`, backend.siteUrl]) {
    for (const method of ["OPTIONS", "POST"]) {
      const response = await fetch(address, { method, headers });
      expect(response.status).toBe(403);
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
    }
  }
  const socket = new WebSocket(`${backend.url.replace("http", "ws")}/api/1.48.0/sync`, { headers });
  const error = await new Promise<Error>((resolve) => socket.once("error", resolve));
  expect(error.message).toContain("403");
});

test("half a request is given up after ten seconds", async () => {
  const { hostname, port } = new URL(backend.url);
  const socket = connect(Number(port), hostname);
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.write("POST /api/query HTTP/1.1\r\nHost: localhost\r\n");
  socket.resume();
  await closed;
}, 30_000);

test("pages of this machine may call the API", async () => {
  const response = await fetch(`${backend.url}/api/query`, {
    method: "OPTIONS",
    headers: {
      origin: "http://localhost:3000",
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type,convex-client",
    },
  });
  expect(response.status).toBe(204);
  expect(response.headers.get("access-control-allow-origin")).toBe("http://localhost:3000");
  expect(response.headers.get("access-control-allow-headers")).toContain("convex-client");
});
