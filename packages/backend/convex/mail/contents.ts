import { v } from "convex/values";
import { components } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import { internalQuery, type QueryCtx } from "../_generated/server";
import type { Invitation } from "../betterAuth/rows";
import { codeForMail } from "../records/codes";
import { requestDeniedAt } from "../records/requestClosing";
import { latestRequest } from "../records/requests";
import { surroundingsOf } from "../records/surroundings";
import { canRequestNew } from "../rules/expiredLink";
import { policyOf } from "../rules/policy";
import { canDecideRequests } from "../rules/roles";
import { statusAt } from "../rules/status";
import { type Contents, vContents } from "./contentShapes";
import type { MailAbout } from "./tables";

/**
 * What a queued mail says, read when it is sent so that it is true when it leaves. Links are not
 * here: delivery derives them.
 */

/** In the order of the ids. */
export const load = internalQuery({
  args: { mailIds: v.array(v.id("outgoingMail")), now: v.number() },
  returns: v.array(vContents),
  handler: async (ctx, { mailIds, now }): Promise<Contents[]> => {
    const loaded: Contents[] = [];
    for (const mailId of mailIds) {
      const mail = await ctx.db.get(mailId);
      loaded.push(mail ? await contentsOf(ctx, mail, now) : overtaken("It was deleted."));
    }
    return loaded;
  },
});

async function contentsOf(
  ctx: QueryCtx,
  { about, to }: { about: MailAbout; to: string },
  now: number,
): Promise<Contents> {
  switch (about.kind) {
    case "invitation":
      return await invitation(ctx, about, now);
    case "verificationCode":
      return await verificationCode(ctx, about, now);
    case "reminder":
      return await reminder(ctx, about, now);
    case "invitationAccepted":
      return await invitationAccepted(ctx, about, now);
    case "invitationDeclined":
      return await invitationDeclined(ctx, about, now);
    case "requestReceived":
      return await requestReceived(ctx, about.requestId, to, now);
    case "requestDenied":
      return await requestDenied(ctx, about, now);
    default:
      return about satisfies never;
  }
}

type About<Kind extends MailAbout["kind"]> = Extract<MailAbout, { kind: Kind }>;

async function invitation(
  ctx: QueryCtx,
  { invitationId, tokenId }: About<"invitation">,
  now: number,
): Promise<Contents> {
  const open = await openLink(ctx, invitationId, now);
  if (open.kind === "overtaken") return open;
  if (open.tokenId !== tokenId) return overtaken("A newer link replaced this one.");
  const { source, ...letter } = open;
  return { ...letter, kind: letterOf(source) };
}

/** The same link in the words of how it came about, also when it is sent again. */
function letterOf(source: Invitation["source"]) {
  switch (source) {
    case "auto":
      return "reInvitation";
    case "request":
      return "requestApproved";
    case "manual":
    case "bulk":
    case undefined:
      return "invitation";
    default:
      return source satisfies never;
  }
}

async function reminder(
  ctx: QueryCtx,
  { invitationId, expiresAt }: About<"reminder">,
  now: number,
): Promise<Contents> {
  const open = await openLink(ctx, invitationId, now);
  if (open.kind === "overtaken") return open;
  if (open.props.expiresAt !== expiresAt) return overtaken("The invitation was sent again.");
  const { source, ...letter } = open;
  return { ...letter, kind: "reminder" };
}

/** An invitation that still works, with the newest link that went to its mailbox. */
async function openLink(ctx: QueryCtx, invitationId: string, now: number) {
  const found = await find(ctx, invitationId, now);
  if (!found) return overtaken("The invitation is gone.");
  const { invitation, organization } = found;
  const status = statusAt(invitation, now);
  if (status !== "pending") return overtaken(`The invitation is ${status}.`);
  const newest = await ctx.runQuery(components.betterAuth.links.newestForMail, { invitationId });
  if (!newest) return overtaken("Its links were revoked.");
  return {
    kind: "open" as const,
    source: invitation.source,
    invitationId,
    tokenId: newest.id,
    props: {
      email: invitation.email,
      organizationName: organization.name,
      inviterName: invitation.inviterName ?? organization.name,
      role: invitation.role,
      message: invitation.message,
      expiresAt: invitation.expiresAt,
    },
  };
}

async function invitationAccepted(
  ctx: QueryCtx,
  { invitationId, acceptedBy, acceptedAt }: About<"invitationAccepted">,
  now: number,
): Promise<Contents> {
  const found = await findForInviter(ctx, invitationId, now);
  if (!found) return overtaken("The inviter has left the organization.");
  const { invitation, organization } = found;
  return {
    kind: "invitationAccepted",
    organizationSlug: organization.slug,
    props: {
      invitee: { email: invitation.email, name: acceptedBy },
      organizationName: organization.name,
      role: invitation.role,
      acceptedAt,
    },
  };
}

async function verificationCode(
  ctx: QueryCtx,
  { codeId, invitationId }: About<"verificationCode">,
  now: number,
): Promise<Contents> {
  const mailed = await codeForMail(ctx, codeId);
  if (!mailed || mailed.expiresAt <= now) {
    return overtaken("The code was used, replaced or expired.");
  }
  const found = invitationId === undefined ? null : await find(ctx, invitationId, now);
  return {
    kind: "verificationCode",
    props: { ...mailed, organizationName: found?.organization.name },
  };
}

async function invitationDeclined(
  ctx: QueryCtx,
  { invitationId, declinedAt, reason }: About<"invitationDeclined">,
  now: number,
): Promise<Contents> {
  const found = await findForInviter(ctx, invitationId, now);
  if (!found) return overtaken("The inviter has left the organization.");
  const { invitation, organization } = found;
  return {
    kind: "invitationDeclined",
    organizationSlug: organization.slug,
    props: {
      invitee: inviteeOf(invitation),
      organizationName: organization.name,
      role: invitation.role,
      reason,
      declinedAt,
    },
  };
}

async function requestReceived(
  ctx: QueryCtx,
  requestId: Doc<"invitationRequests">["_id"],
  to: string,
  now: number,
): Promise<Contents> {
  const request = await ctx.db.get(requestId);
  if (request?.status !== "pending") return overtaken("The request was answered already.");
  const found = await find(ctx, request.originalInvitationId, now);
  if (!found) return overtaken("The invitation is gone.");
  const { invitation, organization } = found;
  const policy = policyOf(organization.policy);
  const role = await ctx.runQuery(components.betterAuth.members.roleOfAddress, {
    organizationId: organization.id,
    email: to,
  });
  const mayAnswer = role !== null && canDecideRequests(role);
  // Whoever was removed or demoted since hears no more of the organization's invitees.
  if (!mayAnswer && to !== policy.adminContactEmail) {
    return overtaken("Its reader may not answer requests any more.");
  }
  return {
    kind: "requestReceived",
    mayAnswer,
    organizationSlug: organization.slug,
    requestId,
    props: {
      invitee: inviteeOf(invitation),
      organizationName: organization.name,
      role: invitation.role,
      message: request.message,
      requestNumber: request.requestNumber,
      maxRequests: policy.maxRequestsPerInvitation,
      requestedAt: request.requestedAt,
      expiredAt: invitation.expiresAt,
    },
  };
}

async function requestDenied(
  ctx: QueryCtx,
  { invitationId, decidedAt }: About<"requestDenied">,
  now: number,
): Promise<Contents> {
  const request = await requestDeniedAt(ctx, invitationId, decidedAt);
  if (!request) return overtaken("The request was decided anew.");
  const found = await find(ctx, invitationId, now);
  if (!found) return overtaken("The invitation is gone.");
  const { invitation, organization } = found;
  const { newer, accountIsMember } = await surroundingsOf(
    ctx,
    invitation,
    { newer: true, membership: true },
    now,
  );
  if (accountIsMember) return overtaken("The person has joined meanwhile.");
  if (newer) return overtaken("The person has a new invitation meanwhile.");
  const policy = policyOf(organization.policy);
  return {
    kind: "requestDenied",
    props: {
      organizationName: organization.name,
      role: invitation.role,
      reason: request.denyReason,
      requestNumber: request.requestNumber,
      maxRequests: policy.maxRequestsPerInvitation,
      requestedAt: request.requestedAt,
      canAskAgain:
        statusAt(invitation, now) === "expired" &&
        canRequestNew(await latestRequest(ctx, invitationId), invitation, policy),
      contact: policy.adminContactEmail,
    },
  };
}

/** What an inviter may still hear about: whoever left the organization hears no more of its people. */
async function findForInviter(ctx: QueryCtx, invitationId: string, now: number) {
  const found = await find(ctx, invitationId, now);
  if (!found) return null;
  const { inviterId, organizationId } = found.invitation;
  const standing = await ctx.runQuery(components.betterAuth.members.standing, {
    organizationId,
    userId: inviterId,
  });
  if (standing) return found;
  const [inviter] = await ctx.runQuery(components.betterAuth.accounts.byIds, {
    userIds: [inviterId],
  });
  return inviter?.platformAdmin ? found : null;
}

async function find(ctx: QueryCtx, invitationId: string, now: number) {
  const { found } = await ctx.runQuery(components.betterAuth.invitations.load, {
    invitationId,
    now,
  });
  return found ?? null;
}

function inviteeOf(invitation: { email: string; firstName?: string; lastName?: string }) {
  const name = [invitation.firstName, invitation.lastName].filter(Boolean).join(" ");
  return { email: invitation.email, ...(name ? { name } : {}) };
}

function overtaken(reason: string) {
  return { kind: "overtaken" as const, reason };
}
