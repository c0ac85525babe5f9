import type { MutationCtx } from "../_generated/server";
import { spendLetterTo } from "../access/recipients";
import { invitation as invitationLetter } from "../letters/invitation";
import { queueLetter } from "../letters/queue";
import { undeliverableAt } from "../records/undeliverable";
import { refuseUnless } from "../refuse";

/**
 * Asks for the mail of an invitation: the only way there is to one, whoever made it and however often, so that the
 * recipient's limit counts them all and none goes where mail came back from. Refuses: address_undeliverable; recipient_limit, or
 * the code that is given instead.
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
  const isUndeliverable = (await undeliverableAt(ctx, { organizationId, email })) !== null;
  refuseUnless(!isUndeliverable, "address_undeliverable");
  await spendLetterTo(ctx, email, code);
  await queueLetter(ctx, invitationLetter, email, about, { notBefore, organizationId });
}
