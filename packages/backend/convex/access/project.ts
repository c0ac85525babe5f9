import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { Member, User } from "../betterAuth/shapes";
import { findProject, projectMemberOf } from "../records/projects";
import { refuse, refuseUnless } from "../refuse";
import {
  canManageProject,
  canSeeEveryProject,
  DEFAULT_PROJECT_ROLE,
  isProjectRole,
  type ProjectRole,
} from "../rules/projects";
import { requireMember } from "./session";

export interface InProject {
  project: Doc<"projects">;
  user: User;
  /** In the organization. */
  member: Member;
  projectMember?: Doc<"projectMembers">;
  mayManage: boolean;
}

/** A caller who may see a project: its members, owners and admins. Others hear `not_found`. */
export async function requireInProject(
  ctx: QueryCtx | MutationCtx,
  projectId: string,
): Promise<InProject> {
  const project = await findProject(ctx, projectId);
  // A stranger's session is looked at all the same, so that a dead one hears `not_signed_in`.
  const { user, member } = await requireMember(ctx, project?.organizationId ?? "");
  if (!project) refuse("not_found");
  const projectMember = await projectMemberOf(ctx, project._id, user.id);
  refuseUnless(projectMember || canSeeEveryProject(member.role), "not_found");
  return {
    project,
    user,
    member,
    projectMember: projectMember ?? undefined,
    mayManage: canManageProject(member.role, projectMember?.role),
  };
}

/** A caller who runs the project; another of its members hears `not_allowed`. */
export async function requireProjectManager(
  ctx: QueryCtx | MutationCtx,
  projectId: string,
): Promise<InProject> {
  const inProject = await requireInProject(ctx, projectId);
  refuseUnless(inProject.mayManage, "not_allowed");
  return inProject;
}

/**
 * The project that an inviter names, checked. Refuses: bad_input for an unknown role or a role
 * without a project, not_found for a project that is not here, project_archived.
 */
export async function requireInvitableProject(
  ctx: MutationCtx,
  organizationId: string,
  projectId: string | undefined,
  projectRole: string | undefined,
): Promise<{ projectId?: string; projectRole?: ProjectRole }> {
  if (projectId === undefined) {
    refuseUnless(projectRole === undefined, "bad_input", {
      message: "A project role needs a project: say projectId as well.",
    });
    return {};
  }
  const role = projectRole ?? DEFAULT_PROJECT_ROLE;
  if (!isProjectRole(role)) refuse("bad_input");
  const project = await findProject(ctx, projectId);
  refuseUnless(project?.organizationId === organizationId, "not_found");
  refuseUnless(project.archivedAt === undefined, "project_archived");
  return { projectId, projectRole: role };
}
