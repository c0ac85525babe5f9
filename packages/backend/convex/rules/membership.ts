import type { RefusalCode } from "./refusals";
import { canManageMembers, type Role } from "./roles";

/** Who may change whose membership. Null means: may. */

export interface MembershipChange {
  actor: { role: Role };
  target: { role: Role; isLastOwner: boolean };
}

export function changeRoleRefusal({
  actor,
  target,
  to,
}: MembershipChange & { to: Role }): RefusalCode | null {
  if (!canManageMembers(actor.role)) return "not_allowed";
  if (to === "owner" && actor.role !== "owner") return "not_allowed";
  return to === target.role ? null : touchRefusal({ actor, target });
}

export function removeRefusal(change: MembershipChange): RefusalCode | null {
  if (!canManageMembers(change.actor.role)) return "not_allowed";
  return touchRefusal(change);
}

export function leaveRefusal(member: MembershipChange["target"]): RefusalCode | null {
  return member.isLastOwner ? "last_owner" : null;
}

function touchRefusal({ actor, target }: MembershipChange): RefusalCode | null {
  if (target.role === "owner" && actor.role !== "owner") return "not_allowed";
  return target.isLastOwner ? "last_owner" : null;
}
