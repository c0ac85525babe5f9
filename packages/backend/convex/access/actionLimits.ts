import { type RateLimitConfig, RateLimiter } from "@convex-dev/rate-limiter";
import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import { refuse } from "../refuse";
import type { RefusalCode } from "../rules/refusals";
import { DAY, HOUR, MINUTE, SECOND } from "../rules/time";
import { secretOf } from "../secrets";

/**
 * How often one person may do one thing. Buckets that fill continuously, because a window turns at a moment that nobody sees, and what it allows
 * comes twice around that. The windows are UTC days, whose turn people know.
 */
const limits = {
  /** Per inviter. More than this is a list, and lists have the import. */
  invite: { kind: "token bucket", rate: 5, period: MINUTE },
  /** Per invitation, so that a mailbox is not flooded. */
  resend: { kind: "token bucket", rate: 1, period: MINUTE },
  /** Per invitation: each copy is one more live link. */
  copyLink: { kind: "token bucket", rate: 10, period: MINUTE },
  /**
   * Per person. Each takes an address for good and can send letters; who sets several up, as for clients or a test, makes a few
   * in an afternoon. Platform admins have no bound: the operator trusts them, and in a closed product they make all of them.
   */
  createOrganization: { kind: "token bucket", rate: 10, period: DAY },
  /** Per person. A logo is tried a few times until it looks right; each try is a file until it is set or swept. */
  uploadLogo: { kind: "token bucket", rate: 30, period: HOUR, capacity: 10 },
  /** Per address a code goes to and what asks for it, or per sign-up by oneself: see accounts/codes.ts. Links to set a password too. */
  sendCode: { kind: "token bucket", rate: 1, period: MINUTE },
  /** The same, in a UTC day. A device that the account knows has as many of its own for its password. */
  sendCodeDaily: { kind: "fixed window", rate: 5, period: DAY, start: 0 },
  /** Codes of sign-ups to one address, in a UTC day: asked for by one client, and by all of them. */
  signUpCodeFrom: { kind: "fixed window", rate: 5, period: DAY, start: 0 },
  signUpCodeTo: { kind: "fixed window", rate: 20, period: DAY, start: 0 },
  /** Per invitation, sign-up, or address of an account, in a UTC day. */
  wrongCode: { kind: "fixed window", rate: 15, period: DAY, start: 0 },
  /** Per client of Better Auth: what can guess something, and the rest. See auth/requestLimits.ts. */
  guess: { kind: "token bucket", rate: 120, period: MINUTE, capacity: 20 },
  request: { kind: "token bucket", rate: 600, period: MINUTE, capacity: 100 },
  /** Per client: each sign-up sends a letter to whatever address was typed. Invited people come through another door. */
  signUp: { kind: "token bucket", rate: 60, period: HOUR, capacity: 30 },
  /** Per invitation, for the holder of its mailed link. */
  joinThroughLink: { kind: "token bucket", rate: 10, period: MINUTE },
  /** Per account and a device that was signed in to it before: enough to remember a password, and little to guess one. */
  signInOnDevice: { kind: "token bucket", rate: 30, period: HOUR, capacity: 10 },
  /** Per session, for what asks its password again. */
  passwordInSession: { kind: "token bucket", rate: 60, period: HOUR, capacity: 30 },
  /** Per account: notices turned off and on, by their links too. */
  noticeChange: { kind: "token bucket", rate: 30, period: HOUR, capacity: 20 },
  /** Per account: mails about a sign-in on a new device. */
  newDeviceMail: { kind: "token bucket", rate: 5, period: DAY },
  /** Per account and client, and per account: see auth/signInLimits.ts. */
  signInFrom: { kind: "token bucket", rate: 60, period: HOUR, capacity: 30 },
  signIn: { kind: "token bucket", rate: 200, period: HOUR },
} as const satisfies Record<string, RateLimitConfig>;
export type Limit = keyof typeof limits;

const limiter = new RateLimiter(components.rateLimiter, limits);

/**
 * Takes one from a limit, or refuses with the seconds to wait. Part of the transaction: a call that is
 * refused for another reason afterwards costs nothing.
 */
export async function spend(
  ctx: MutationCtx,
  limit: Limit,
  key: string,
  code: RefusalCode = "rate_limited",
): Promise<void> {
  const { ok, retryAfter } = await limiter.limit(ctx, limit, keyed(key));
  if (!ok) refuse(code, waiting(retryAfter));
}

/** Refuses like `spend` when nothing is left, and takes nothing. */
export async function requireLeft(ctx: MutationCtx, limit: Limit, key: string): Promise<void> {
  const { ok, retryAfter } = await limiter.check(ctx, limit, keyed(key));
  if (!ok) refuse("rate_limited", waiting(retryAfter));
}

/** Whether one could be taken from a limit now; takes nothing. */
export async function isLeft(ctx: MutationCtx, limit: Limit, key: string): Promise<boolean> {
  return (await limiter.check(ctx, limit, keyed(key))).ok;
}

/** Under a secret, so that the table of limits lists neither addresses nor where people are. */
function keyed(key: string) {
  return { key: secretOf("limit", key) };
}

function waiting(milliseconds: number) {
  return { retryAfterSeconds: Math.max(1, Math.ceil(milliseconds / SECOND)) };
}
