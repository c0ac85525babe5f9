import type { MutationCtx, QueryCtx } from "../_generated/server";
import { noteLetter, recipientOf } from "../records/recipients";
import { refuse } from "../refuse";
import {
  type CountedLetter,
  type LettersLeft,
  letterRefusal,
  lettersLeft,
} from "../rules/recipients";
import { SECOND } from "../rules/time";

/**
 * Whether a mailbox may have another letter. The mailbox belongs to somebody who asked for none of it, so what one
 * organization sends to its invitee is bounded, and what all of them together send. Counted on the row of the mailbox, in the
 * transaction that asks for the letter. Expects normalized addresses. A refusal never says what others sent.
 */

/**
 * Counts a letter, or refuses: invitee_limit, recipient_limit or the code that a page knows better. Answers the letters that
 * went there lately, this one included.
 */
export async function spendLetterTo(
  ctx: MutationCtx,
  email: string,
  letter: CountedLetter,
  code: "recipient_limit" | "rate_limited" = "recipient_limit",
): Promise<CountedLetter[]> {
  const recipient = await recipientOf(ctx, email);
  const problem = letterRefusal(recipient.letters, letter);
  if (problem) {
    refuse(problem.code === "recipient_limit" ? code : problem.code, {
      retryAfterSeconds: Math.max(1, Math.ceil((problem.until - letter.at) / SECOND)),
    });
  }
  return await noteLetter(ctx, recipient, letter);
}

/** For a letter that is left out rather than refused: null where it may not go, and then it does not count. */
export async function takeLetterTo(
  ctx: MutationCtx,
  email: string,
  letter: CountedLetter,
): Promise<CountedLetter[] | null> {
  const recipient = await recipientOf(ctx, email);
  return letterRefusal(recipient.letters, letter) ? null : await noteLetter(ctx, recipient, letter);
}

export async function isLetterLeftFor(
  ctx: QueryCtx,
  email: string,
  letter: CountedLetter,
): Promise<boolean> {
  return letterRefusal((await recipientOf(ctx, email)).letters, letter) === null;
}

/** How many letters an organization may still send to an invitee. */
export async function lettersLeftFor(
  ctx: QueryCtx,
  { organizationId, email }: { organizationId: string; email: string },
  now: number,
): Promise<LettersLeft> {
  return lettersLeft((await recipientOf(ctx, email)).letters, organizationId, now);
}
