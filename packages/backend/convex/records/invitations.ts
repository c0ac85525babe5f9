import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import type { Invitation, Organization, User } from "../betterAuth/rows";
import { queueMail } from "../mail/queue";
import type { InvitationDetails } from "../rules/inviting";
import { expiryFrom, policyOf } from "../rules/policy";
import type { Role } from "../rules/roles";
import { recordEvent, userActor } from "./events";
import { addLink, killLinks } from "./links";

/** Writes of one invitation with everything that belongs to each: links, mail, the audit trail. */

/** Makes an invitation, mails its link, and answers another link for the inviter's own hands. */
export async function createInvitation(
  ctx: MutationCtx,
  offer: {
    organization: Organization;
    inviter: User;
    email: string;
    role: Role;
    details: InvitationDetails;
  },
  now: number,
): Promise<{ invitationId: string; link: string }> {
  const { organization, inviter, email, role, details } = offer;
  const invitationId = await ctx.runMutation(components.betterAuth.invitationWrites.insert, {
    organizationId: organization.id,
    email,
    role,
    inviterId: inviter.id,
    inviterName: inviter.name,
    expiresAt: expiryFrom(now, policyOf(organization.policy)),
    source: "manual",
    now,
    ...details,
  });
  const invitation = { id: invitationId, organizationId: organization.id };
  await recordEvent(ctx, invitation, {
    type: "created",
    at: now,
    actor: userActor(inviter),
    detail: { email, role },
  });
  await mailLink(ctx, { invitationId, email }, now);
  const { url } = await addLink(ctx, invitationId, "copy", now);
  return { invitationId, link: url };
}

/** Another link for the invited mailbox, on its way there. */
export async function mailLink(
  ctx: MutationCtx,
  { invitationId, email }: { invitationId: string; email: string },
  now: number,
): Promise<void> {
  const { tokenId } = await addLink(ctx, invitationId, "email", now);
  await ctx.runMutation(components.betterAuth.invitationWrites.setDelivery, {
    invitationId,
    deliveryStatus: "queued",
  });
  await queueMail(ctx, email, { kind: "invitation", invitationId, tokenId });
}

/** Every earlier link dies, the invitation lives its full time again, and a new mail goes out. */
export async function resendInvitation(
  ctx: MutationCtx,
  { invitation, organization, user }: Managed,
  now: number,
): Promise<void> {
  await killLinks(ctx, invitation.id, now);
  await ctx.runMutation(components.betterAuth.invitationWrites.reopen, {
    invitationId: invitation.id,
    expiresAt: expiryFrom(now, policyOf(organization.policy)),
  });
  await mailLink(ctx, { invitationId: invitation.id, email: invitation.email }, now);
  await recordEvent(ctx, invitation, { type: "resent", at: now, actor: userActor(user) });
}

export async function revokeInvitation(
  ctx: MutationCtx,
  { invitation, user }: Managed,
  reason: string | undefined,
  now: number,
): Promise<void> {
  await ctx.runMutation(components.betterAuth.invitationWrites.revoke, {
    invitationId: invitation.id,
    revokedBy: user.id,
    reason,
    now,
  });
  await recordEvent(ctx, invitation, {
    type: "revoked",
    at: now,
    actor: userActor(user),
    detail: { reason },
  });
}

/** The membership, and the invitation used up, in one go. */
export async function joinThrough(
  ctx: MutationCtx,
  invitation: Invitation,
  joining: {
    user: Pick<User, "id" | "name">;
    sessionId: string;
    verifiesAddress: boolean;
  },
  now: number,
): Promise<void> {
  const { user, sessionId, verifiesAddress } = joining;
  const { joined } = await ctx.runMutation(components.betterAuth.invitationWrites.join, {
    invitationId: invitation.id,
    userId: user.id,
    sessionId,
    verifiesAddress,
    now,
  });
  const actor = userActor(user);
  await recordEvent(ctx, invitation, { type: "accepted", at: now, actor });
  if (joined) {
    await recordEvent(ctx, invitation, {
      type: "memberJoined",
      at: now,
      actor,
      detail: { role: invitation.role },
    });
  }
}

export async function declineInvitation(
  ctx: MutationCtx,
  { invitation, organization }: { invitation: Invitation; organization: Organization },
  reason: string | undefined,
  now: number,
): Promise<void> {
  await ctx.runMutation(components.betterAuth.invitationWrites.decline, {
    invitationId: invitation.id,
    now,
  });
  await recordEvent(ctx, invitation, {
    type: "declined",
    at: now,
    actor: { kind: "invitee", email: invitation.email },
    detail: { reason },
  });
  const { inviter } = await ctx.runQuery(components.betterAuth.invitations.surroundings, {
    invitationId: invitation.id,
    inviterId: invitation.inviterId,
    email: invitation.email,
    organizationId: organization.id,
    wants: { inviter: true },
    now,
  });
  if (inviter) {
    await queueMail(ctx, inviter.email, {
      kind: "invitationDeclined",
      invitationId: invitation.id,
      declinedAt: now,
      reason,
    });
  }
}

interface Managed {
  invitation: Invitation;
  organization: Organization;
  user: User;
}
