import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import { recordEvent } from "../records/events";
import { whatStands } from "../records/invitations";
import { undeliverableAt } from "../records/undeliverable";
import { refuse, refuseUnless } from "../refuse";
import { linkStatusFor, type Visit } from "../rules/acceptance";
import { isDomainAllowed } from "../rules/address";
import { canSendAgainAt } from "../rules/expiredLink";
import { SECOND } from "../rules/time";
import { mailInvitation, spendInvitationLetter } from "./mailInvitation";

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
  // To the invitee, whose page knows what a limit is and nothing of recipients.
  const letter = await spendInvitationLetter(ctx, live, now, { code: "rate_limited" });
  await ctx.runMutation(components.betterAuth.lineage.noteMailQueued, {
    invitationId: live.id,
    restrainedUntil: letter.restrainedUntil,
    now,
  });
  await mailInvitation(ctx, letter, { invitationId: live.id, tokenId: mailed.id, again: now });
  await recordEvent(ctx, live, {
    type: "resent",
    at: now,
    actor: { kind: "invitee", email: live.email },
  });
}
