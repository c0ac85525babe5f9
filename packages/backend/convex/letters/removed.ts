import { v } from "convex/values";
import { vRole } from "../betterAuth/shapes";
import { policyOf } from "../rules/policy";
import { forOrganization, forOrganizationFields, organizationEnvelope } from "./forOrganization";
import { type Letter, overtaken } from "./letter";
import { provenAddress } from "./people";
import { membershipOf, vBy } from "./toMember";

const vAbout = v.object({
  kind: v.literal("removed"),
  organizationId: v.string(),
  userId: v.string(),
  by: vBy,
  /** The role that they had. */
  role: vRole,
  removedAt: v.number(),
});

const vContents = v.object({
  kind: v.literal("removed"),
  ...forOrganizationFields,
  props: v.object({
    organizationName: v.string(),
    byName: v.string(),
    byEmail: v.optional(v.string()),
    role: vRole,
    removedAt: v.number(),
    contact: v.optional(v.string()),
  }),
});

/** To a former member whom somebody else removed. */
export const removed: Letter<typeof vAbout, typeof vContents> = {
  kind: "removed",
  lane: "person",
  vAbout,
  vContents,
  keyOf: ({ organizationId, userId, removedAt }) => `${organizationId}:${userId}:${removedAt}`,

  async contents(ctx, { about }) {
    const found = await membershipOf(ctx, about);
    if (found.kind === "overtaken") return found;
    const { organization, member, by } = found;
    if (member) return overtaken("The person is a member again.");
    const policy = policyOf(organization.policy);
    const { role, removedAt } = about;
    return {
      kind: "removed",
      ...(await forOrganization(ctx, organization, by)),
      props: {
        organizationName: organization.name,
        byName: about.by.name,
        byEmail: provenAddress(by),
        role,
        removedAt,
        contact: policy.adminContactEmail,
      },
    };
  },

  mail: ({ kind, look, props }) => ({ kind, look, props }),

  envelope: organizationEnvelope,
};
