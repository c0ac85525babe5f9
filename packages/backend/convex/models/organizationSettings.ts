import { v } from "convex/values";
import { components } from "../_generated/api";
import { mutation, query } from "../_generated/server";
import { requireRole } from "../access/session";
import { vPolicy, vPolicyChange } from "../answers/shapes";
import { recordEvent, userActor } from "../records/events";
import { refuse } from "../refuse";
import {
  changedPolicy,
  policyDifference,
  policyFields,
  policyOf,
  policyProblems,
} from "../rules/policy";
import { canChangeSettings } from "../rules/roles";

/** The organization's invitation policy, for owners and admins. Refuses: not_signed_in, not_found, not_allowed. */
export const get = query({
  args: { organizationId: v.string() },
  returns: vPolicy,
  handler: async (ctx, { organizationId }) => {
    const { organization } = await requireRole(ctx, organizationId, canChangeSettings);
    return policyOf(organization.policy);
  },
});

/**
 * Changes some of the policy and answers all of it. It applies from now on: an invitation keeps the
 * expiry that it was sent with. Refuses: not_signed_in, not_found, not_allowed, and bad_policy with the
 * `field` that needs another value and a `message` that says which; nothing is stored then.
 */
export const update = mutation({
  args: { organizationId: v.string(), ...vPolicyChange },
  returns: vPolicy,
  handler: async (ctx, { organizationId, ...change }) => {
    const { organization, user } = await requireRole(ctx, organizationId, canChangeSettings);
    const before = policyOf(organization.policy);
    const policy = changedPolicy(before, change);
    const problems = policyProblems(policy);
    const field = policyFields.find((candidate) => problems[candidate] !== undefined);
    if (field) refuse("bad_policy", { field, message: problems[field] });
    const difference = policyDifference(before, policy);
    if (!difference) return policy;
    await ctx.runMutation(components.betterAuth.organizations.setPolicy, {
      organizationId,
      policy,
    });
    await recordEvent(
      ctx,
      { organizationId },
      { type: "settingsChanged", at: Date.now(), actor: userActor(user), detail: difference },
    );
    return policy;
  },
});
