import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import type { Organization, User } from "../betterAuth/shapes";
import { count, countedAs } from "../records/activity";
import { recordEvent, userActor } from "../records/events";
import { completeLinks } from "../records/links";
import { closeRequests } from "../records/requestDecisions";
import { pendingRequestsFrom } from "../records/requests";
import type { InvitationDetails } from "../rules/inviting";
import { momentsFrom } from "../rules/policy";
import type { ProjectRole } from "../rules/projects";
import type { Role } from "../rules/roles";
import { mailInvitation, spendInvitationLetter } from "./mailInvitation";

/** A project that the invited person joins as well. */
export interface InvitedProject {
  projectId?: string;
  projectRole?: ProjectRole;
}

/**
 * Makes an invitation, mails its link, and answers another link for the inviter's own hands. With `leavesAt` the mail waits
 * until that moment, and the invitation can be undone.
 */
export async function createInvitation(
  ctx: MutationCtx,
  {
    organization,
    inviter,
    email,
    role,
    details,
    correctedFrom,
    leavesAt,
  }: {
    organization: Organization;
    inviter: User;
    email: string;
    role: Role;
    details: InvitationDetails & InvitedProject;
    /** The mistyped address in whose place it is made. */
    correctedFrom?: string;
    leavesAt?: number;
  },
  now: number,
): Promise<{ invitationId: string; link: string }> {
  const letter = await spendInvitationLetter(ctx, { organizationId: organization.id, email }, now);
  const { invitationId, tokenIds } = await ctx.runMutation(
    components.betterAuth.invitationWrites.insert,
    {
      organizationId: organization.id,
      email,
      role,
      inviterId: inviter.id,
      inviterName: inviter.name,
      ...momentsFrom(now, organization.policy),
      source: "manual",
      deliveryStatus: "queued",
      leavesAt,
      restrainedUntil: letter.restrainedUntil,
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
  const invitation = { id: invitationId, organizationId: organization.id, email };
  await recordEvent(ctx, invitation, {
    type: "created",
    at: now,
    actor: userActor(inviter),
    detail: { email, role, correctedFrom },
  });
  await count(ctx, [countedAs({ ...invitation, createdAt: now }, { created: 1 })]);
  await mailInvitation(ctx, letter, { invitationId, tokenId: mailed }, leavesAt);
  await answerRequests(ctx, invitation, inviter, now);
  return { invitationId, link };
}

/** An invitee who asked for a new invitation has it now, so there is nothing left to decide. */
export async function answerRequests(
  ctx: MutationCtx,
  invitation: { id: string; organizationId: string; email: string },
  /** Absent when nobody had to decide: the policy alone followed the expired one with this. */
  by: { id: string; name: string } | undefined,
  now: number,
): Promise<void> {
  await closeRequests(ctx, await pendingRequestsFrom(ctx, invitation), {
    status: "approved",
    processedAt: now,
    ...(by ? { processedBy: { id: by.id, name: by.name } } : {}),
    newInvitationId: invitation.id,
  });
}
