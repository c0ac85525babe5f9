/** What a role in an organization may do. Pure, so the server refuses and the screen hides alike. */

export const roles = ["owner", "admin", "member", "viewer"] as const;
export type Role = (typeof roles)[number];

export function canInvite(role: Role): boolean {
  return role === "owner" || role === "admin";
}

export const canSeeInvitations = canInvite;
export const canSeeRequests = canInvite;
export const canDecideRequests = canInvite;
export const canManageMembers = canInvite;
export const canChangeSettings = canInvite;

/** The roles somebody may hand out, strongest first. Only an owner makes another owner. */
export function invitableRoles(role: Role): Role[] {
  if (role === "owner") return [...roles];
  if (role === "admin") return roles.filter((other) => other !== "owner");
  return [];
}

/** What somebody may do about an organization's invitations: a platform admin what its owner may. */
export function overseeingRole(
  user: { platformAdmin: boolean },
  member: { role: Role } | undefined,
): Role | undefined {
  return user.platformAdmin ? "owner" : member?.role;
}

/** Whether an invitation to this role still stands behind somebody who has that one, or none. */
export function mayStillOffer(inviterRole: Role | undefined, offered: Role): boolean {
  return inviterRole !== undefined && invitableRoles(inviterRole).includes(offered);
}

export function mayOf(role: Role) {
  return {
    invite: canInvite(role),
    seeInvitations: canSeeInvitations(role),
    seeRequests: canSeeRequests(role),
    manageMembers: canManageMembers(role),
    changeSettings: canChangeSettings(role),
  };
}
