import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import type { Member, User } from "../betterAuth/shapes";
import { refuse } from "../refuse";
import { requireClaim } from "./session";

/** A membership and the member who wants to change it; an outsider hears `not_found`. */
export async function requireManagedMember(
  ctx: MutationCtx,
  memberId: string,
): Promise<{
  user: User;
  actor: Member;
  target: Member & { isLastOwner: boolean };
  targetUser: User;
}> {
  const managed = await ctx.runQuery(components.betterAuth.members.managed, {
    memberId,
    claim: await requireClaim(ctx),
    now: Date.now(),
  });
  if (!managed.isSignedIn) refuse("not_signed_in");
  const { user, actor, target, targetUser, targetIsLastOwner } = managed;
  if (!user || !actor || !target || !targetUser) refuse("not_found");
  return { user, actor, target: { ...target, isLastOwner: targetIsLastOwner }, targetUser };
}
