/** Who is calling: the Authorization header of HTTP requests and the Authenticate message of sockets. */

import { createHash, timingSafeEqual } from "node:crypto";
import { isObject, type JsonObject, type JsonValue } from "../protocol/json.ts";
import type { Authenticate } from "../protocol/sync-messages.ts";
import type { AuthOutcome } from "../sync/session-types.ts";
import type { Caller, HttpIdentity, Identity } from "../wire/calls.ts";
import { HttpError } from "../wire/http-error.ts";
import { actingIdentity } from "./claims.ts";
import { type TokenChecker, TokenError } from "./tokens.ts";

const anonymous: Caller = { kind: "client", identity: null };

export class Callers {
  readonly #adminKeyDigest: Buffer;
  readonly #tokens: TokenChecker;

  constructor(adminKey: string, tokens: TokenChecker) {
    this.#adminKeyDigest = digest(secretOf(adminKey));
    this.#tokens = tokens;
  }

  /** @throws HttpError 401 when the header holds neither a valid token nor the admin key */
  async ofHeader(header: string | undefined): Promise<Caller> {
    if (header === undefined) return anonymous;
    const [, scheme = "", credentials = ""] = /^(\S+)\s+(.*)$/s.exec(header.trim()) ?? [];
    switch (scheme.toLowerCase()) {
      case "convex":
        return this.#ofAdminHeader(credentials);
      case "bearer":
        return { kind: "client", identity: await this.#ofToken(credentials) };
      default:
        throw new HttpError(
          401,
          "InvalidAuthHeader",
          "The Authorization header must be `Bearer <token>` or `Convex <admin key>`.",
        );
    }
  }

  /** The identity of a request to an HTTP action, whose Authorization header may be meant for the application. */
  async ofHttpAction(header: string | undefined): Promise<HttpIdentity> {
    try {
      return { identity: (await this.ofHeader(header)).identity, identityRefusal: null };
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      return { identity: null, identityRefusal: error.message };
    }
  }

  /** @throws HttpError 401 without, 403 with a wrong admin key */
  requireAdmin(header: string | undefined, bodyKey: JsonValue | undefined): void {
    const key =
      typeof bodyKey === "string"
        ? bodyKey
        : /^convex\s+(.*)$/is.exec(header ?? "")?.[1]?.replace(actingPart, "");
    if (key === undefined) {
      throw new HttpError(
        401,
        "MissingAdminKey",
        "This needs the admin key. Set CONVEX_SELF_HOSTED_ADMIN_KEY to the key that the server printed when it started.",
      );
    }
    if (!this.#isAdminKey(key)) throw wrongAdminKey();
  }

  async ofMessage(message: Authenticate): Promise<AuthOutcome> {
    switch (message.tokenType) {
      case "None":
        return { ok: true, caller: anonymous, expiresAt: null };
      case "Admin": {
        if (!this.#isAdminKey(message.value)) return { ok: false, error: wrongAdminKey().message };
        const acting = message.impersonating;
        const identity = acting === null ? null : actingIdentity(acting);
        return { ok: true, caller: { kind: "admin", identity }, expiresAt: null };
      }
      case "User":
        try {
          const { identity, expiresAt } = await this.#tokens.check(message.value);
          return { ok: true, caller: { kind: "client", identity }, expiresAt };
        } catch (error) {
          if (error instanceof TokenError) return { ok: false, error: error.message };
          throw error;
        }
      default:
        return message satisfies never;
    }
  }

  #ofAdminHeader(credentials: string): Caller {
    const key = credentials.replace(actingPart, "");
    if (!this.#isAdminKey(key)) throw wrongAdminKey();
    const acting = actingPart.exec(credentials)?.[1];
    return {
      kind: "admin",
      identity: acting === undefined ? null : actingIdentity(decodeActing(acting)),
    };
  }

  async #ofToken(token: string): Promise<Identity> {
    try {
      return (await this.#tokens.check(token.trim())).identity;
    } catch (error) {
      if (error instanceof TokenError) throw new HttpError(401, error.code, error.message);
      throw error;
    }
  }

  /** Digests have one length, so the comparison takes the same time for every key. */
  #isAdminKey(key: string): boolean {
    return timingSafeEqual(digest(secretOf(key)), this.#adminKeyDigest);
  }
}

/** `:<base64 JSON>` behind the secret: the user that the administrator acts as. */
const actingPart = /(?<=\|[^:]*):(.*)$/s;

/** What stands before `|` is for display, and may have been given a `type:` prefix. */
function secretOf(key: string): string {
  return key.slice(key.lastIndexOf("|") + 1);
}

function digest(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

function decodeActing(encoded: string): JsonObject {
  let attributes: JsonValue;
  try {
    attributes = JSON.parse(Buffer.from(encoded, "base64").toString("utf8"));
  } catch {
    attributes = null;
  }
  if (!isObject(attributes)) {
    throw new HttpError(
      401,
      "BadActingIdentity",
      "The identity to act as must be a JSON object in base64 behind the admin key.",
    );
  }
  return attributes;
}

function wrongAdminKey(): HttpError {
  return new HttpError(
    403,
    "BadAdminKey",
    "The admin key is not this deployment's. Use the one that the server printed when it started.",
  );
}
