import type { MutationCtx } from "../_generated/server";
import { isLeft, spend, take } from "./actionLimits";

/**
 * What all organizations together may put into one mailbox in a day, whoever sends it: the mailbox belongs to somebody who
 * asked for none of it. Expects normalized addresses. A refusal is about today and never about the sender's own letters or
 * anybody else's.
 */

/** Refuses: recipient_limit, or the code that a page knows better. */
export async function spendLetterTo(
  ctx: MutationCtx,
  email: string,
  code: "recipient_limit" | "rate_limited" = "recipient_limit",
): Promise<void> {
  await spend(ctx, "letterTo", email, code);
}

/** For a letter that is left out rather than refused: whether it may go. */
export async function takeLetterTo(ctx: MutationCtx, email: string): Promise<boolean> {
  return await take(ctx, "letterTo", email);
}

export async function isLetterLeftFor(ctx: MutationCtx, email: string): Promise<boolean> {
  return await isLeft(ctx, "letterTo", email);
}
