import { canInvite, type Role } from "./roles";

/** What a project's members may do, beside what their role in the organization allows. */

export const projectRoles = ["lead", "contributor", "viewer"] as const;
export type ProjectRole = (typeof projectRoles)[number];

/** For an invitation to a project that names no role in it. */
export const DEFAULT_PROJECT_ROLE: ProjectRole = "contributor";

export const canCreateProjects = canInvite;
export const canSeeEveryProject = canInvite;

/** Owners and admins run every project, leads their own. */
export function canManageProject(role: Role, projectRole: ProjectRole | undefined): boolean {
  return canSeeEveryProject(role) || projectRole === "lead";
}

export function isProjectRole(role: string): role is ProjectRole {
  return projectRoles.some((known) => known === role);
}

/** The stored role of an invitation to a project; an unknown or absent one is the default. */
export function projectRoleOf(stored: string | undefined): ProjectRole {
  return stored !== undefined && isProjectRole(stored) ? stored : DEFAULT_PROJECT_ROLE;
}
