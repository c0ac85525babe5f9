import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import type { Member } from "../betterAuth/rows";
import { refuse } from "./refuse";
import { requireClaim } from "./session";

/** A membership and the member who wants to change it; an outsider hears `not_found`. */
export async function requireManagedMember(
  ctx: MutationCtx,
  memberId: string,
): Promise<{ actor: Member; target: Member & { isLastOwner: boolean } }> {
  const managed = await ctx.runQuery(components.betterAuth.members.managed, {
    memberId,
    claim: await requireClaim(ctx),
    now: Date.now(),
  });
  if (!managed.isSignedIn) refuse("not_signed_in");
  const { actor, target, targetIsLastOwner } = managed;
  if (!actor || !target) refuse("not_found");
  return { actor, target: { ...target, isLastOwner: targetIsLastOwner } };
}
