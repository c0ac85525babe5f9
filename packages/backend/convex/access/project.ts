import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { Member, User } from "../betterAuth/rows";
import { findProject, projectMemberOf } from "../records/projects";
import { canManageProject, canSeeEveryProject } from "../rules/projects";
import { refuse, refuseUnless } from "./refuse";
import { requireMember } from "./session";

export interface InProject {
  project: Doc<"projects">;
  user: User;
  /** In the organization. */
  member: Member;
  projectMember?: Doc<"projectMembers">;
  mayManage: boolean;
}

/** Somebody who may see a project: its members, owners and admins. Others hear `not_found`. */
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

/** Somebody who runs the project; another of its members hears `not_allowed`. */
export async function requireProjectManager(
  ctx: QueryCtx | MutationCtx,
  projectId: string,
): Promise<InProject> {
  const inProject = await requireInProject(ctx, projectId);
  refuseUnless(inProject.mayManage, "not_allowed");
  return inProject;
}
