import { afterAll, beforeAll, expect, test } from "vitest";
import { TestDeployment, textOf } from "./test-deployment.ts";

let app: TestDeployment;

beforeAll(async () => {
  app = await TestDeployment.open();
  await app.push("worker-app");
});

afterAll(() => app.dispose());

test("a streamed response keeps its status, its pieces and every Set-Cookie", async () => {
  const { status, headers, body } = await app.http("GET", "/stream");
  expect(status).toBe(201);
  expect(headers.filter(([name]) => name === "set-cookie").map(([, value]) => value)).toEqual([
    "a=1; Path=/",
    "b=2; Expires=Thu, 01 Jan 2032 00:00:00 GMT",
  ]);
  expect(headers).toContainEqual(["content-type", "text/plain"]);
  expect(await textOf(body)).toBe("piece piece piece ");
});

test("a prefix route gets the whole path and the streamed body", async () => {
  const { status, body } = await app.http("POST", "/echo/a/b?c=d", "some more text");
  expect({ status, text: await textOf(body) }).toEqual({
    status: 200,
    text: "/echo/a/b some more text",
  });
});

test("a component's routes are served below its prefix", async () => {
  const { status, body } = await app.http("GET", "/counter/hello");
  expect({ status, text: await textOf(body) }).toEqual({ status: 200, text: "from the counter" });
});

test("a path without a route is a 404", async () => {
  const { status, body } = await app.http("GET", "/nowhere");
  expect({ status, text: await textOf(body) }).toEqual({
    status: 404,
    text: "No HttpAction routed for /nowhere",
  });
});

test("an action that throws is a 500 with its trace", async () => {
  const { status, body } = await app.http("GET", "/throws");
  expect(status).toBe(500);
  expect(JSON.parse(await textOf(body))).toEqual({
    code: "[Request ID: http-request] Server Error",
    trace: expect.stringMatching(/^Uncaught Error: broken\n {4}at .*http\.ts/),
  });
});

test("a client that goes away aborts the request that the action sees", async () => {
  const gone = new AbortController();
  const { body } = await app.http("GET", "/endless", null, gone.signal);
  let pieces = 0;
  for await (const _piece of body ?? []) {
    pieces++;
    if (pieces === 3) break;
  }
  gone.abort();
  await app.until("notes:named", { text: "gone" }, (note) => note !== null);
  expect(pieces).toBe(3);
});

test("before the first push there are no HTTP actions", async () => {
  const empty = await TestDeployment.open();
  try {
    const { status, body } = await empty.http("GET", "/");
    expect({ status, text: await textOf(body) }).toEqual({
      status: 404,
      text: "This Convex deployment does not have HTTP actions enabled.",
    });
  } finally {
    await empty.dispose();
  }
});
