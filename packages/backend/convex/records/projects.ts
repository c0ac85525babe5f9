import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { refuse, refuseUnless } from "../access/refuse";
import type { Invitation } from "../betterAuth/rows";
import { DEFAULT_PROJECT_ROLE, isProjectRole, type ProjectRole } from "../rules/projects";
import { reservedSlugs, slugOf } from "../rules/slug";

/** Rows of projects and projectMembers. A project member is always a member of its organization. */

/** More projects of one name than this are told apart by a better name. */
const MAX_SLUG_TRIES = 50;

export async function findProject(
  ctx: QueryCtx | MutationCtx,
  projectId: string,
): Promise<Doc<"projects"> | null> {
  const id = ctx.db.normalizeId("projects", projectId);
  return id && (await ctx.db.get(id));
}

export async function projectBySlug(
  ctx: QueryCtx | MutationCtx,
  organizationId: string,
  slug: string,
): Promise<Doc<"projects"> | null> {
  return await ctx.db
    .query("projects")
    .withIndex("by_organization_slug", (q) =>
      q.eq("organizationId", organizationId).eq("slug", slug),
    )
    .first();
}

/** A new project whose creator leads it. Its slug comes from its first name and stays. */
export async function insertProject(
  ctx: MutationCtx,
  { organizationId, name, createdBy }: { organizationId: string; name: string; createdBy: string },
  now: number,
): Promise<{ projectId: Id<"projects">; slug: string }> {
  const slug = await freeSlug(ctx, organizationId, name);
  const project = { organizationId, name, slug, createdAt: now, createdBy };
  const projectId = await ctx.db.insert("projects", project);
  await insertProjectMember(ctx, { _id: projectId, organizationId }, createdBy, "lead", now);
  return { projectId, slug };
}

export async function projectMemberOf(
  ctx: QueryCtx | MutationCtx,
  projectId: Id<"projects">,
  userId: string,
): Promise<Doc<"projectMembers"> | null> {
  return await ctx.db
    .query("projectMembers")
    .withIndex("by_project_user", (q) => q.eq("projectId", projectId).eq("userId", userId))
    .first();
}

/** Expects a member of the organization who is not in the project. */
export async function insertProjectMember(
  ctx: MutationCtx,
  { _id: projectId, organizationId }: Pick<Doc<"projects">, "_id" | "organizationId">,
  userId: string,
  role: ProjectRole,
  now: number,
): Promise<void> {
  await ctx.db.insert("projectMembers", {
    projectId,
    organizationId,
    userId,
    role,
    createdAt: now,
  });
}

/** The project that an invitation names, for somebody who just joined its organization. */
export async function joinInvitedProject(
  ctx: MutationCtx,
  { organizationId, projectId, projectRole }: Invitation,
  userId: string,
  now: number,
): Promise<Doc<"projects"> | null> {
  const project = projectId === undefined ? null : await findProject(ctx, projectId);
  // Archived after the invitation was sent: the organization is what is left to join.
  if (project?.organizationId !== organizationId || project.archivedAt !== undefined) return null;
  if (!(await projectMemberOf(ctx, project._id, userId))) {
    const role = projectRole && isProjectRole(projectRole) ? projectRole : DEFAULT_PROJECT_ROLE;
    await insertProjectMember(ctx, project, userId, role, now);
  }
  return project;
}

/**
 * What an inviter says about a project, checked. Refuses: bad_input for an unknown role or a role
 * without a project, not_found for a project that nobody can be invited to here.
 */
export async function invitedProject(
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
  refuseUnless(
    project?.organizationId === organizationId && project.archivedAt === undefined,
    "not_found",
  );
  return { projectId, projectRole: role };
}

/** Where a member who opens a link goes: the project it is to, when they are in it. */
export async function ownProjectSlug(
  ctx: MutationCtx,
  { projectId }: Invitation,
  userId: string,
): Promise<{ projectSlug?: string }> {
  const project = projectId === undefined ? null : await findProject(ctx, projectId);
  const isIn = project && (await projectMemberOf(ctx, project._id, userId));
  return isIn ? { projectSlug: project.slug } : {};
}

/** One transaction's worth, with room for what else ends with a membership. */
const PROJECTS_LEFT_AT_ONCE = 500;

/**
 * Takes somebody who left an organization out of all its projects. What is left of very many goes in
 * transactions of its own, so that nobody is in too many to be removed; without the membership those
 * rows open nothing. `until` spares the projects of somebody who came back meanwhile.
 */
export async function leaveProjects(
  ctx: MutationCtx,
  left: { organizationId: string; userId: string; until: number },
): Promise<void> {
  const { organizationId, userId, until } = left;
  const rows = await ctx.db
    .query("projectMembers")
    .withIndex("by_user_organization", (q) =>
      q.eq("userId", userId).eq("organizationId", organizationId),
    )
    .take(PROJECTS_LEFT_AT_ONCE);
  const theirs = rows.filter(({ createdAt }) => createdAt <= until);
  for (const row of theirs) await ctx.db.delete(row._id);
  // Oldest first, so a younger one among them is the end.
  if (theirs.length === PROJECTS_LEFT_AT_ONCE) {
    await ctx.scheduler.runAfter(0, internal.jobs.leaveProjects.next, left);
  }
}

async function freeSlug(ctx: MutationCtx, organizationId: string, name: string): Promise<string> {
  const wanted = slugOf(name);
  for (let n = 1; n <= MAX_SLUG_TRIES; n++) {
    const slug = n === 1 ? wanted : `${wanted}-${n}`;
    if (reservedSlugs.some((reserved) => reserved === slug)) continue;
    if (!(await projectBySlug(ctx, organizationId, slug))) return slug;
  }
  refuse("slug_taken");
}
