import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import type { Invitation, Organization, User } from "../betterAuth/shapes";
import { recordEvent, userActor } from "../records/events";
import { addLink, killLinks } from "../records/links";
import { momentsFrom } from "../rules/policy";
import { answerRequests } from "./create";
import { noteReopening } from "./expire";
import { mailInvitation, spendInvitationLetter } from "./mailInvitation";

/**
 * Every earlier link dies, the invitation lives its full time again, and a new mail goes out. It becomes
 * the resender's when it is orphaned, its inviter could not make it any more: every open invitation has an
 * inviter who may.
 */
export async function resendInvitation(
  ctx: MutationCtx,
  {
    invitation,
    organization,
    user,
    isOrphaned,
  }: { invitation: Invitation; organization: Organization; user: User; isOrphaned: boolean },
  now: number,
): Promise<void> {
  const { id: invitationId } = invitation;
  const letter = await spendInvitationLetter(ctx, invitation, now);
  await noteReopening(ctx, invitation, now);
  await killLinks(ctx, invitationId, now);
  await ctx.runMutation(components.betterAuth.invitationWrites.reopen, {
    invitationId,
    ...momentsFrom(now, organization.policy),
    restrainedUntil: letter.restrainedUntil,
    now,
    ...(isOrphaned ? { inviter: { id: user.id, name: user.name } } : {}),
  });
  const { tokenId } = await addLink(ctx, invitationId, "email", now);
  await mailInvitation(ctx, letter, { invitationId, tokenId });
  await answerRequests(ctx, invitation, user, now);
  await recordEvent(ctx, invitation, { type: "resent", at: now, actor: userActor(user) });
}
