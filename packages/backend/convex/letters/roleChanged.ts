import { v } from "convex/values";
import { vRole } from "../betterAuth/shapes";
import { roleChangedSince } from "../records/events";
import { consolePage } from "./addresses";
import { forOrganization, forOrganizationFields, organizationEnvelope } from "./forOrganization";
import { type Letter, overtaken } from "./letter";
import { provenAddress } from "./people";
import { membershipOf, vBy } from "./toMember";

const vAbout = v.object({
  kind: v.literal("roleChanged"),
  organizationId: v.string(),
  userId: v.string(),
  by: vBy,
  from: vRole,
  to: vRole,
  changedAt: v.number(),
});

const vContents = v.object({
  kind: v.literal("roleChanged"),
  organizationSlug: v.string(),
  ...forOrganizationFields,
  props: v.object({
    organizationName: v.string(),
    byName: v.string(),
    byEmail: v.optional(v.string()),
    from: vRole,
    to: vRole,
    changedAt: v.number(),
  }),
});

/** To the member, when somebody else gave them another role. */
export const roleChanged: Letter<typeof vAbout, typeof vContents> = {
  kind: "roleChanged",
  lane: "person",
  vAbout,
  vContents,
  keyOf: ({ organizationId, userId, changedAt }) => `${organizationId}:${userId}:${changedAt}`,

  async contents(ctx, { about, to: email }) {
    const found = await membershipOf(ctx, about);
    if (found.kind === "overtaken") return found;
    const { organization, member, by } = found;
    if (!member) return overtaken("The person is no member any more.");
    const { organizationId, from, to, changedAt } = about;
    // Back and forth, the role may be the same again: its newest letter says so.
    const isNewest = !(await roleChangedSince(ctx, { organizationId, email }, changedAt));
    if (member.role !== to || !isNewest) return overtaken("The role was changed again.");
    return {
      kind: "roleChanged",
      organizationSlug: organization.slug,
      ...(await forOrganization(ctx, organization, by)),
      props: {
        organizationName: organization.name,
        byName: about.by.name,
        byEmail: provenAddress(by),
        from,
        to,
        changedAt,
      },
    };
  },

  mail: ({ kind, organizationSlug, look, props }) => ({
    kind,
    look,
    props: { ...props, link: consolePage(organizationSlug) },
  }),

  envelope: organizationEnvelope,
};
