/**
 * Checks a user's JWT against the providers of the deployed auth.config. Holds the providers' keys; fetches them
 * without blocking anything, because they may be served by one of our own HTTP actions.
 */

import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  errors,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from "jose";
import { reasonOf } from "../errors.ts";
import type { Identity } from "../wire/calls.ts";
import type { AuthProvider } from "../wire/deployment.ts";
import { type CheckedClaims, customJwtIdentity, openIdIdentity } from "./claims.ts";

/** Clocks differ. */
const LEEWAY_SECONDS = 5;
/** How long fetched keys are trusted without asking again. */
const KEYS_MAX_AGE_MS = 60_000;
const FETCH_TIMEOUT_MS = 5_000;
/** Tokens remembered; when there are more, all are checked anew. */
const MAX_PASSED = 2_000;

/** The token isn't accepted; `message` says why and what to check. */
export class TokenError extends Error {
  override readonly name = "TokenError";
  readonly code: "InvalidAuthHeader" | "NoAuthProvider" | "AuthProviderDiscoveryFailed";

  constructor(code: TokenError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

export interface CheckedToken {
  identity: Identity;
  /** ms */
  expiresAt: number;
}

interface PassedToken {
  checked: CheckedToken;
  /** Another list, as after a push, may think otherwise. */
  providers: AuthProvider[];
  /** ms; not longer than its keys are trusted. */
  until: number;
}

type CustomJwtProvider = Extract<AuthProvider, { type: "customJwt" }>;

export class TokenChecker {
  readonly #providers: () => AuthProvider[];
  readonly #keys = new Map<string, JWTVerifyGetKey>();
  /** Tokens that passed and under what: a client sends the same one with every request. */
  readonly #passed = new Map<string, PassedToken>();
  readonly #discoveries = new Map<string, { at: number; jwksUri: Promise<string> }>();

  /** @param providers read anew for each token, since a push may change them */
  constructor(providers: () => AuthProvider[]) {
    this.#providers = providers;
  }

  /** @throws TokenError */
  async check(token: string): Promise<CheckedToken> {
    const providers = this.#providers();
    const known = this.#passed.get(token);
    if (known?.providers === providers && Date.now() < known.until) return known.checked;
    const checked = await this.#check(token);
    const until = Math.min(checked.expiresAt, Date.now() + KEYS_MAX_AGE_MS);
    if (this.#passed.size >= MAX_PASSED) this.#passed.clear();
    this.#passed.set(token, { checked, providers, until });
    return checked;
  }

  async #check(token: string): Promise<CheckedToken> {
    const claims = decodeClaims(token);
    if (typeof claims.iss !== "string") {
      throw new TokenError(
        "InvalidAuthHeader",
        'The token has no issuer claim ("iss"), so no auth provider can be chosen for it.',
      );
    }
    const provider = this.#providerFor(claims.iss, audiencesOf(claims));
    return isCustomJwt(provider)
      ? this.#checkCustomJwt(token, provider)
      : this.#checkOpenId(token, claims.iss, provider.applicationID);
  }

  #providerFor(issuer: string, audiences: string[]): AuthProvider {
    const providers = this.#providers();
    const provider = providers.find((candidate) => {
      const expected = isCustomJwt(candidate) ? candidate.issuer : candidate.domain;
      if (canonicalIssuer(expected) !== canonicalIssuer(issuer)) return false;
      return candidate.applicationID === null || audiences.includes(candidate.applicationID);
    });
    if (provider === undefined) throw noProvider(providers, issuer, audiences);
    return provider;
  }

  async #checkCustomJwt(token: string, provider: CustomJwtProvider): Promise<CheckedToken> {
    const keys = this.#keysAt(provider.jwks);
    const claims = await verify(token, keys, [provider.algorithm], provider.applicationID);
    return { identity: customJwtIdentity(claims), expiresAt: claims.exp * 1000 };
  }

  async #checkOpenId(token: string, issuer: string, audience: string): Promise<CheckedToken> {
    const keys = this.#keysAt(await this.#discover(issuer));
    const claims = await verify(token, keys, ["RS256", "EdDSA"], audience);
    return { identity: openIdIdentity(claims), expiresAt: claims.exp * 1000 };
  }

  #keysAt(location: string): JWTVerifyGetKey {
    const known = this.#keys.get(location);
    if (known !== undefined) return known;
    const keys = location.startsWith("data:")
      ? createLocalJWKSet(jwksOfDataUrl(location))
      : createRemoteJWKSet(new URL(location), {
          cacheMaxAge: KEYS_MAX_AGE_MS,
          timeoutDuration: FETCH_TIMEOUT_MS,
          // An unknown key id fetches once more at once: keys are rotated, and we are the provider's only reader.
          cooldownDuration: 0,
        });
    this.#keys.set(location, keys);
    return keys;
  }

  #discover(issuer: string): Promise<string> {
    const known = this.#discoveries.get(issuer);
    if (known !== undefined && Date.now() - known.at < KEYS_MAX_AGE_MS) return known.jwksUri;
    const jwksUri = discoverJwksUri(issuer);
    this.#discoveries.set(issuer, { at: Date.now(), jwksUri });
    jwksUri.catch(() => this.#discoveries.delete(issuer));
    return jwksUri;
  }
}

async function verify(
  token: string,
  keys: JWTVerifyGetKey,
  algorithms: string[],
  audience: string | null,
): Promise<CheckedClaims & { exp: number }> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms,
      clockTolerance: LEEWAY_SECONDS,
      requiredClaims: ["iss", "sub", "exp"],
      ...(audience === null ? {} : { audience }),
    });
    return payload as CheckedClaims & { exp: number };
  } catch (error) {
    throw new TokenError("InvalidAuthHeader", whyRefused(error));
  }
}

function whyRefused(error: unknown): string {
  if (error instanceof errors.JWTExpired) return "The token has expired. Fetch a new one.";
  if (error instanceof errors.JWKSNoMatchingKey) {
    return "No key of the auth provider matches the token's key id (kid) and algorithm.";
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return "The token's signature is not valid for the auth provider's key.";
  }
  if (error instanceof errors.JOSEError) return `The token is not valid: ${error.message}.`;
  const reason = reasonOf(error);
  return `The auth provider's keys could not be fetched: ${reason}.`;
}

async function discoverJwksUri(issuer: string): Promise<string> {
  const base = canonicalIssuer(issuer);
  const url = `${base}/.well-known/openid-configuration`;
  const failed = (why: string) =>
    new TokenError(
      "AuthProviderDiscoveryFailed",
      `Auth provider discovery at ${url} failed: ${why}`,
    );
  let document: unknown;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    document = await response.json();
  } catch (error) {
    throw failed(reasonOf(error));
  }
  if (typeof document !== "object" || document === null) throw failed("not a JSON object");
  const { issuer: named, jwks_uri: jwksUri } = document as Record<string, unknown>;
  if (typeof named !== "string" || canonicalIssuer(named) !== base) {
    throw failed("it names another issuer");
  }
  if (typeof jwksUri !== "string") throw failed("it has no jwks_uri");
  return jwksUri;
}

function decodeClaims(token: string): JWTPayload {
  try {
    return decodeJwt(token);
  } catch {
    throw new TokenError(
      "InvalidAuthHeader",
      "The token is not a JWT: it must have three base64url parts separated by dots.",
    );
  }
}

function audiencesOf({ aud }: JWTPayload): string[] {
  if (aud === undefined) return [];
  return Array.isArray(aud) ? aud : [aud];
}

function jwksOfDataUrl(url: string): JSONWebKeySet {
  const [, parameters = "", data = ""] = /^data:([^,]*),(.*)$/s.exec(url) ?? [];
  const text = parameters.endsWith(";base64")
    ? Buffer.from(decodeURIComponent(data), "base64").toString("utf8")
    : decodeURIComponent(data);
  try {
    return JSON.parse(text);
  } catch {
    throw new TokenError("InvalidAuthHeader", "The auth provider's JWKS data URL holds no JSON.");
  }
}

function isCustomJwt(provider: AuthProvider): provider is CustomJwtProvider {
  return "type" in provider;
}

function canonicalIssuer(issuer: string): string {
  const withProtocol = /^https?:\/\//.test(issuer) ? issuer : `https://${issuer}`;
  return withProtocol.replace(/\/+$/, "");
}

function noProvider(providers: AuthProvider[], issuer: string, audiences: string[]): TokenError {
  const configured = providers.map((provider) =>
    isCustomJwt(provider)
      ? `customJwt(issuer ${provider.issuer}, applicationID ${provider.applicationID ?? "none"})`
      : `OIDC(domain ${provider.domain}, applicationID ${provider.applicationID})`,
  );
  const having =
    configured.length === 0
      ? "none is configured in convex/auth.config.ts"
      : `configured: ${configured.join(", ")}`;
  return new TokenError(
    "NoAuthProvider",
    `No auth provider matches the token (issuer ${issuer}, audience ${audiences.join(", ") || "none"}); ${having}.`,
  );
}
