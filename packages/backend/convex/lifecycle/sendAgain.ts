import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import { spend } from "../access/actionLimits";
import { recordEvent } from "../records/events";
import { whatStands } from "../records/invitations";
import { undeliverableAt } from "../records/undeliverable";
import { refuse, refuseUnless } from "../refuse";
import { linkStatusFor, type Visit } from "../rules/acceptance";
import { isDomainAllowed } from "../rules/address";
import { canSendAgainAt } from "../rules/expiredLink";
import { SECOND } from "../rules/time";
import { mailInvitation } from "./mailInvitation";

/** From an old link: the live invitation's mail once more, the same link to the same mailbox. */
export async function sendNewerInvitationAgain(
  ctx: MutationCtx,
  visit: Visit,
  now: number,
): Promise<void> {
  const status = linkStatusFor(visit, now);
  if (status === "valid") refuse("not_expired");
  if (status !== "expired") refuse(status);
  const { live } = await whatStands(ctx, visit, now, { live: true });
  const mailed =
    live &&
    (await ctx.runQuery(components.betterAuth.links.newestForMail, { invitationId: live.id }));
  // What an admin may not resend any more goes out through no old link either.
  const mayBeMailed = isDomainAllowed(
    visit.invitation.email,
    visit.organization.policy.allowedEmailDomains,
  );
  if (!live || !mailed || !mayBeMailed) refuse("no_newer_invitation");

  const wait = canSendAgainAt(live) - now;
  refuseUnless(wait <= 0, "resend_too_soon", { retryAfterSeconds: Math.ceil(wait / SECOND) });
  // For an invitee, whose mailbox takes no mail, there is nothing to send.
  refuseUnless(!(await undeliverableAt(ctx, live)), "no_newer_invitation");
  await spend(ctx, "sendAgain", live.id);
  await ctx.runMutation(components.betterAuth.lineage.noteMailQueued, {
    invitationId: live.id,
    now,
  });
  const { id: invitationId, email, organizationId } = live;
  const about = { email, organizationId, invitationId, tokenId: mailed.id, again: now };
  // To the invitee, whose page knows what a limit is and nothing of recipients.
  await mailInvitation(ctx, about, { code: "rate_limited" });
  await recordEvent(ctx, live, {
    type: "resent",
    at: now,
    actor: { kind: "invitee", email: live.email },
  });
}
