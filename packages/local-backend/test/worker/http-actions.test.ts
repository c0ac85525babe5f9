import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HttpIdentity } from "../../src/wire/calls.ts";
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
    code: "[Request ID: http-request] Server Error: Uncaught Error: broken",
    trace: expect.stringMatching(/^Uncaught Error: broken\n {4}at .*http\.ts/),
  });
});

test("a client that goes away aborts the request that the action sees, and cancels its response", async () => {
  const gone = new AbortController();
  const { body } = await app.http("GET", "/endless", null, gone.signal);
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  for (let piece = 0; piece < 3; piece++) await reader.read();
  gone.abort();
  await expect(reader.read()).rejects.toThrow("The client has gone");
  await app.until("notes:named", { text: "gone" }, (note) => note !== null);
  await app.until("notes:named", { text: "canceled" }, (note) => note !== null);
  await app.mutation("notes:clear");
});

test("a client that wants no more of a response is one that goes away", async () => {
  const { body } = await app.http("GET", "/endless");
  for await (const _piece of body ?? []) break;
  await app.until("notes:named", { text: "gone" }, (note) => note !== null);
  await app.until("notes:named", { text: "canceled" }, (note) => note !== null);
  await app.mutation("notes:clear");
});

test("a client that goes away before the answer gets none, and its response is canceled", async () => {
  const gone = new AbortController();
  const answer = app.http("GET", "/endless", null, gone.signal);
  gone.abort();
  await expect(answer).rejects.toThrow("The client has gone");
  await app.until("notes:named", { text: "canceled" }, (note) => note !== null);
  await app.mutation("notes:clear");
});

/** So many pieces may be on their way from one end to the other. */
const ON_THEIR_WAY = 8;

/** A body without an end, how often it was asked for a piece, and whether it was canceled. */
function endlessBody() {
  const seen = { pulls: 0, isCanceled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        seen.pulls++;
        controller.enqueue(new Uint8Array(16));
      },
      cancel() {
        seen.isCanceled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, seen };
}

/** Time for what is not held back to come: calls there and back, however long these take. */
async function roundTrips(): Promise<void> {
  for (let trip = 0; trip < 20; trip++) await app.query("notes:list");
}

test("a response is produced as fast as its client reads, and no faster", async () => {
  const before = Number(await app.action("pulls:count"));
  const { body } = await app.http("GET", "/endless");
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  for (const pieces of [3, 40]) {
    for (let piece = 0; piece < pieces; piece++) await reader.read();
    await roundTrips();
  }
  const produced = Number(await app.action("pulls:count")) - before;
  await reader.cancel();
  expect(produced).toBeGreaterThanOrEqual(43);
  expect(produced).toBeLessThanOrEqual(43 + ON_THEIR_WAY);
});

test.each([
  ["/unread", 200],
  ["/enough", 204],
])(
  "a body that %s leaves alone is not read on, and canceled with the exchange",
  async (path, status) => {
    const { body, seen } = endlessBody();
    const outcome = await app.http("POST", path, body);
    expect(outcome.status).toBe(status);
    await textOf(outcome.body);
    await roundTrips();
    expect(seen.isCanceled).toBe(true);
    expect(seen.pulls).toBeLessThanOrEqual(1 + ON_THEIR_WAY);
  },
);

test("a response that fails half-way fails where it is read, after what was sent", async () => {
  const { status, body } = await app.http("GET", "/half");
  expect(status).toBe(200);
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  const pieces = [await reader.read(), await reader.read()].map(({ value }) => value?.length);
  expect(pieces).toEqual([6, 6]);
  await expect(reader.read()).rejects.toThrow("broke off half-way");
  await app.loggedBy("GET /half");
  expect(app.logs.find(({ identifier }) => identifier === "GET /half")).toMatchObject({
    logLines: [
      {
        level: "ERROR",
        messages: [
          expect.stringMatching(/^Uncaught Error: broke off half-way\n {4}at .*http\.ts:\d+/),
        ],
      },
    ],
  });
});

test("a request that fails half-way fails where the action reads it", async () => {
  let pieces = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pieces++;
      if (pieces > 2) throw new Error("the client broke off");
      controller.enqueue(new Uint8Array(1));
    },
  });
  const outcome = await app.http("POST", "/echo/broken", body);
  expect(outcome.status).toBe(500);
  expect(await textOf(outcome.body)).toContain("the client broke off");
});

test("a worker that dies ends the bodies that it sends and receives", async () => {
  const dying = await TestDeployment.open(1_000);
  await dying.push("worker-app");
  const { body, seen } = endlessBody();
  const response = await dying.http("GET", "/endless");
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  const echo = dying.http("POST", "/echo/endless", body);
  await expect(dying.mutation("sandbox:loops")).rejects.toThrow("time limit");
  await expect(echo).rejects.toThrow("interrupted by a restart");
  await expect(
    (async () => {
      for (;;) await reader.read();
    })(),
  ).rejects.toThrow("interrupted by a restart");
  await until(() => seen.isCanceled);
  expect(await textOf((await dying.http("GET", "/counter/hello")).body)).toBe("from the counter");
  await dying.dispose();
});

/** Lets the event loop turn until it is so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise(setImmediate);
}

const ports = () =>
  process.getActiveResourcesInfo().filter((name) => name === "MessagePort").length;

test("an exchange leaves nothing behind, however it ended", async () => {
  const before = ports();
  for (let round = 0; round < 10; round++) {
    await textOf((await app.http("POST", "/echo/whole", "a whole body")).body);
    await textOf((await app.http("POST", "/unread", endlessBody().body)).body);
    await textOf((await app.http("GET", "/half")).body).catch(() => {});
    await (await app.http("GET", "/endless")).body?.cancel();
    const gone = new AbortController();
    const answer = app.http("POST", "/echo/endless", endlessBody().body, gone.signal);
    gone.abort();
    await answer.catch(() => {});
  }
  await until(() => ports() === before);
  // A worker is ended when nothing runs in it any more, so this one has no exchange left either.
  await app.push("worker-app");
  await until(() => ports() === before);
});

describe("who asks an HTTP action", () => {
  const signal = new AbortController().signal;
  const told = async (identified: HttpIdentity) =>
    JSON.parse(await textOf((await app.http("GET", "/identity", null, signal, identified)).body));

  test("is the person of an accepted token, also in what it calls", async () => {
    const identity = {
      tokenIdentifier: "https://a.test|1",
      issuer: "https://a.test",
      subject: "1",
    };
    expect(await told({ identity, identityRefusal: null })).toEqual({
      handler: identity,
      query: identity,
      action: identity,
    });
  });

  test("is refused to actions when the header was not accepted, and nobody to queries", async () => {
    expect(await told({ identity: null, identityRefusal: "The token has expired." })).toEqual({
      handler: "The token has expired.",
      query: null,
      action: "Uncaught Error: The token has expired.",
    });
  });
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
