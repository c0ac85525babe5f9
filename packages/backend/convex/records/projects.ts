import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { Invitation } from "../betterAuth/shapes";
import { refuse } from "../refuse";
import type { ProjectRole } from "../rules/projects";
import { slugOf } from "../rules/slug";

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

/**
 * The project that an invitation leads to. None once it is archived or gone: whoever was invited to it is left with the
 * organization to join, and with the project again when it is brought back before they do.
 */
export async function invitedProject(
  ctx: QueryCtx | MutationCtx,
  { organizationId, projectId }: Pick<Invitation, "organizationId" | "projectId">,
): Promise<Doc<"projects"> | null> {
  const project = projectId === undefined ? null : await findProject(ctx, projectId);
  const isOpen = project?.organizationId === organizationId && project.archivedAt === undefined;
  return isOpen ? project : null;
}

/** Where a member who opens a link goes: the project that the invitation leads to, when they are in it. */
export async function ownProjectSlug(
  ctx: MutationCtx,
  invitation: Invitation,
  userId: string,
): Promise<{ projectSlug?: string }> {
  const project = await invitedProject(ctx, invitation);
  const isIn = project && (await projectMemberOf(ctx, project._id, userId));
  return isIn ? { projectSlug: project.slug } : {};
}

/** Deletes a person's memberships of an organization's projects that are no younger than `until`, at most `limit`; answers how many. */
export async function deleteProjectMemberships(
  ctx: MutationCtx,
  { organizationId, userId, until }: { organizationId: string; userId: string; until: number },
  limit: number,
): Promise<number> {
  const rows = await ctx.db
    .query("projectMembers")
    .withIndex("by_user_organization", (q) =>
      q.eq("userId", userId).eq("organizationId", organizationId),
    )
    .take(limit);
  // Oldest first, so a younger one among them is the end.
  const old = rows.filter(({ createdAt }) => createdAt <= until);
  for (const row of old) await ctx.db.delete(row._id);
  return old.length;
}

async function freeSlug(ctx: MutationCtx, organizationId: string, name: string): Promise<string> {
  const wanted = slugOf(name) || "project";
  for (let n = 1; n <= MAX_SLUG_TRIES; n++) {
    const slug = n === 1 ? wanted : `${wanted}-${n}`;
    if (!(await projectBySlug(ctx, organizationId, slug))) return slug;
  }
  refuse("slug_taken");
}
