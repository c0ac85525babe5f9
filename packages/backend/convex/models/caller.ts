import { v } from "convex/values";
import { components } from "../_generated/api";
import { query } from "../_generated/server";
import { canCreateOrganization } from "../access/organizations";
import { claimOf } from "../access/session";
import { vRole } from "../betterAuth/shapes";

/** A person in more organizations than this finds the rest by their address. */
const MAX_ORGANIZATIONS = 100;

/** The signed-in person and their organizations by name; null when signed out. */
export const get = query({
  args: {},
  returns: v.union(
    v.null(),
    v.object({
      user: v.object({
        id: v.string(),
        name: v.string(),
        email: v.string(),
        emailVerified: v.boolean(),
        image: v.optional(v.string()),
      }),
      organizations: v.array(
        v.object({ id: v.string(), name: v.string(), slug: v.string(), role: vRole }),
      ),
      canCreateOrganization: v.boolean(),
    }),
  ),
  handler: async (ctx) => {
    const claim = await claimOf(ctx);
    if (!claim) return null;
    const caller = await ctx.runQuery(components.betterAuth.caller.memberships, {
      claim,
      now: Date.now(),
      limit: MAX_ORGANIZATIONS,
    });
    if (!caller) return null;
    const { platformAdmin, ...user } = caller.user;
    return {
      user,
      organizations: caller.memberships
        .map(({ member, organization: { id, name, slug } }) => ({
          id,
          name,
          slug,
          role: member.role,
        }))
        .sort((a, b) => a.name.localeCompare(b.name)),
      canCreateOrganization: canCreateOrganization({ platformAdmin }),
    };
  },
});
