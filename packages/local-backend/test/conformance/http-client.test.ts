import { ConvexHttpClient } from "convex/browser";
import { ConvexError, type Value } from "convex/values";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { messages, people, values } from "./api.ts";
import { type Deployed, deploy } from "./harness.ts";

let deployed: Deployed;
let client: ConvexHttpClient;

beforeAll(async () => {
  deployed = await deploy();
});

afterAll(() => deployed.close());

beforeEach(() => {
  client = new ConvexHttpClient(deployed.backend.url, { logger: false });
});

const everyKind: Value = {
  null: null,
  integer: -(2n ** 63n),
  float: 1.5,
  notANumber: Number.NaN,
  minusZero: -0,
  infinite: Number.NEGATIVE_INFINITY,
  boolean: true,
  string: "ä🜁\u0000",
  bytes: new Uint8Array([0, 255]).buffer,
  array: [1, [2n], {}],
};

describe("calls", () => {
  test("a mutation's write is there for the next query", async () => {
    await client.mutation(messages.send, { channel: "http", body: "first" });
    expect(await client.query(messages.list, { channel: "http" })).toEqual(["first"]);
  });

  test("every kind of value survives queries, mutations and actions", async () => {
    for (const result of [
      await client.query(values.echo, { value: everyKind }),
      await client.mutation(values.echoByMutation, { value: everyKind }),
      await client.action(values.echoByAction, { value: everyKind }),
    ]) {
      expect(result).toEqual(everyKind);
      expect(Object.is((result as { minusZero: number }).minusZero, -0)).toBe(true);
    }
  });

  test("an action runs mutations and queries", async () => {
    const sent = await client.action(people.sendThroughAction, { channel: "action", body: "b" });
    expect(sent).toEqual(["b"]);
  });

  test("a token that a mutation signs is verified with the deployment's published keys", async () => {
    const token = await client.mutation(people.sign, { subject: "alice" });
    const keys = createRemoteJWKSet(new URL("/.well-known/jwks.json", deployed.backend.url));
    const expected = { issuer: deployed.backend.url, audience: "elsewhere" };
    expect((await jwtVerify(token, keys, expected)).payload.sub).toBe("alice");
  });

  test("several queries at one snapshot see the same state", async () => {
    const look = (channel: string) => client.consistentQuery(messages.list, { channel });
    expect(await look("snapshot")).toEqual([]);
    const other = new ConvexHttpClient(deployed.backend.url, { logger: false });
    await other.mutation(messages.send, { channel: "snapshot", body: "later" });
    expect(await look("snapshot")).toEqual([]);
    expect(await other.consistentQuery(messages.list, { channel: "snapshot" })).toEqual(["later"]);
  });

  test("a snapshot that is not kept is refused instead of another one being read", async () => {
    const response = await fetch(`${deployed.backend.url}/api/query_at_ts`, {
      method: "POST",
      body: JSON.stringify({
        path: "messages:list",
        args: [{ channel: "snapshot" }],
        ts: Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]).toString("base64"),
      }),
    });
    expect(await response.json()).toMatchObject({
      status: "error",
      errorMessage: expect.stringContaining("not kept any more"),
    });
  });
});

describe("failures", () => {
  test("a ConvexError carries its data, and the mutation's writes are rolled back", async () => {
    const refused = client.mutation(messages.refuse, { channel: "refused" });
    await expect(refused).rejects.toThrow(ConvexError);
    await expect(refused).rejects.toMatchObject({ data: { code: "refused", channel: "refused" } });
    expect(await client.query(messages.list, { channel: "refused" })).toEqual([]);
  });

  test("another error carries its message and no data", async () => {
    const error: unknown = await client.query(messages.stumble, {}).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(ConvexError);
    expect(String(error)).toContain("Uncaught TypeError: stumbled");
  });

  test("wrong arguments are named", async () => {
    await expect(client.query(messages.list, { channel: 1 as never })).rejects.toThrow(
      /ArgumentValidationError/,
    );
    await expect(client.query(messages.list, { channel: "a", extra: 1 } as never)).rejects.toThrow(
      /extra/,
    );
  });

  test.each(["not an id", "", "0".repeat(32)])("the wrong id %j is refused", async (id) => {
    await expect(client.query(messages.get, { id })).rejects.toThrow(/ArgumentValidationError/);
  });

  test("a missing function and an internal one are refused in the same words", async () => {
    const missing = await client.query(messages.nothing, {}).catch(String);
    const internal = await client.query(messages.secret, {}).catch(String);
    const withoutIds = (text: unknown) => String(text).replace(/\[Request ID: \w+\] /, "");
    expect(withoutIds(missing)).toContain("Could not find public function for 'messages:nothing'");
    expect(withoutIds(internal)).toBe(withoutIds(missing).replace(/nothing/g, "secret"));
  });

  test("a function called as another type is refused with both types", async () => {
    const wrong = client.query(messages.send as never, { channel: "a", body: "b" } as never);
    await expect(wrong).rejects.toThrow(/mutation[\s\S]*query|query[\s\S]*mutation/i);
  });
});

describe("identity", () => {
  test("a valid token gives the function its claims", async () => {
    client.setAuth(await deployed.issuer.token({ sub: "alice", role: "admin" }));
    expect(await client.query(people.me, {})).toMatchObject({
      subject: "alice",
      issuer: "https://conformance.test",
      role: "admin",
    });
  });

  test("no token gives no identity", async () => {
    expect(await client.query(people.me, {})).toBeNull();
  });

  test.each([
    ["forged", async () => `${await deployed.issuer.token({ sub: "a" })}x`],
    ["expired", () => deployed.issuer.token({ sub: "a" }, 1)],
    ["for another audience", () => deployed.issuer.token({ sub: "a", aud: "else" })],
    ["no JWT", async () => "nonsense"],
  ])("a token that is %s is refused with 401 and a reason", async (_, make) => {
    const response = await fetch(`${deployed.backend.url}/api/query`, {
      method: "POST",
      headers: { authorization: `Bearer ${await make()}` },
      body: JSON.stringify({ path: "people:me", args: {} }),
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      code: expect.stringMatching(/InvalidAuthHeader|NoAuthProvider/),
      message: expect.stringMatching(/token/),
    });
  });
});

describe("other shapes of requests", () => {
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${deployed.backend.url}${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    }).then((response) => response.json());

  test("arguments may be the object itself, and the value asked for as plain JSON", async () => {
    const args = { value: { $integer: "AQAAAAAAAAA=" } };
    expect(await post("/api/query", { path: "values:echo", args, format: "json" })).toEqual({
      status: "success",
      value: "1",
    });
  });

  test("a function may be named by its URL", async () => {
    expect(await post("/api/run/values/echo", { args: { value: 2 } })).toEqual({
      status: "success",
      value: 2,
    });
  });

  test("a query may be a GET", async () => {
    const url = new URL("/api/query", deployed.backend.url);
    url.searchParams.set("path", "values:echo");
    url.searchParams.set("args", '{"value":3}');
    expect(await (await fetch(url)).json()).toEqual({ status: "success", value: 3 });
  });

  test("a batch answers in its order", async () => {
    const queries = [1, 2].map((value) => ({ path: "values:echo", args: [{ value }] }));
    expect(await post("/api/query_batch", { queries })).toEqual({
      results: [1, 2].map((value) => ({ status: "success", value })),
    });
  });

  test("the administrator may call internal functions, and act as a user", async () => {
    const authorization = `Convex ${deployed.backend.adminKey}`;
    const acting = Buffer.from(JSON.stringify({ subject: "bob" })).toString("base64");
    expect(
      await post("/api/function", { path: "messages:secret", args: {} }, { authorization }),
    ).toMatchObject({ value: "internal" });
    expect(
      await post(
        "/api/function",
        { path: "people:me", args: {} },
        { authorization: `${authorization}:${acting}` },
      ),
    ).toMatchObject({ value: { subject: "bob" } });
  });

  test("log lines come with the answer", async () => {
    const { logLines } = await post("/api/query", { path: "messages:chatty", args: {} });
    expect(logLines.map((line: string) => line.split("]")[0])).toEqual(["[LOG", "[WARN"]);
  });
});
