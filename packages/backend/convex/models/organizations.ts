import { v } from "convex/values";
import { components } from "../_generated/api";
import { mutation, query } from "../_generated/server";
import { spend } from "../access/actionLimits";
import { canCreateOrganization } from "../access/organizations";
import { claimOf, requireProven, requireSession } from "../access/session";
import { vRole } from "../betterAuth/shapes";
import { createOrganization } from "../lifecycle/createOrganization";
import { refuse, refuseUnless } from "../refuse";
import { invitableRoles, mayOf } from "../rules/roles";
import { slugProblem } from "../rules/slug";
import { tidyName } from "../rules/text";

/** An organization as its member sees it; null when there is none, or it is not theirs. */
export const get = query({
  args: { slug: v.string() },
  returns: v.union(
    v.null(),
    v.object({
      id: v.string(),
      name: v.string(),
      slug: v.string(),
      logo: v.optional(v.string()),
      role: vRole,
      createdAt: v.number(),
      may: v.object({
        invite: v.boolean(),
        seeInvitations: v.boolean(),
        seeRequests: v.boolean(),
        manageMembers: v.boolean(),
        changeSettings: v.boolean(),
      }),
      invitableRoles: v.array(vRole),
    }),
  ),
  handler: async (ctx, { slug }) => {
    const claim = await claimOf(ctx);
    if (!claim) return null;
    const caller = await ctx.runQuery(components.betterAuth.caller.inOrganization, {
      claim,
      now: Date.now(),
      organization: { slug },
    });
    if (!caller?.organization || !caller.member) return null;
    const { policy, ...organization } = caller.organization;
    const { role } = caller.member;
    return { ...organization, role, may: mayOf(role), invitableRoles: invitableRoles(role) };
  },
});

/**
 * Refuses: not_signed_in, creation_closed, address_unproven, bad_name, slug_invalid, slug_reserved, slug_taken, rate_limited.
 */
export const create = mutation({
  args: { name: v.string(), slug: v.string() },
  returns: v.object({ id: v.string(), slug: v.string() }),
  handler: async (ctx, { name, slug }) => {
    const { user, claim } = await requireSession(ctx);
    refuseUnless(canCreateOrganization(user), "creation_closed");
    requireProven(user);
    const tidy = tidyName(name);
    if (!tidy) refuse("bad_name");
    const problem = slugProblem(slug);
    if (problem) refuse(problem === "reserved" ? "slug_reserved" : "slug_invalid");
    const taken = await ctx.runQuery(components.betterAuth.organizations.bySlug, { slug });
    refuseUnless(!taken, "slug_taken");
    if (!user.platformAdmin) await spend(ctx, "createOrganization", user.id);
    const { sessionId } = claim;
    const made = { name: tidy, slug, owner: user, sessionId };
    const id = await createOrganization(ctx, made, Date.now());
    return { id, slug };
  },
});

/**
 * For the form, while typing. A query counts nothing, so it answers only those who may create one, and could ask by
 * creating. Refuses: not_signed_in, creation_closed, address_unproven.
 */
export const slugAvailability = query({
  args: { slug: v.string() },
  returns: v.object({
    available: v.boolean(),
    reason: v.optional(v.union(v.literal("taken"), v.literal("reserved"), v.literal("invalid"))),
  }),
  handler: async (ctx, { slug }) => {
    const { user } = await requireSession(ctx);
    refuseUnless(canCreateOrganization(user), "creation_closed");
    requireProven(user);
    const problem = slugProblem(slug);
    if (problem) return { available: false, reason: problem };
    return (await ctx.runQuery(components.betterAuth.organizations.bySlug, { slug }))
      ? { available: false, reason: "taken" as const }
      : { available: true };
  },
});
