import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LocalBackend, makeFolder, remove, start } from "./harness.ts";

let folder: string;
let backend: LocalBackend;

beforeAll(async () => {
  folder = makeFolder("addresses");
  backend = await start({ folder });
});

afterAll(async () => {
  await backend.close();
  remove(folder);
});

/** `fetch` would mend these addresses before it sends them. */
function askRaw(base: string, path: string, host?: string): Promise<number | undefined> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, path, headers: host ? { host } : {} }, (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode));
    });
    asking.once("error", reject);
    asking.end();
  });
}

test.each([
  ["two slashes", "//", undefined, 404],
  ["an address in place of a path", "http://[/", undefined, 400],
  ["a broken Host header on an HTTP action", "/http/ping", "[", 400],
])("%s is answered, and the server keeps serving", async (_, path, host, status) => {
  expect(await askRaw(backend.url, path, host)).toBe(status);
  expect(await askRaw(backend.url, "/version")).toBe(200);
});

test("a broken Host header on the site port is answered with 400", async () => {
  expect(await askRaw(backend.siteUrl, "/ping", "[")).toBe(400);
});

test("arguments that nest too deeply are the caller's mistake", async () => {
  const args = `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`;
  const response = await fetch(`${backend.url}/api/query`, {
    method: "POST",
    body: `{"path":"a:b","args":${args}}`,
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ message: expect.stringContaining("args") });
});
