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

/** The roles that may be given with this one, strongest first. Only an owner makes another owner. */
export function invitableRoles(role: Role): Role[] {
  if (role === "owner") return [...roles];
  if (role === "admin") return roles.filter((other) => other !== "owner");
  return [];
}

/** The role that a person acts with on an organization's invitations: a platform admin acts as its owner. */
export function actingRole(
  user: { platformAdmin: boolean },
  member: { role: Role } | undefined,
): Role | undefined {
  return user.platformAdmin ? "owner" : member?.role;
}

/** Whether a person with this role, or with none, may invite to that one. */
export function mayInviteTo(inviterRole: Role | undefined, invited: Role): boolean {
  return inviterRole !== undefined && invitableRoles(inviterRole).includes(invited);
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
