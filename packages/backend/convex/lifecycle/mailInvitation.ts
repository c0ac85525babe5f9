import type { MutationCtx } from "../_generated/server";
import { spendLetterTo } from "../access/recipients";
import { invitation as invitationLetter } from "../letters/invitation";
import { queueLetter } from "../letters/queue";
import { undeliverableAt } from "../records/undeliverable";
import { refuseUnless } from "../refuse";
import { lettersLeft } from "../rules/recipients";

/** A letter to an invitee that was counted, and may go. */
export interface SpentLetter {
  email: string;
  /** The sender's, whose letters wait for one another and for nobody else's. */
  organizationId: string;
  /**
   * When it is the organization's last for now, until when: for the row of its invitation, whose page then offers no renewal
   * that would not be made, and reads nothing more to know it. Another invitation of the address can only be sent once this
   * one has come to its end, and has the fact on a row of its own.
   */
  restrainedUntil?: number;
}

/**
 * Counts a letter to an invitee; none goes where mail came back from. Refuses: address_undeliverable; invitee_limit;
 * recipient_limit, or the code that is given instead.
 */
export async function spendInvitationLetter(
  ctx: MutationCtx,
  { organizationId, email }: { organizationId: string; email: string },
  now: number,
  {
    isDecision,
    code,
  }: {
    /** The answer to the invitee's own request goes out however much the organization sent before. */
    isDecision?: boolean;
    code?: "rate_limited";
  } = {},
): Promise<SpentLetter> {
  const isUndeliverable = (await undeliverableAt(ctx, { organizationId, email })) !== null;
  refuseUnless(!isUndeliverable, "address_undeliverable");
  const letter = isDecision ? { at: now } : { at: now, organizationId };
  const letters = await spendLetterTo(ctx, email, letter, code);
  const { nextAt } = lettersLeft(letters, organizationId, now);
  return { email, organizationId, ...(nextAt === undefined ? {} : { restrainedUntil: nextAt }) };
}

/** Asks for the mail of an invitation: the only way there is to one, whoever made it, and with a letter that was counted. */
export async function mailInvitation(
  ctx: MutationCtx,
  { email, organizationId }: SpentLetter,
  about: { invitationId: string; tokenId: string; again?: number },
  /** In ms since the epoch: until then it can be withdrawn. */
  notBefore?: number,
): Promise<void> {
  await queueLetter(ctx, invitationLetter, email, about, { notBefore, organizationId });
}
