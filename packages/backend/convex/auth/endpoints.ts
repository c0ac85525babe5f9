import { APIError, getIp } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { ConvexError } from "convex/values";
import { isRefusalCode, type RefusalCode, refusalSentences } from "../rules/refusals";

/** What our own endpoints beside Better Auth's have in common. */

export type Endpoint = Parameters<typeof setSessionCookie>[0];

/** Gives the browser the session that a mutation made. */
export async function enter(endpoint: Endpoint, sessionToken: string): Promise<void> {
  const signedIn = await endpoint.context.internalAdapter.findSession(sessionToken);
  if (!signedIn) throw new Error("The session made by the sign-up is gone");
  await setSessionCookie(endpoint, signedIn);
}

/** For the session's row; the mutation cannot see the request. */
export function callerOf({ request, headers, context }: Endpoint) {
  const from = request ?? headers;
  return {
    ipAddress: (from && getIp(from, context.options)) ?? "",
    userAgent: headers?.get("user-agent") ?? "",
  };
}

/** Refuses: password_too_short, password_too_long. */
export function checkPasswordLength(endpoint: Endpoint, password: string): void {
  const { config } = endpoint.context.password;
  if (password.length < config.minPasswordLength) throw refused("password_too_short");
  if (password.length > config.maxPasswordLength) throw refused("password_too_long");
}

/** Refusals of a mutation become HTTP ones; anything else stays the failure it is. */
export async function translated<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ConvexError && isRefusalCode(error.data?.code)) {
      throw refused(error.data.code, error.data);
    }
    throw error;
  }
}

export function refused(code: RefusalCode, detail: { retryAfterSeconds?: number } = {}): APIError {
  return new APIError(statusOf(code), {
    code,
    message: refusalSentences[code],
    ...(detail.retryAfterSeconds === undefined
      ? {}
      : { retryAfterSeconds: detail.retryAfterSeconds }),
  });
}

function statusOf(code: RefusalCode) {
  switch (code) {
    case "not_found":
      return "NOT_FOUND";
    case "account_exists":
    case "account_unproven":
      return "CONFLICT";
    case "rate_limited":
    case "code_limit":
      return "TOO_MANY_REQUESTS";
    case "expired":
    case "accepted":
    case "revoked":
    case "declined":
    case "sign_up_expired":
    case "reset_link_ended":
      return "GONE";
    default:
      return "BAD_REQUEST";
  }
}
