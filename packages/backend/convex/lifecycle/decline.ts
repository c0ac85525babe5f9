import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import type { Invitation } from "../betterAuth/shapes";
import { invitationDeclined } from "../letters/invitationDeclined";
import { queueLetter } from "../letters/queue";
import { count, countedAs } from "../records/activity";
import { recordEvent } from "../records/events";
import { isNoticeOff } from "../records/noticePreferences";

/** The invitee says no; the inviter is told. */
export async function declineInvitation(
  ctx: MutationCtx,
  invitation: Invitation,
  reason: string | undefined,
  now: number,
): Promise<void> {
  const { inviterEmail } = await ctx.runMutation(components.betterAuth.invitationWrites.decline, {
    invitationId: invitation.id,
    now,
  });
  await recordEvent(ctx, invitation, {
    type: "declined",
    at: now,
    actor: { kind: "invitee", email: invitation.email },
    detail: { reason },
  });
  await count(ctx, [countedAs(invitation, { rejected: 1 })]);
  if (
    inviterEmail !== undefined &&
    !(await isNoticeOff(ctx, invitation.inviterId, "invitationDeclined"))
  ) {
    const about = { invitationId: invitation.id, declinedAt: now, reason };
    const { organizationId } = invitation;
    await queueLetter(ctx, invitationDeclined, inviterEmail, about, { organizationId });
  }
}
