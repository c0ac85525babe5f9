import { once } from "node:events";
import { Agent, request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Deployed, deploy } from "./harness.ts";

let deployed: Deployed;

beforeAll(async () => {
  deployed = await deploy();
});

afterAll(() => deployed.close());

const ask = (path: string, init?: RequestInit) => fetch(`${deployed.backend.siteUrl}${path}`, init);

describe("routing", () => {
  test("an exact route answers with the URL that was asked for", async () => {
    const response = await ask("/hello?name=a%20b");
    expect(await response.text()).toBe("hello a b");
    expect(response.headers.get("x-url")).toBe(`${deployed.backend.siteUrl}/hello?name=a%20b`);
  });

  test("a prefix route takes everything below it", async () => {
    expect(await (await ask("/files/a/b.txt")).text()).toBe("/files/a/b.txt");
  });

  test("HEAD is routed as GET and has no body", async () => {
    const response = await ask("/hello", { method: "HEAD" });
    expect(response.status).toBe(200);
    expect(response.headers.get("x-url")).toContain("/hello");
    expect(await response.text()).toBe("");
  });

  test("no route is a 404", async () => {
    expect((await ask("/nowhere")).status).toBe(404);
  });

  test("the cloud port serves them below /http", async () => {
    const response = await fetch(`${deployed.backend.url}/http/hello`);
    expect(await response.text()).toBe("hello nobody");
  });
});

describe("bodies and headers", () => {
  test("a request is streamed in while its answer is streamed out", async () => {
    const outgoing = request(`${deployed.backend.siteUrl}/shout`, { method: "POST" });
    outgoing.write("one");
    const [incoming] = await once(outgoing, "response");
    expect(incoming.statusCode).toBe(201);
    expect(String((await once(incoming, "data"))[0])).toBe("ONE");
    outgoing.write("two");
    expect(String((await once(incoming, "data"))[0])).toBe("TWO");
    outgoing.end();
    await once(incoming, "end");
  });

  test("a megabyte comes back whole", async () => {
    const body = "abcdefgh".repeat(131_072);
    expect(await (await ask("/shout", { method: "POST", body })).text()).toBe(body.toUpperCase());
  });

  test("a body that is not read does not hold up the next request of its client", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const send = async (path: string, body: string | null) => {
      const method = body === null ? "GET" : "POST";
      const outgoing = request(`${deployed.backend.siteUrl}${path}`, { method, agent });
      outgoing.end(body);
      const [incoming] = await once(outgoing, "response");
      incoming.resume();
      await once(incoming, "end");
      return incoming.statusCode;
    };
    expect(await send("/nowhere", "x".repeat(5_000_000))).toBe(404);
    expect(await send("/hello", null)).toBe(200);
    agent.destroy();
  });

  test("cookies stay apart", async () => {
    const response = await ask("/cookies");
    expect(response.status).toBe(204);
    expect(response.headers.getSetCookie()).toEqual([
      "a=1; Path=/",
      "b=2; Expires=Wed, 21 Oct 2099 07:28:00 GMT",
    ]);
  });

  test("no CORS headers are added", async () => {
    const response = await ask("/hello", { headers: { origin: "http://localhost:3000" } });
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("identity and failure", () => {
  const send = (headers: Record<string, string>) =>
    ask("/send", {
      method: "POST",
      headers,
      body: JSON.stringify({ channel: "http-actions", body: "x" }),
    }).then((response) => response.json());

  test("a valid token gives its identity", async () => {
    const token = await deployed.issuer.token({ sub: "alice" });
    expect(await send({ authorization: `Bearer ${token}` })).toMatchObject({ subject: "alice" });
  });

  test("a header that is meant for the application is an error only to who asks for the identity", async () => {
    expect(await send({ authorization: "Basic abc" })).toMatchObject({
      code: expect.stringContaining("The Authorization header must be `Bearer <token>`"),
    });
    expect((await ask("/hello", { headers: { authorization: "Basic abc" } })).status).toBe(200);
  });

  test("an action that throws is a 500 that says so, and the next request is served", async () => {
    const failed = await ask("/fail");
    expect({ status: failed.status, body: await failed.json() }).toEqual({
      status: 500,
      body: {
        code: expect.stringMatching(
          /^\[Request ID: \w+\] Server Error: Uncaught Error: the action failed$/,
        ),
        trace: expect.stringMatching(
          /^Uncaught Error: the action failed\n {4}at .*convex\/http\.ts:\d+:\d+$/,
        ),
      },
    });
    expect((await ask("/hello")).status).toBe(200);
  });

  test("a client that goes away in the middle does not disturb the next", async () => {
    const outgoing = request(`${deployed.backend.siteUrl}/shout`, { method: "POST" });
    outgoing.on("error", () => {});
    outgoing.write("one");
    await once(outgoing, "response");
    outgoing.destroy();
    await once(outgoing, "close");
    expect((await ask("/hello")).status).toBe(200);
  });
});
