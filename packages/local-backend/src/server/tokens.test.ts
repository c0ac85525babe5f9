import { createServer, type Server } from "node:http";
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { AuthProvider } from "../wire/deployment.ts";
import { TokenChecker, TokenError } from "./tokens.ts";

type Algorithm = "RS256" | "ES256" | "EdDSA";
interface Key {
  kid: string;
  algorithm: Algorithm;
  privateKey: CryptoKey;
  jwk: object;
}

let keys: Record<"rsa" | "rotated" | "ec" | "ed", Key>;
let server: Server;
let base: string;
/** What the key server serves now. */
let served: object[];
let contentType: string;
let fetches: number;
/** Which paths the key server was asked for. */
let asked: (string | undefined)[];

async function makeKey(kid: string, algorithm: Algorithm): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  return {
    kid,
    algorithm,
    privateKey,
    jwk: { ...(await exportJWK(publicKey)), kid, alg: algorithm },
  };
}

beforeAll(async () => {
  keys = {
    rsa: await makeKey("rsa", "RS256"),
    rotated: await makeKey("rotated", "RS256"),
    ec: await makeKey("ec", "ES256"),
    ed: await makeKey("ed", "EdDSA"),
  };
  server = createServer((request, response) => {
    fetches++;
    asked.push(request.url);
    response.setHeader("content-type", contentType);
    response.end(
      JSON.stringify(
        request.url === "/.well-known/openid-configuration"
          ? { issuer: base, jwks_uri: `${base}/keys` }
          : { keys: served },
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});

afterAll(() => {
  server.close();
});

beforeEach(() => {
  fetches = 0;
  asked = [];
  contentType = "application/json";
  served = [keys.rsa.jwk];
});

function custom(fields: Partial<Extract<AuthProvider, { type: "customJwt" }>> = {}): AuthProvider {
  return {
    type: "customJwt",
    applicationID: "convex",
    issuer: base,
    jwks: `${base}/keys`,
    algorithm: "RS256",
    ...fields,
  };
}

function tokenOf(key: Key, claims: JWTPayload = {}, expires: string | number = "1h") {
  return signed(key, { iat: nowSeconds(), ...claims }, { kid: key.kid }, expires);
}

/** With nothing in its header but the algorithm and what is given. */
function signed(key: Key, claims: JWTPayload, header: object, expires: string | number = "1h") {
  return new SignJWT({ iss: base, sub: "alice", aud: "convex", ...claims })
    .setProtectedHeader({ alg: key.algorithm, ...header })
    .setExpirationTime(expires)
    .sign(key.privateKey);
}

const checkerOf = (...providers: AuthProvider[]) => new TokenChecker(() => providers);
const nowSeconds = () => Math.floor(Date.now() / 1000);

describe("custom JWT", () => {
  test("a valid token gives its claims, nested ones flattened and housekeeping left out", async () => {
    const token = await tokenOf(keys.rsa, { role: "admin", org: { id: 1, plan: { name: "x" } } });
    const { identity, expiresAt } = await checkerOf(custom()).check(token);
    expect(identity).toEqual({
      tokenIdentifier: `${base}|alice`,
      issuer: base,
      subject: "alice",
      role: "admin",
      "org.id": 1,
      "org.plan.name": "x",
    });
    expect(expiresAt).toBeGreaterThan(Date.now());
  });

  test("keys may come in a data: URL, plain or base64", async () => {
    const jwks = JSON.stringify({ keys: [keys.ec.jwk] });
    const token = await tokenOf(keys.ec);
    for (const url of [
      `data:application/json,${encodeURIComponent(jwks)}`,
      `data:text/plain;charset=utf-8;base64,${Buffer.from(jwks).toString("base64")}`,
    ]) {
      const checker = checkerOf(custom({ jwks: url, algorithm: "ES256" }));
      expect((await checker.check(token)).identity.subject).toBe("alice");
    }
    expect(fetches).toBe(0);
  });

  test("keys are fetched once for many tokens", async () => {
    const checker = checkerOf(custom());
    await Promise.all([
      checker.check(await tokenOf(keys.rsa)),
      checker.check(await tokenOf(keys.rsa)),
    ]);
    await checker.check(await tokenOf(keys.rsa));
    expect(fetches).toBe(1);
  });

  test("an unknown key id fetches the keys once more, so a rotation is noticed at once", async () => {
    const checker = checkerOf(custom());
    await checker.check(await tokenOf(keys.rsa));
    served = [keys.rsa.jwk, keys.rotated.jwk];
    await checker.check(await tokenOf(keys.rotated));
    expect(fetches).toBe(2);
  });

  test("a key id that stays unknown is refused", async () => {
    await expect(checkerOf(custom()).check(await tokenOf(keys.rotated))).rejects.toThrow(/key id/);
  });

  test("a token signed by another key under a known id is refused", async () => {
    const forged = await tokenOf({ ...keys.rotated, kid: "rsa" });
    await expect(checkerOf(custom()).check(forged)).rejects.toThrow(/signature/);
  });

  test("another algorithm than the provider's is refused", async () => {
    served = [keys.ec.jwk];
    await expect(checkerOf(custom()).check(await tokenOf(keys.ec))).rejects.toThrow(/not valid/);
  });

  test("five seconds of leeway, and no more", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      const checker = checkerOf(custom());
      const token = await tokenOf(keys.rsa, {}, nowSeconds() + 60);
      vi.advanceTimersByTime(64_000);
      await checker.check(token);
      vi.advanceTimersByTime(2_000);
      await expect(checker.check(token)).rejects.toThrow(/expired/);
    } finally {
      vi.useRealTimers();
    }
  });

  test("a token that has passed is refused once it has expired", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      const checker = checkerOf(custom());
      const token = await tokenOf(keys.rsa, {}, nowSeconds() + 30);
      await checker.check(token);
      vi.advanceTimersByTime(36_000);
      await expect(checker.check(token)).rejects.toThrow(/expired/);
    } finally {
      vi.useRealTimers();
    }
  });

  test("a token that has passed is refused once its provider is gone", async () => {
    let providers = [custom()];
    const checker = new TokenChecker(() => providers);
    const token = await tokenOf(keys.rsa);
    await checker.check(token);
    providers = [];
    await expect(checker.check(token)).rejects.toThrow("No auth provider");
  });

  test.each(["sub", "exp"])("a token without %s is refused", async (claim) => {
    const token = await new SignJWT({
      iss: base,
      aud: "convex",
      ...(claim === "exp" ? { sub: "a" } : { exp: nowSeconds() + 60 }),
    })
      .setProtectedHeader({ alg: "RS256", kid: "rsa" })
      .sign(keys.rsa.privateKey);
    await expect(checkerOf(custom()).check(token)).rejects.toThrow(new RegExp(`"${claim}"`));
  });

  test("a token without a key id is refused, also when there is one key only", async () => {
    const token = await signed(keys.rsa, {}, {});
    await expect(checkerOf(custom()).check(token)).rejects.toThrow(/no key id \(kid\)/);
  });

  test.each([
    ["iat", 10],
    ["nbf", 10],
  ])("a token whose %s is %i seconds ahead is refused", async (claim, ahead) => {
    const token = await tokenOf(keys.rsa, { [claim]: nowSeconds() + ahead });
    await expect(checkerOf(custom()).check(token)).rejects.toThrow(claim);
  });

  test.each(["iat", "nbf"])("clocks may differ by a little: %s", async (claim) => {
    await checkerOf(custom()).check(await tokenOf(keys.rsa, { [claim]: nowSeconds() + 3 }));
  });

  test("keys that are served as something else than JSON are refused with what they are", async () => {
    contentType = "text/html";
    await expect(checkerOf(custom()).check(await tokenOf(keys.rsa))).rejects.toThrow(/text\/html/);
    for (contentType of ["application/jwk-set+json", "application/json; charset=utf-8"]) {
      await checkerOf(custom()).check(await tokenOf(keys.rsa));
    }
  });

  test("keys that can't be fetched are a refusal that says so", async () => {
    const checker = checkerOf(custom({ jwks: "http://127.0.0.1:9/keys" }));
    await expect(checker.check(await tokenOf(keys.rsa))).rejects.toThrow(/could not be fetched/);
  });
});

describe("a forged token is refused, by a custom provider and by OpenID Connect", () => {
  const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const claims = () => ({
    iss: base,
    sub: "alice",
    aud: "convex",
    iat: nowSeconds(),
    exp: nowSeconds() + 60,
  });
  const unsigned = (alg: string, signature = "") =>
    `${encoded({ alg, kid: "rsa", typ: "JWT" })}.${encoded(claims())}.${signature}`;
  const withSecret = (secret: string) =>
    new SignJWT(claims())
      .setProtectedHeader({ alg: "HS256", kid: "rsa" })
      .sign(new TextEncoder().encode(secret));
  const withForeignKey = (header: object) => signed(keys.rotated, { iat: nowSeconds() }, header);
  const realSignature = async () => (await tokenOf(keys.rsa)).split(".")[2];

  test.each<[name: string, forge: () => string | Promise<string>]>([
    ["no algorithm", () => unsigned("none")],
    ["no algorithm, in capitals", () => unsigned("NONE")],
    ["no algorithm and a signature", async () => unsigned("none", await realSignature())],
    ["a foreign key", () => withForeignKey({ kid: "rotated" })],
    ["a foreign key under a known id", () => withForeignKey({ kid: "rsa" })],
    ["its key inside", () => withForeignKey({ kid: "rotated", jwk: keys.rotated.jwk })],
    [
      "its key inside, under a known id",
      () => withForeignKey({ kid: "rsa", jwk: keys.rotated.jwk }),
    ],
    ["the address of its key", () => withForeignKey({ kid: "rotated", jku: `${base}/evil` })],
    ["the public key as a secret", () => withSecret(JSON.stringify(keys.rsa.jwk))],
    [
      "other claims under a real signature",
      async () => {
        const [header, , signature] = (await tokenOf(keys.rsa)).split(".");
        return `${header}.${encoded({ ...claims(), sub: "bob" })}.${signature}`;
      },
    ],
  ])("with %s", async (_, forge) => {
    const token = await forge();
    for (const provider of [custom(), { applicationID: "convex", domain: base }]) {
      await expect(checkerOf(provider).check(token)).rejects.toThrow(TokenError);
    }
    expect(asked).not.toContain("/evil");
  });
});

describe("choosing a provider", () => {
  test("without a provider for issuer and audience the refusal lists the configured ones", async () => {
    const checker = checkerOf(custom({ applicationID: "other" }));
    await expect(checker.check(await tokenOf(keys.rsa))).rejects.toMatchObject({
      code: "NoAuthProvider",
      message: expect.stringContaining("applicationID other"),
    });
  });

  test("a provider without applicationID takes every audience", async () => {
    const token = await tokenOf(keys.rsa, { aud: "anything" });
    await checkerOf(custom({ applicationID: null })).check(token);
  });

  test("trailing slashes and a missing protocol do not matter for the issuer", async () => {
    const jwks = `data:application/json,${encodeURIComponent(JSON.stringify({ keys: [keys.rsa.jwk] }))}`;
    const token = await tokenOf(keys.rsa, { iss: "auth.example.com" });
    await checkerOf(custom({ issuer: "https://auth.example.com/", jwks })).check(token);
  });

  test("what is no JWT is refused with a sentence", async () => {
    for (const token of ["", "nonsense", "a.b.c"]) {
      await expect(checkerOf(custom()).check(token)).rejects.toThrow(/not a JWT/);
    }
  });
});

describe("OpenID Connect", () => {
  const openId = () => checkerOf({ applicationID: "convex", domain: base });

  test("one key needs no id, and of several the token must say which", async () => {
    const token = await signed(keys.rsa, { iat: nowSeconds() }, {});
    await openId().check(token);
    served = [keys.rsa.jwk, keys.rotated.jwk];
    await expect(openId().check(token)).rejects.toThrow(/multiple matching keys/);
  });

  test("clocks must agree on the end, and may differ about the beginning", async () => {
    await openId().check(await tokenOf(keys.rsa, { iat: nowSeconds() + 60 }));
    const ended = await tokenOf(keys.rsa, {}, nowSeconds() - 1);
    await expect(openId().check(ended)).rejects.toThrow(/has expired/);
  });

  test.each([
    ["without iat", { iat: undefined }, {}, /"iat"/],
    ["for others as well", { aud: ["convex", "others"] }, {}, /several audiences/],
    ["that is an access token", {}, { typ: "at+jwt" }, /"at\+jwt".*no ID token/],
    ["whose issuer differs by a slash", { iss: "/" }, {}, /to the last slash/],
  ])("a token %s is refused", async (_, claims, header, why) => {
    const iss = "iss" in claims ? `${base}/` : base;
    const token = await signed(
      keys.rsa,
      { iat: nowSeconds(), ...claims, iss },
      { kid: "rsa", ...header },
    );
    await expect(openId().check(token)).rejects.toThrow(why);
  });

  test("keys are discovered and standard claims come in camelCase", async () => {
    served = [keys.ed.jwk];
    const token = await tokenOf(keys.ed, {
      given_name: "Alice",
      email: "a@example.com",
      email_verified: true,
      address: { formatted: "Here 1" },
      updated_at: 0,
      plan: "pro",
      nonce: "n",
      azp: "convex",
      auth_time: 1,
    });
    const { identity } = await checkerOf({ applicationID: "convex", domain: base }).check(token);
    expect(identity).toEqual({
      tokenIdentifier: `${base}|alice`,
      issuer: base,
      subject: "alice",
      givenName: "Alice",
      email: "a@example.com",
      emailVerified: true,
      address: "Here 1",
      updatedAt: "1970-01-01T00:00:00.000Z",
      plan: "pro",
    });
  });

  test("a discovery that fails is a refusal that names the address, and is tried again", async () => {
    const dead = "http://127.0.0.1:9";
    const checker = checkerOf({ applicationID: "convex", domain: dead });
    const token = await tokenOf(keys.rsa, { iss: dead });
    for (const _ of [1, 2]) {
      await expect(checker.check(token)).rejects.toMatchObject({
        code: "AuthProviderDiscoveryFailed",
        message: expect.stringContaining(dead),
      });
    }
  });
});
