import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import type { Organization, User } from "../betterAuth/shapes";
import { refuse, refuseUnless } from "../refuse";
import { inviteRefusal, wayOnFrom } from "../rules/inviting";
import { actingRole, type Role } from "../rules/roles";
import { requireClaim, requireProven } from "./session";

/**
 * The caller, for whom an address may be invited with a role: one rule for every way to invite. Expects a normalized address.
 * Refuses: not_signed_in, not_found, address_unproven, not_allowed, cannot_invite_owner, bad_email, inviting_yourself,
 * domain_not_allowed, already_member, already_invited.
 */
export async function requireInvitable(
  ctx: MutationCtx,
  { organizationId, email, role }: { organizationId: string; email: string; role: Role },
  now: number,
): Promise<{ inviter: User; organization: Organization }> {
  const { caller, organization, isMember, live } = await ctx.runQuery(
    components.betterAuth.invitations.beforeInviting,
    { organizationId, email, claim: await requireClaim(ctx), now },
  );
  refuseUnless(caller, "not_signed_in");
  const { user: inviter, member } = caller;
  const inviterRole = actingRole(inviter, member);
  if (!organization || !inviterRole) refuse("not_found");
  requireProven(inviter);

  const { allowedEmailDomains } = organization.policy;
  const problem = inviteRefusal({
    inviter: { role: inviterRole, email: inviter.email },
    invited: { email, role, isMember, isInvited: live !== undefined },
    allowedEmailDomains,
  });
  if (problem) {
    refuse(problem, wayOnFrom(problem, { role: inviterRole, email, live, allowedEmailDomains }));
  }
  return { inviter, organization };
}
