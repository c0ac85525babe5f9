/**
 * Checks a user's JWT against the providers of the deployed auth.config. Holds the providers' keys; fetches them
 * without blocking anything, because they may be served by one of our own HTTP actions.
 */

import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
  jwtVerify,
} from "jose";
import { reasonOf } from "../errors.ts";
import type { Identity } from "../wire/calls.ts";
import type { AuthProvider } from "../wire/deployment.ts";
import { type CheckedClaims, customJwtIdentity, openIdIdentity } from "./claims.ts";

/** Clocks differ: so much either way is forgiven to a custom JWT, and nothing to an OpenID Connect token. */
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
    if (decodeProtectedHeader(token).kid === undefined) {
      throw refused(
        "The token's header has no key id (kid), so the auth provider's key for it cannot be told. Sign it with the " +
          "`kid` of a key in the JWKS.",
      );
    }
    const claims = await verify(token, this.#keysAt(provider.jwks), {
      algorithms: [provider.algorithm],
      clockTolerance: LEEWAY_SECONDS,
      ...(provider.applicationID === null ? {} : { audience: provider.applicationID }),
    });
    refuseIssuedAhead(claims);
    return { identity: customJwtIdentity(claims), expiresAt: claims.exp * 1000 };
  }

  async #checkOpenId(token: string, issuer: string, audience: string): Promise<CheckedToken> {
    const { typ } = decodeProtectedHeader(token);
    if (typ !== undefined && !ID_TOKEN_TYPE.test(typ)) {
      throw refused(
        `The token's header says that it is of the type "${typ}", which is no ID token. Send the provider's ID token.`,
      );
    }
    const claims = await verify(token, this.#keysAt(await this.#discover(issuer)), {
      algorithms: ["RS256", "EdDSA"],
      requiredClaims: ["iat"],
      audience,
    });
    if (audiencesOf(claims).length > 1) {
      throw refused(
        "The token is meant for several audiences (aud). Let the provider issue it for this application alone.",
      );
    }
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
          [customFetch]: fetchKeys,
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

/** The types that OpenID Connect knows; that of access tokens is not among them. */
const ID_TOKEN_TYPE = /^(?:application\/)?(?:jwt|jose)$/i;

type VerifiedClaims = CheckedClaims & { exp: number };

async function verify(
  token: string,
  keys: JWTVerifyGetKey,
  { requiredClaims = [], ...options }: JWTVerifyOptions,
): Promise<VerifiedClaims> {
  try {
    const required = ["iss", "sub", "exp", ...requiredClaims];
    const { payload } = await jwtVerify(token, keys, { ...options, requiredClaims: required });
    return payload as VerifiedClaims;
  } catch (error) {
    throw refused(whyRefused(error));
  }
}

function refuseIssuedAhead({ iat }: JWTPayload): void {
  const ahead = iat === undefined ? 0 : iat - Math.floor(Date.now() / 1000);
  if (ahead <= LEEWAY_SECONDS) return;
  throw refused(
    `The token is issued (iat) ${ahead} seconds ahead of this machine's clock, of which ${LEEWAY_SECONDS} are ` +
      "allowed. Set both clocks.",
  );
}

function refused(message: string): TokenError {
  return new TokenError("InvalidAuthHeader", message);
}

/** Convex takes no keys that are served as something else. */
async function fetchKeys(url: string, options: RequestInit): Promise<Response> {
  const response = await fetch(url, options);
  const type = response.headers.get("content-type") ?? "none";
  if (response.ok && !/^application\/(?:jwk-set\+)?json\s*(?:;|$)/i.test(type)) {
    throw new Error(`${url} answers with the content type ${type} instead of application/json`);
  }
  return response;
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
  if (named !== issuer) {
    throw failed(
      `it names the issuer ${String(named)}, and the token ${issuer}. They must be the same, to the last slash`,
    );
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
