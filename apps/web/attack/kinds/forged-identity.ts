import {
  createHmac,
  createPublicKey,
  createSign,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
} from "node:crypto";
import { createServer } from "node:http";
import { api } from "@vestibule/backend/api";
import { getFunctionName } from "convex/server";
import type { Attack } from "../attack.ts";
import { deploymentToken, someOwner } from "../people.ts";
import { type Answer, jsonIn, send } from "../send.ts";

/** Tokens for the deployment that it never signed. */

type Part = Record<string, unknown>;

const encoded = (part: unknown) => Buffer.from(JSON.stringify(part)).toString("base64url");
const decoded = (part = ""): Part => JSON.parse(Buffer.from(part, "base64url").toString());

function signed(header: Part, claims: Part, sign: (text: string) => string): string {
  const text = `${encoded(header)}.${encoded(claims)}`;
  return `${text}.${sign(text)}`;
}

const withKey = (key: KeyObject) => (text: string) =>
  createSign("RSA-SHA256").update(text).sign(key, "base64url");
const withSecret = (secret: string) => (text: string) =>
  createHmac("sha256", secret).update(text).digest("base64url");

/** Serves a key of the attacker's to whoever follows an address in a token. */
async function keyServer(jwk: JsonWebKey) {
  let visits = 0;
  const server = createServer((_request, response) => {
    visits += 1;
    const { port } = server.address() as { port: number };
    const url = `http://127.0.0.1:${port}`;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ keys: [jwk], issuer: url, jwks_uri: `${url}/keys` }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return { url: `http://127.0.0.1:${port}`, visits: () => visits, close: () => server.close() };
}

/** What each forgery is called, and the token. */
function forgeries(
  real: string,
  publicJwk: JsonWebKey,
  evil: { jwk: Part; key: KeyObject; url: string },
) {
  const [headerPart, claimsPart, signature = ""] = real.split(".");
  const [header, claims] = [decoded(headerPart), decoded(claimsPart)];
  const other = { ...claims, sub: "somebody-else" };
  const pem = createPublicKey({ key: publicJwk, format: "jwk" })
    .export({ type: "spki", format: "pem" })
    .toString();
  const foreign = withKey(evil.key);
  const kid = evil.jwk.kid;
  return Object.entries({
    "no algorithm": signed({ ...header, alg: "none" }, claims, () => ""),
    "no algorithm, in capitals": signed({ ...header, alg: "NONE" }, claims, () => ""),
    "no algorithm and a real signature": signed(
      { ...header, alg: "none" },
      claims,
      () => signature,
    ),
    "other claims under a real signature": `${headerPart}.${encoded(other)}.${signature}`,
    "no signature": `${headerPart}.${claimsPart}.`,
    "a foreign key under the real key's id": signed(header, claims, foreign),
    "a foreign key under its own id": signed({ ...header, kid }, claims, foreign),
    "a foreign key without an id": signed({ alg: "RS256", typ: "JWT" }, claims, foreign),
    "a key inside the token": signed({ ...header, kid, jwk: evil.jwk }, claims, foreign),
    "a key at an address in the token": signed({ ...header, kid, jku: evil.url }, claims, foreign),
    "a certificate at an address in the token": signed(
      { ...header, kid, x5u: evil.url },
      claims,
      foreign,
    ),
    "an issuer of the attacker's": signed(
      { ...header, kid },
      { ...claims, iss: evil.url },
      foreign,
    ),
    "the public key as a secret": signed({ ...header, alg: "HS256" }, claims, withSecret(pem)),
    "the public key's JSON as a secret": signed(
      { ...header, alg: "HS256" },
      claims,
      withSecret(JSON.stringify(publicJwk)),
    ),
    "a path as the key's id": signed({ ...header, kid: "../../../dev/null" }, claims, foreign),
    "an empty secret": signed({ ...header, alg: "HS256" }, claims, withSecret("")),
  });
}

/** A call that came through as the person whose token was forged. */
function isTaken(answer: Answer): boolean {
  const said = jsonIn(answer);
  return said?.status === "success" && said.value !== null;
}

export const forgedIdentity: Attack[] = [
  {
    name: "Calling functions with tokens that the deployment never signed",
    answer: "nobody is signed in, and no address in a token is asked for keys",
    run: async (stack, tally) => {
      const owner = await someOwner(stack);
      const { organizationId } = owner;
      const real = await deploymentToken(owner.browser);
      const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
      const jwk = { ...publicKey.export({ format: "jwk" }), kid: "evil", alg: "RS256", use: "sig" };
      const server = await keyServer(jwk);
      const keys = jsonIn(await send(stack.convexSiteUrl, "/api/auth/convex/jwks"))?.keys;
      const [publicJwk] = Array.isArray(keys) ? keys : [];

      const { caller, members, organizationSettings } = api.models;
      const calls = [
        { path: getFunctionName(caller.get), args: {} },
        {
          path: getFunctionName(members.list),
          args: { organizationId, paginationOpts: { numItems: 5, cursor: null } },
        },
        {
          path: getFunctionName(organizationSettings.update),
          args: { organizationId, invitationExpirationDays: 3 },
        },
      ];
      const call = (token: string, { path, args }: (typeof calls)[number]) => {
        const headers = { authorization: `Bearer ${token}` };
        return send(stack.convexUrl, "/api/function", {
          headers,
          body: { path, args, format: "json" },
        });
      };
      try {
        for (const each of calls) {
          if (!isTaken(await call(real, each))) throw new Error(`${each.path} refuses its owner.`);
        }
        const evil = { jwk, key: privateKey, url: server.url };
        for (const [name, token] of forgeries(real, publicJwk, evil)) {
          for (const each of calls) {
            tally.note(`${name}: ${each.path}`, !isTaken(await call(token, each)));
          }
          const cookie = `${stack.cookiePrefix}.convex_jwt=${token}`;
          const page = await send(stack.webUrl, `/orgs/${owner.slug}/members`, {
            headers: { cookie },
          });
          tally.note(`${name}: a page`, page.status !== 200 || !page.text.includes(owner.email));
        }
        tally.note("keys were fetched from the attacker", server.visits() === 0);
      } finally {
        server.close();
      }
    },
  },
];
