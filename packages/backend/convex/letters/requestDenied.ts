import { v } from "convex/values";
import { vRole } from "../betterAuth/shapes";
import { blockOf } from "../records/blocks";
import { findInvitation, whatStands } from "../records/invitations";
import { latestRequest, requestDeniedAt } from "../records/requests";
import { undeliverableAt } from "../records/undeliverable";
import { canRequestNew, shownMaximum } from "../rules/expiredLink";
import { policyOf } from "../rules/policy";
import { statusAt } from "../rules/status";
import { forOrganization, forOrganizationFields, organizationEnvelope } from "./forOrganization";
import { type Letter, MAIL_STOPPED, overtaken } from "./letter";

const vAbout = v.object({
  kind: v.literal("requestDenied"),
  /** The invitation that the request was made from. */
  invitationId: v.string(),
  decidedAt: v.number(),
});

const vContents = v.object({
  kind: v.literal("requestDenied"),
  ...forOrganizationFields,
  props: v.object({
    organizationName: v.string(),
    role: vRole,
    reason: v.optional(v.string()),
    requestNumber: v.number(),
    maxRequests: v.number(),
    requestedAt: v.number(),
    canAskAgain: v.boolean(),
    contact: v.optional(v.string()),
  }),
});

/** To the invitee who asked; worded in packages/email/src/templates/request-denied.tsx. */
export const requestDenied: Letter<typeof vAbout, typeof vContents> = {
  kind: "requestDenied",
  lane: "person",
  vAbout,
  vContents,
  keyOf: ({ invitationId, decidedAt }) => `${invitationId}:${decidedAt}`,

  async contents(ctx, { about: { invitationId, decidedAt } }, now) {
    const request = await requestDeniedAt(ctx, invitationId, decidedAt);
    if (!request) return overtaken("The request was decided anew.");
    const found = await findInvitation(ctx, invitationId);
    if (!found) return overtaken("The invitation is gone.");
    const { invitation, organization } = found;
    if (await undeliverableAt(ctx, invitation)) return overtaken(MAIL_STOPPED);
    const { live, accountIsMember } = await whatStands(ctx, found, now);
    if (accountIsMember) return overtaken("The person has joined meanwhile.");
    if (live) return overtaken("The person has a new invitation meanwhile.");
    const isBlocked = (await blockOf(ctx, invitation)) !== null;
    const policy = policyOf(organization.policy);
    const { denyReason, requestNumber, requestedAt } = request;
    return {
      kind: "requestDenied",
      ...(await forOrganization(ctx, organization)),
      props: {
        organizationName: organization.name,
        role: invitation.role,
        reason: denyReason,
        requestNumber,
        maxRequests: shownMaximum(requestNumber, policy),
        requestedAt,
        canAskAgain:
          statusAt(invitation, now) === "expired" &&
          canRequestNew(await latestRequest(ctx, invitationId), isBlocked, policy),
        contact: policy.adminContactEmail,
      },
    };
  },

  mail: ({ kind, look, props }) => ({ kind, look, props }),

  envelope: organizationEnvelope,
};
