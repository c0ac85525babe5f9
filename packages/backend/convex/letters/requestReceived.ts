import { v } from "convex/values";
import { components } from "../_generated/api";
import { vRole } from "../betterAuth/shapes";
import { findInvitation } from "../records/invitations";
import { isNoticeOff, unsubscribeLink } from "../records/noticePreferences";
import { shownMaximum } from "../rules/expiredLink";
import { policyOf } from "../rules/policy";
import { canDecideRequests } from "../rules/roles";
import { consolePage } from "./addresses";
import { type Letter, overtaken } from "./letter";
import { turnedOff } from "./notices";
import { inviteeOf, vInvitee } from "./toInviter";

const vAbout = v.object({
  kind: v.literal("requestReceived"),
  requestId: v.id("invitationRequests"),
});

const vContents = v.object({
  kind: v.literal("requestReceived"),
  /** The owner or admin who reads it. Absent for a contact address whose reader is none: the inbox is closed to them. */
  readerId: v.optional(v.string()),
  organizationSlug: v.string(),
  requestId: v.id("invitationRequests"),
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
});

/** To owners, admins and the contact address: an invitee asks for a new invitation. */
export const requestReceived: Letter<typeof vAbout, typeof vContents> = {
  kind: "requestReceived",
  lane: "person",
  vAbout,
  vContents,
  keyOf: ({ requestId }, to) => `${requestId}:${to}`,

  async contents(ctx, { about: { requestId }, to }) {
    const request = await ctx.db.get(requestId);
    if (request?.status !== "pending") return overtaken("The request was answered already.");
    const found = await findInvitation(ctx, request.originalInvitationId);
    if (!found) return overtaken("The invitation is gone.");
    const { invitation, organization } = found;
    const policy = policyOf(organization.policy);
    const reader = await ctx.runQuery(components.betterAuth.members.readerOfAddress, {
      organizationId: organization.id,
      email: to,
    });
    const readerId = reader && canDecideRequests(reader.role) ? reader.userId : undefined;
    if (readerId !== undefined && (await isNoticeOff(ctx, readerId, "requestReceived"))) {
      return turnedOff;
    }
    // An admin who was removed or demoted since hears no more of the organization's invitees.
    if (readerId === undefined && to !== policy.adminContactEmail) {
      return overtaken("Its reader may not answer requests any more.");
    }
    const { message, requestNumber, requestedAt } = request;
    return {
      kind: "requestReceived",
      readerId,
      organizationSlug: organization.slug,
      requestId,
      props: {
        invitee: inviteeOf(invitation),
        organizationName: organization.name,
        role: invitation.role,
        message,
        requestNumber,
        maxRequests: shownMaximum(requestNumber, policy),
        requestedAt,
        expiredAt: invitation.expiresAt,
      },
    };
  },

  mail({ kind, readerId, organizationSlug, requestId, props }) {
    if (readerId === undefined) return { kind, props };
    // Into the inbox, which asks before it decides: a mail scanner opens links.
    const inbox = `${consolePage(organizationSlug, "requests")}?request=${requestId}`;
    const answer = { approveLink: `${inbox}&action=approve`, denyLink: `${inbox}&action=deny` };
    return {
      kind,
      props: { ...props, answer, unsubscribeLink: unsubscribeLink(readerId, kind) },
    };
  },

  // Its reader may want to answer the invitee.
  envelope: ({ kind, readerId, props }) => ({
    replyTo: props.invitee.email,
    unsubscribe: readerId === undefined ? undefined : unsubscribeLink(readerId, kind),
  }),
};
