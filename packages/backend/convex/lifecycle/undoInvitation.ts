import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import type { Invitation, User } from "../betterAuth/shapes";
import { invitation as invitationLetter } from "../letters/invitation";
import { withdrawLetter } from "../letters/queue";
import { count, countedAs } from "../records/activity";
import { recordEvent, userActor } from "../records/events";
import { findInvitation } from "../records/invitations";
import { reopenRequests } from "../records/requestDecisions";
import { type Request, requestsAnsweredBy } from "../records/requests";
import { refuseUnless } from "../refuse";
import { statusAt } from "../rules/status";

const UNDONE = "The invitation was undone.";

/**
 * Takes an invitation back whose mail waits, or refuses with undo_too_late: delivery claims the mail by writing the row that
 * this withdraws, so one of the two is first. Only what the limits count stays.
 */
export async function undoInvitation(
  ctx: MutationCtx,
  { invitation, user }: { invitation: Invitation; user: User },
  now: number,
): Promise<void> {
  const { id: invitationId, email } = invitation;
  const mailed = await ctx.runQuery(components.betterAuth.links.newestForMail, { invitationId });
  const isWithdrawn =
    mailed !== null &&
    (await withdrawLetter(
      ctx,
      invitationLetter,
      email,
      { invitationId, tokenId: mailed.id },
      UNDONE,
    ));
  refuseUnless(isWithdrawn, "undo_too_late");
  await ctx.runMutation(components.betterAuth.lineage.undo, {
    invitationId,
    undoneBy: user.id,
    now,
  });
  await recordEvent(ctx, invitation, { type: "undone", at: now, actor: userActor(user) });
  await count(ctx, [countedAs(invitation, { created: -1 })]);
  await reopenRequests(ctx, await stillWaiting(ctx, invitationId, now), now);
}

/** The requests that the invitation answered, but for those from a link that was revoked meanwhile. */
async function stillWaiting(
  ctx: MutationCtx,
  invitationId: string,
  now: number,
): Promise<Request[]> {
  const waiting = [];
  for (const request of await requestsAnsweredBy(ctx, invitationId)) {
    const found = await findInvitation(ctx, request.originalInvitationId);
    if (found && statusAt(found.invitation, now) === "expired") waiting.push(request);
  }
  return waiting;
}
