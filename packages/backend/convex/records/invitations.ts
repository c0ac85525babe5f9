import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import type { Invitation, Organization, User } from "../betterAuth/rows";
import { queueMail } from "../mail/queue";
import type { Change } from "../rules/activity";
import type { InvitationDetails } from "../rules/inviting";
import { expiryFrom, policyOf, remindAtFor } from "../rules/policy";
import type { ProjectRole } from "../rules/projects";
import type { Role } from "../rules/roles";
import { isExpired, statusAt } from "../rules/status";
import { type Counted, count } from "./activity";
import { recordEvent, systemActor, userActor } from "./events";
import { addLink, completeLinks, killLinks } from "./links";
import { joinInvitedProject } from "./projects";
import { closeRequests, pendingRequestsFrom, pendingRequestsOf } from "./requestClosing";

/** Writes of one invitation with everything that belongs to each: links, mail, the audit trail. */

/** Makes an invitation, mails its link, and answers another link for the inviter's own hands. */
export async function createInvitation(
  ctx: MutationCtx,
  offer: {
    organization: Organization;
    inviter: User;
    email: string;
    role: Role;
    details: InvitationDetails & InvitedProject;
  },
  now: number,
): Promise<{ invitationId: string; link: string }> {
  const { organization, inviter, email, role, details } = offer;
  const { invitationId, tokenIds } = await ctx.runMutation(
    components.betterAuth.invitationWrites.insert,
    {
      organizationId: organization.id,
      email,
      role,
      inviterId: inviter.id,
      inviterName: inviter.name,
      ...momentsFrom(now, organization),
      source: "manual",
      deliveryStatus: "queued",
      links: ["email", "copy"],
      now,
      ...details,
    },
  );
  const [mailed, copied] = tokenIds;
  const [, link] = await completeLinks(ctx, invitationId, tokenIds);
  if (mailed === undefined || copied === undefined || link === undefined) {
    throw new Error("An invitation was made without its two links");
  }
  const invitation = { id: invitationId, organizationId: organization.id };
  await recordEvent(ctx, invitation, {
    type: "created",
    at: now,
    actor: userActor(inviter),
    detail: { email, role },
  });
  await count(ctx, [{ organizationId: organization.id, on: now, change: { created: 1 } }]);
  await queueMail(ctx, email, { kind: "invitation", invitationId, tokenId: mailed });
  await answerRequests(ctx, { ...invitation, email }, inviter, now);
  return { invitationId, link };
}

/**
 * Every earlier link dies, the invitation lives its full time again, and a new mail goes out. It becomes
 * the resender's when its inviter could not make it any more: somebody stands behind each open one.
 */
export async function resendInvitation(
  ctx: MutationCtx,
  { invitation, organization, user, isOrphaned }: Managed & { isOrphaned: boolean },
  now: number,
): Promise<void> {
  const { id: invitationId, email } = invitation;
  await noteExpiry(ctx, invitation, now);
  await countReopening(ctx, invitation, now);
  await killLinks(ctx, invitationId, now);
  await ctx.runMutation(components.betterAuth.invitationWrites.reopen, {
    invitationId,
    ...momentsFrom(now, organization),
    ...(isOrphaned ? { inviter: { id: user.id, name: user.name } } : {}),
  });
  const { tokenId } = await addLink(ctx, invitationId, "email", now);
  await queueMail(ctx, email, { kind: "invitation", invitationId, tokenId });
  await answerRequests(ctx, invitation, user, now);
  await recordEvent(ctx, invitation, { type: "resent", at: now, actor: userActor(user) });
}

/**
 * What happens to an expired invitation before the sweep has come by: the trail says that it had
 * expired all the same.
 */
export async function noteExpiry(
  ctx: MutationCtx,
  invitation: Invitation,
  now: number,
): Promise<void> {
  if (invitation.status !== "pending" || !isExpired(invitation, now)) return;
  const at = invitation.expiresAt;
  await recordEvent(ctx, invitation, { type: "expired", at, actor: systemActor });
  await count(ctx, [countedAs(invitation, { expired: 1 })]);
}

/** An expired one that works again counts as pending. Expects its expiry to be noted. */
export async function countReopening(
  ctx: MutationCtx,
  invitation: Invitation,
  now: number,
): Promise<void> {
  if (statusAt(invitation, now) !== "expired") return;
  await count(ctx, [countedAs(invitation, { expired: -1 })]);
}

/** An invitation counts on the day that it was made. */
export function countedAs(
  { organizationId, createdAt }: { organizationId: string; createdAt: number },
  change: Change,
): Counted {
  return { organizationId, on: createdAt, change };
}

/** Whoever asked for a new invitation has it now, so nobody is left to decide about. */
async function answerRequests(
  ctx: MutationCtx,
  invitation: { id: string; organizationId: string; email: string },
  { id, name }: User,
  now: number,
): Promise<void> {
  await closeRequests(ctx, await pendingRequestsFrom(ctx, invitation), {
    status: "approved",
    processedAt: now,
    processedBy: { id, name },
    newInvitationId: invitation.id,
  });
}

/** When an invitation sent now expires, and when its reminder goes out before that. */
export function momentsFrom(now: number, organization: Organization) {
  const policy = policyOf(organization.policy);
  const expiresAt = expiryFrom(now, policy);
  return { expiresAt, remindAt: remindAtFor(now, expiresAt, policy) };
}

export async function revokeInvitation(
  ctx: MutationCtx,
  /** Without a user it was the operator of the deployment. */
  { invitation, user }: { invitation: Invitation; user?: Pick<User, "id" | "name"> },
  reason: string | undefined,
  now: number,
): Promise<void> {
  await noteExpiry(ctx, invitation, now);
  await ctx.runMutation(components.betterAuth.invitationWrites.revoke, {
    invitationId: invitation.id,
    revokedBy: user?.id,
    reason,
    now,
  });
  await recordEvent(ctx, invitation, {
    type: "revoked",
    at: now,
    actor: user ? userActor(user) : systemActor,
    detail: { reason },
  });
  const wasExpired = statusAt(invitation, now) === "expired";
  const change = { canceled: 1, ...(wasExpired ? { expired: -1 } : {}) };
  await count(ctx, [countedAs(invitation, change)]);
  const waiting = await pendingRequestsOf(ctx, invitation.id);
  if (waiting.length === 0) return;
  // They were promised an answer. The reason was not written for them.
  await closeRequests(ctx, waiting, {
    status: "denied",
    processedAt: now,
    processedBy: user && { id: user.id, name: user.name },
  });
  await queueMail(ctx, invitation.email, {
    kind: "requestDenied",
    invitationId: invitation.id,
    decidedAt: now,
  });
}

/**
 * The membership of the organization and of the project, and the invitation used up, in one go.
 * Answers the project that the invitation was to, while there is one to go to.
 */
export async function joinThrough(
  ctx: MutationCtx,
  invitation: Invitation,
  joining: {
    user: Pick<User, "id" | "name">;
    sessionId: string;
    verifiesAddress: boolean;
    /** When the caller has just seen the membership. */
    isMember?: boolean;
  },
  now: number,
): Promise<{ projectSlug?: string }> {
  const { user, sessionId, verifiesAddress, isMember } = joining;
  const { joined, inviterEmail } = await ctx.runMutation(components.betterAuth.joining.join, {
    invitationId: invitation.id,
    user: { id: user.id, name: user.name },
    sessionId,
    verifiesAddress,
    isMember,
    now,
  });
  const project = await joinInvitedProject(ctx, invitation, user.id, now);
  const actor = userActor(user);
  await recordEvent(ctx, invitation, { type: "accepted", at: now, actor });
  const accepted = { accepted: 1, timeToAcceptMs: now - invitation.createdAt };
  await count(ctx, [countedAs(invitation, accepted)]);
  if (joined) {
    await recordEvent(ctx, invitation, {
      type: "memberJoined",
      at: now,
      actor,
      detail: { role: invitation.role, project: project?.name },
    });
  }
  if (inviterEmail !== undefined) {
    await queueMail(ctx, inviterEmail, {
      kind: "invitationAccepted",
      invitationId: invitation.id,
      acceptedBy: user.name,
      acceptedAt: now,
    });
  }
  return project ? { projectSlug: project.slug } : {};
}

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
  if (inviterEmail !== undefined) {
    await queueMail(ctx, inviterEmail, {
      kind: "invitationDeclined",
      invitationId: invitation.id,
      declinedAt: now,
      reason,
    });
  }
}

/** A project that the invited person joins as well. */
export interface InvitedProject {
  projectId?: string;
  projectRole?: ProjectRole;
}

interface Managed {
  invitation: Invitation;
  organization: Organization;
  user: User;
}
