import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import type { VisitedInvitation } from "../access/invitation";
import { refuse, refuseUnless } from "../access/refuse";
import { spend } from "../limits";
import { queueMail } from "../mail/queue";
import { isReplaced, linkStatusFor } from "../rules/acceptance";
import { canSendAgainAt } from "../rules/expiredLink";
import { statusAt } from "../rules/status";
import { recordEvent } from "./events";
import { visitOf } from "./linkView";
import { surroundingsOf } from "./surroundings";

/** The same letter with the same link, to the mailbox that it went to before. */
export async function sendNewerInvitationAgain(
  ctx: MutationCtx,
  visited: VisitedInvitation,
  now: number,
): Promise<void> {
  const { invitation } = visited;
  const visit = visitOf(visited);
  const status = linkStatusFor(visit, now);
  if (status === "valid") refuse("not_expired");
  if (status !== "expired") refuse(status);
  const isResent = isReplaced(visit) && statusAt(invitation, now) === "pending";
  const { newer } = await surroundingsOf(ctx, invitation, { newer: !isResent }, now);
  const live = isResent ? invitation : newer;
  const mailed =
    live &&
    (await ctx.runQuery(components.betterAuth.links.newestForMail, { invitationId: live.id }));
  if (!live || !mailed) refuse("no_newer_invitation");

  const wait = canSendAgainAt(live) - now;
  refuseUnless(wait <= 0, "resend_too_soon", { retryAfterSeconds: Math.ceil(wait / 1000) });
  await spend(ctx, "sendAgain", live.id);
  await ctx.runMutation(components.betterAuth.lineage.noteMailQueued, {
    invitationId: live.id,
    now,
  });
  await queueMail(ctx, live.email, {
    kind: "invitation",
    invitationId: live.id,
    tokenId: mailed.id,
    again: now,
  });
  await recordEvent(ctx, live, {
    type: "resent",
    at: now,
    actor: { kind: "invitee", email: live.email },
  });
}
