import { HOUR, MINUTE, RateLimiter } from "@convex-dev/rate-limiter";
import { components } from "./_generated/api";
import type { MutationCtx } from "./_generated/server";
import { refuse } from "./access/refuse";
import type { RefusalCode } from "./rules/refusals";

const limiter = new RateLimiter(components.rateLimiter, {
  /** Per user. More than this is a list, and lists have the import. */
  invite: { kind: "fixed window", rate: 5, period: MINUTE },
  /** Per invitation, so that a mailbox is not flooded. */
  resend: { kind: "fixed window", rate: 1, period: MINUTE },
  /** Per invitation: each copy is one more live link. */
  copyLink: { kind: "fixed window", rate: 10, period: MINUTE },
  /** Per invitation, for whoever holds an old link to it: its mailbox is not theirs to fill. */
  sendAgain: { kind: "fixed window", rate: 10, period: 24 * HOUR },
  /** Per address a code goes to. */
  sendCode: { kind: "fixed window", rate: 1, period: MINUTE },
});

/**
 * Takes one from a limit, or refuses with the seconds to wait. Part of the transaction: a call that is
 * refused for another reason afterwards costs nothing.
 */
export async function spend(
  ctx: MutationCtx,
  limit: "invite" | "resend" | "copyLink" | "sendAgain" | "sendCode",
  key: string,
  code: RefusalCode = "rate_limited",
): Promise<void> {
  const { ok, retryAfter } = await limiter.limit(ctx, limit, { key });
  if (!ok) refuse(code, { retryAfterSeconds: Math.max(1, Math.ceil(retryAfter / 1000)) });
}
