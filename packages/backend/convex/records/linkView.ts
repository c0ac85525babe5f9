import type { Infer } from "convex/values";
import { components } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { isInvited, type Viewer, type VisitedInvitation } from "../access/invitation";
import type { vLinkView } from "../models/invitationShapes";
import { isReplaced, linkStatusFor, type Visit } from "../rules/acceptance";
import { autoReInvitesLeft, nextRequestAt } from "../rules/expiredLink";
import { policyOf } from "../rules/policy";
import { latestRequest } from "./requests";

export type LinkView = Infer<typeof vLinkView>;

/** The one answer for whoever has no right to know, whether or not there is anything to know. */
export const nothingToSee: LinkView = {
  status: "not_found",
  canRequestNew: false,
  requestCount: 0,
  maxRequests: 0,
  autoReInviteAvailable: false,
  accountExists: false,
};

export function visitOf({ invitation, token, viewer }: VisitedInvitation): Visit {
  return { invitation, token, viewer: viewer && visitorOf(viewer) };
}

export function visitorOf({ user, member }: Viewer): NonNullable<Visit["viewer"]> {
  return {
    email: user.email,
    emailVerified: user.emailVerified,
    isMember: member !== undefined,
  };
}

/** What the page of an invitation shows to somebody who has the right to see it. */
export async function linkViewOf(
  ctx: QueryCtx,
  visited: VisitedInvitation,
  now: number,
): Promise<LinkView> {
  const { invitation, organization, token, viewer } = visited;
  const visit = visitOf(visited);
  const status = linkStatusFor(visit, now);
  const policy = policyOf(organization.policy);
  const replacedBy = isReplaced(visit) && invitation.status === "pending" ? invitation : undefined;

  const { inviter, newer, accountExists } = await ctx.runQuery(
    components.betterAuth.invitations.surroundings,
    {
      invitationId: invitation.id,
      inviterId: invitation.inviterId,
      email: invitation.email,
      organizationId: organization.id,
      wants: {
        inviter: true,
        newer: status === "expired" && !replacedBy,
        account: status === "valid",
      },
      now,
    },
  );
  const request = status === "expired" ? await latestRequest(ctx, invitation.id) : null;
  const requestCount = request?.requestNumber ?? 0;
  const live = status === "expired" ? (replacedBy ?? newer) : undefined;
  const mayAsk = status === "expired" && !live;
  const canRequestNew = mayAsk && requestCount < policy.maxRequestsPerInvitation;

  return {
    status,
    invitation: {
      ...shown(invitation),
      inviter: {
        name: inviter?.name ?? invitation.inviterName ?? organization.name,
        image: inviter?.image,
      },
      channel: token?.channel,
    },
    organization: {
      name: organization.name,
      slug: organization.slug,
      logo: organization.logo,
      adminContactEmail: policy.adminContactEmail,
    },
    canRequestNew,
    requestCount,
    maxRequests: policy.maxRequestsPerInvitation,
    nextRequestAt: request && canRequestNew ? nextRequestAt(request, policy) : undefined,
    latestRequest: request ? decisionOf(request) : undefined,
    autoReInviteAvailable: mayAsk && autoReInvitesLeft(invitation, policy) > 0,
    newerInvitation: live && { sentAt: live.lastSentAt ?? live.createdAt },
    accountExists,
    viewer: viewer && {
      email: viewer.user.email,
      isInvited: isInvited(invitation, viewer.user),
      isMember: viewer.member !== undefined,
    },
  };
}

function shown(invitation: VisitedInvitation["invitation"]) {
  const { id, email, role, createdAt, expiresAt } = invitation;
  const { firstName, lastName, designation, department, message } = invitation;
  return {
    id,
    email,
    role,
    createdAt,
    expiresAt,
    firstName,
    lastName,
    designation,
    department,
    message,
  };
}

function decisionOf(request: Doc<"invitationRequests">) {
  const { status, requestNumber, requestedAt, processedAt, denyReason } = request;
  return { status, requestNumber, requestedAt, processedAt, denyReason };
}
