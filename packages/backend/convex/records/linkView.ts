import type { Infer } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { isInvited, type Viewer, type VisitedInvitation } from "../access/invitation";
import type { Invitation } from "../betterAuth/rows";
import type { vLinkView } from "../models/invitationShapes";
import { isReplaced, linkStatusFor, type Visit } from "../rules/acceptance";
import { maskAddress } from "../rules/address";
import {
  canAutoReInvite,
  canRequestNew,
  canSendAgainAt,
  nextRequestAt,
  requestsSpent,
  wasRefused,
} from "../rules/expiredLink";
import { policyOf } from "../rules/policy";
import { mayStillOffer } from "../rules/roles";
import { statusAt } from "../rules/status";
import { latestRequest } from "./requests";
import { surroundingsOf } from "./surroundings";

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
  // A mail of the same invitation that came later, as long as that one still works.
  const isResent = isReplaced(visit) && statusAt(invitation, now) === "pending";

  // On a good link the row's own count is enough, and saves a read.
  const request = status === "expired" ? await latestRequest(ctx, invitation.id) : null;
  const repeats =
    status === "expired" && canAutoReInvite(invitation, policy) && !wasRefused(request, invitation);
  const isOut = status === "expired" && !viewer;

  const { inviter, newer, account, accountIsMember, inviterRole } = await surroundingsOf(
    ctx,
    invitation,
    {
      inviter: status === "valid",
      newer: status === "expired" && !isResent,
      account: status === "valid" || isOut,
      membership: isOut,
      // A member's own rows have cost one already, and this answer may cost eight.
      inviterRole: repeats
        ? { offered: invitation.role, reads: viewer?.member ? 1 : 2 }
        : undefined,
    },
    now,
  );
  const live = isResent ? invitation : newer;
  const isTheirs = isInvited(invitation, viewer?.user) && viewer?.user.emailVerified === true;
  const isIn = accountIsMember || (isInvited(invitation, viewer?.user) && viewer?.member);
  const isLeftOutside = status === "expired" && !live && !isIn;
  const mayAsk = isLeftOutside && canRequestNew(request, invitation, policy);

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
    canRequestNew: mayAsk,
    requestCount:
      status === "valid" ? requestsSpent(invitation, policy) : (request?.requestNumber ?? 0),
    maxRequests: policy.maxRequestsPerInvitation,
    nextRequestAt: request && mayAsk ? nextRequestAt(request, policy) : undefined,
    latestRequest: request ? decisionOf(request, isTheirs) : undefined,
    autoReInviteAvailable: repeats && isLeftOutside && mayStillOffer(inviterRole, invitation.role),
    newerInvitation: live && newerOf(live, isTheirs),
    accountExists: account?.emailVerified === true,
    ...(accountIsMember ? { accountIsMember } : {}),
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

/** An id alone opens nothing, and yet a page that only an old link opened has no use for it. */
function decisionOf(request: Doc<"invitationRequests">, isTheirs: boolean) {
  const { status, requestNumber, requestedAt, processedAt, denyReason } = request;
  const newInvitationId = isTheirs ? request.newInvitationId : undefined;
  return { status, requestNumber, requestedAt, processedAt, denyReason, newInvitationId };
}

function newerOf(live: Invitation, isTheirs: boolean) {
  return {
    sentAt: live.lastSentAt ?? live.createdAt,
    maskedEmail: maskAddress(live.email),
    canSendAgainAt: canSendAgainAt(live),
    invitationId: isTheirs ? live.id : undefined,
  };
}
