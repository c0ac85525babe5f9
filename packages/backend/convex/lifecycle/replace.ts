import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import type { Invitation, Organization } from "../betterAuth/shapes";
import { count, countedAs } from "../records/activity";
import { recordEvent } from "../records/events";
import { completeLinks } from "../records/links";
import { momentsFrom } from "../rules/policy";
import type { Role } from "../rules/roles";
import type { Actor } from "../shapes";
import { answerRequests } from "./create";
import { noteExpiry } from "./expire";
import { mailInvitation, spendInvitationLetter } from "./mailInvitation";

/**
 * A new invitation in the place of an expired one, by an approval or by the policy alone. Mails its link, to the mailbox
 * and nowhere else. Every request of that address has its answer with it. Expects that the address has no live invitation.
 */
export async function replaceInvitation(
  ctx: MutationCtx,
  {
    invitation,
    organization,
    inviter,
    role,
    source,
    actor,
    mailAt,
  }: {
    invitation: Invitation;
    organization: Organization;
    inviter: { id: string; name?: string };
    role: Role;
    source: "request" | "auto";
    actor: Actor;
    /** The mail leaves then, in ms since the epoch; at once when absent. */
    mailAt?: number;
  },
  now: number,
): Promise<string> {
  const { email } = invitation;
  await noteExpiry(ctx, invitation, now);
  const letter = await spendInvitationLetter(ctx, invitation, now, {
    isDecision: source === "request",
  });
  const { invitationId, tokenId } = await ctx.runMutation(components.betterAuth.lineage.replace, {
    invitationId: invitation.id,
    role,
    inviterId: inviter.id,
    inviterName: inviter.name,
    source,
    ...momentsFrom(now, organization.policy),
    restrainedUntil: letter.restrainedUntil,
    now,
  });
  await completeLinks(ctx, invitationId, [tokenId]);
  await mailInvitation(ctx, letter, { invitationId, tokenId }, mailAt);
  const replacement = { id: invitationId, organizationId: organization.id, email };
  await recordEvent(ctx, replacement, {
    type: "created",
    at: now,
    actor,
    detail: { email, role, source },
  });
  await count(ctx, [countedAs({ ...replacement, createdAt: now }, { created: 1 })]);
  const by = actor.kind === "user" ? { id: actor.userId, name: actor.name } : undefined;
  await answerRequests(ctx, replacement, by, now);
  return invitationId;
}
