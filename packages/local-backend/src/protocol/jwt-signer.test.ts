import { createLocalJWKSet, jwtVerify } from "jose";
import { expect, test } from "vitest";
import { JwtSigner, signingSecret } from "./jwt-signer.ts";

const signerOf = (adminKey: string) => new JwtSigner(signingSecret(adminKey));

test("what is signed is verified with the published key, and names it", async () => {
  const signer = signerOf("admin|secret");
  const token = signer.sign({ iss: "https://a.test", role: "ä" });
  const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(signer.jwks));
  expect(payload).toEqual({ iss: "https://a.test", role: "ä" });
  expect(protectedHeader).toEqual({ alg: "ES256", typ: "JWT", kid: signer.jwks.keys[0]?.kid });
});

test("an admin key has one key pair, and the public half tells nothing of the other", () => {
  const [key] = signerOf("admin|secret").jwks.keys;
  expect(key).toEqual(signerOf("admin|secret").jwks.keys[0]);
  expect(key?.x).not.toBe(signerOf("admin|other").jwks.keys[0]?.x);
  expect(Object.keys(key ?? {}).sort()).toEqual(["alg", "crv", "kid", "kty", "use", "x", "y"]);
});
