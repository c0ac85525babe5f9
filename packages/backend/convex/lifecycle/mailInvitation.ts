import type { MutationCtx } from "../_generated/server";
import { spendLetterTo } from "../access/recipients";
import { invitation as invitationLetter } from "../letters/invitation";
import { queueLetter } from "../letters/queue";

/**
 * Asks for the mail of an invitation: the only way there is to one, whoever made it and however often, so that the
 * recipient's limit counts them all. Refuses: recipient_limit, or the code that is given instead.
 */
export async function mailInvitation(
  ctx: MutationCtx,
  {
    email,
    organizationId,
    ...about
  }: {
    email: string;
    organizationId: string;
    invitationId: string;
    tokenId: string;
    again?: number;
  },
  {
    notBefore,
    code,
  }: {
    /** In ms since the epoch: until then it can be withdrawn. */
    notBefore?: number;
    code?: "rate_limited";
  } = {},
): Promise<void> {
  await spendLetterTo(ctx, email, code);
  await queueLetter(ctx, invitationLetter, email, about, { notBefore, organizationId });
}
