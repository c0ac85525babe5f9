import { v } from "convex/values";
import { vRole } from "../betterAuth/shapes";
import { findInvitation, whatStands } from "../records/invitations";
import { undeliverableAt } from "../records/undeliverable";
import { policyOf } from "../rules/policy";
import { forOrganization, forOrganizationFields, organizationEnvelope } from "./forOrganization";
import { type Letter, MAIL_STOPPED, overtaken } from "./letter";

const vAbout = v.object({
  kind: v.literal("revoked"),
  invitationId: v.string(),
  revokedAt: v.number(),
});

const vContents = v.object({
  kind: v.literal("revoked"),
  ...forOrganizationFields,
  props: v.object({
    email: v.string(),
    organizationName: v.string(),
    role: vRole,
    revokedAt: v.number(),
    contact: v.optional(v.string()),
  }),
});

/** To an invitee who had opened the invitation; whoever never saw it would only hear of it by this. */
export const revoked: Letter<typeof vAbout, typeof vContents> = {
  kind: "revoked",
  lane: "person",
  vAbout,
  vContents,
  keyOf: ({ invitationId, revokedAt }) => `${invitationId}:${revokedAt}`,

  async contents(ctx, { about: { invitationId, revokedAt } }, now) {
    const found = await findInvitation(ctx, invitationId);
    if (!found) return overtaken("The invitation is gone.");
    const { invitation, organization } = found;
    if (invitation.revokedAt !== revokedAt) return overtaken("The invitation is not revoked.");
    if (await undeliverableAt(ctx, invitation)) return overtaken(MAIL_STOPPED);
    const { live, accountIsMember } = await whatStands(ctx, found, now);
    if (accountIsMember) return overtaken("The person has joined meanwhile.");
    if (live) return overtaken("The person has a new invitation meanwhile.");
    const policy = policyOf(organization.policy);
    return {
      kind: "revoked",
      ...(await forOrganization(ctx, organization)),
      props: {
        email: invitation.email,
        organizationName: organization.name,
        role: invitation.role,
        revokedAt,
        contact: policy.adminContactEmail,
      },
    };
  },

  mail: ({ kind, look, props }) => ({ kind, look, props }),

  envelope: organizationEnvelope,
};
