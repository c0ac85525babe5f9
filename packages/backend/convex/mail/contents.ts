import { type Infer, v } from "convex/values";
import { components } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import { internalQuery, type QueryCtx } from "../_generated/server";
import { vRole } from "../betterAuth/rows";
import { codeForMail } from "../records/codes";
import { policyOf } from "../rules/policy";
import { statusAt } from "../rules/status";
import type { MailAbout } from "./tables";

/**
 * What a queued mail says, read when it is sent so that it is true when it leaves. Links are not
 * here: delivery derives them.
 */

const vInvitee = v.object({ email: v.string(), name: v.optional(v.string()) });

export const vContents = v.union(
  /** Overtaken by what happened since it was queued. */
  v.object({ kind: v.literal("overtaken"), reason: v.string() }),
  v.object({
    kind: v.literal("invitation"),
    invitationId: v.string(),
    tokenId: v.string(),
    props: v.object({
      email: v.string(),
      organizationName: v.string(),
      inviterName: v.string(),
      role: vRole,
      message: v.optional(v.string()),
      expiresAt: v.number(),
    }),
  }),
  v.object({
    kind: v.literal("verificationCode"),
    props: v.object({
      email: v.string(),
      code: v.string(),
      expiresAt: v.number(),
      organizationName: v.optional(v.string()),
    }),
  }),
  v.object({
    kind: v.literal("invitationDeclined"),
    organizationSlug: v.string(),
    props: v.object({
      invitee: vInvitee,
      organizationName: v.string(),
      role: vRole,
      reason: v.optional(v.string()),
      declinedAt: v.number(),
    }),
  }),
  v.object({
    kind: v.literal("requestReceived"),
    organizationSlug: v.string(),
    props: v.object({
      invitee: vInvitee,
      organizationName: v.string(),
      role: vRole,
      message: v.optional(v.string()),
      requestNumber: v.number(),
      maxRequests: v.number(),
      requestedAt: v.number(),
      expiredAt: v.number(),
    }),
  }),
);
export type Contents = Infer<typeof vContents>;

export const load = internalQuery({
  args: { mailId: v.id("outgoingMail"), now: v.number() },
  returns: vContents,
  handler: async (ctx, { mailId, now }): Promise<Contents> => {
    const mail = await ctx.db.get(mailId);
    return mail ? await contentsOf(ctx, mail.about, now) : overtaken("It was deleted.");
  },
});

async function contentsOf(ctx: QueryCtx, about: MailAbout, now: number): Promise<Contents> {
  switch (about.kind) {
    case "invitation":
      return await invitation(ctx, about, now);
    case "verificationCode":
      return await verificationCode(ctx, about, now);
    case "invitationDeclined":
      return await invitationDeclined(ctx, about, now);
    case "requestReceived":
      return await requestReceived(ctx, about.requestId, now);
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
  const found = await find(ctx, invitationId, now);
  if (!found) return overtaken("The invitation is gone.");
  const { invitation, organization } = found;
  const status = statusAt(invitation, now);
  if (status !== "pending") return overtaken(`The invitation is ${status}.`);
  const newest = await ctx.runQuery(components.betterAuth.links.newestForMail, { invitationId });
  if (newest?.id !== tokenId) return overtaken("A newer link replaced this one.");
  return {
    kind: "invitation",
    invitationId,
    tokenId,
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
  const found = await find(ctx, invitationId, now);
  if (!found) return overtaken("The invitation is gone.");
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
  now: number,
): Promise<Contents> {
  const request = await ctx.db.get(requestId);
  if (request?.status !== "pending") return overtaken("The request was answered already.");
  const found = await find(ctx, request.originalInvitationId, now);
  if (!found) return overtaken("The invitation is gone.");
  const { invitation, organization } = found;
  return {
    kind: "requestReceived",
    organizationSlug: organization.slug,
    props: {
      invitee: inviteeOf(invitation),
      organizationName: organization.name,
      role: invitation.role,
      message: request.message,
      requestNumber: request.requestNumber,
      maxRequests: policyOf(organization.policy).maxRequestsPerInvitation,
      requestedAt: request.requestedAt,
      expiredAt: invitation.expiresAt,
    },
  };
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

function overtaken(reason: string): Contents {
  return { kind: "overtaken", reason };
}
