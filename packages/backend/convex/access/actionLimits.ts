import { RateLimiter } from "@convex-dev/rate-limiter";
import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import { refuse } from "../refuse";
import type { RefusalCode } from "../rules/refusals";
import { HOUR, MINUTE, SECOND } from "../rules/time";

const limiter = new RateLimiter(components.rateLimiter, {
  /** Per user. More than this is a list, and lists have the import. */
  invite: { kind: "fixed window", rate: 5, period: MINUTE },
  /**
   * Per invitation, so that a mailbox is not flooded. A bucket of one, because a window starts at any
   * moment: two mails a second apart could be in two of them.
   */
  resend: { kind: "token bucket", rate: 1, period: MINUTE },
  /** Per invitation: each copy is one more live link. */
  copyLink: { kind: "fixed window", rate: 10, period: MINUTE },
  /** Per invitation, for whoever holds an old link to it: its mailbox is not theirs to fill. */
  sendAgain: { kind: "fixed window", rate: 10, period: 24 * HOUR },
  /** Per address a code goes to, and what asks for it. A bucket as well. */
  sendCode: { kind: "token bucket", rate: 1, period: MINUTE },
  /** The same, in a UTC day: ten for an address, five of them for whoever signed up with it. */
  sendCodeDaily: { kind: "fixed window", rate: 5, period: 24 * HOUR, start: 0 },
  /** Per invitation, or address of an account, in a UTC day. */
  wrongCode: { kind: "fixed window", rate: 15, period: 24 * HOUR, start: 0 },
  /** Per account and client, and per account: see signInLimits.ts. */
  signInFrom: { kind: "token bucket", rate: 60, period: HOUR, capacity: 30 },
  signIn: { kind: "token bucket", rate: 200, period: HOUR },
});

type Limit =
  | "invite"
  | "resend"
  | "copyLink"
  | "sendAgain"
  | "sendCode"
  | "sendCodeDaily"
  | "wrongCode"
  | "signInFrom"
  | "signIn";

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
  const { ok, retryAfter } = await limiter.limit(ctx, limit, { key });
  if (!ok) refuse(code, waiting(retryAfter));
}

/** Refuses like `spend` when nothing is left, and takes nothing. */
export async function requireLeft(ctx: MutationCtx, limit: Limit, key: string): Promise<void> {
  const { ok, retryAfter } = await limiter.check(ctx, limit, { key });
  if (!ok) refuse("rate_limited", waiting(retryAfter));
}

function waiting(milliseconds: number) {
  return { retryAfterSeconds: Math.max(1, Math.ceil(milliseconds / SECOND)) };
}
