import { paginationOptsValidator } from "convex/server";
import { type Infer, v } from "convex/values";
import { paginator } from "convex-helpers/server/pagination";
import { components } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import { type MutationCtx, mutation, query } from "../_generated/server";
import { requireInProject, requireProjectManager } from "../access/project";
import {
  requireActingRole,
  requireMember,
  requireMemberships,
  requireRole,
} from "../access/session";
import { pageOf, vPageOf } from "../betterAuth/pages";
import { recordProjectEvent, userActor } from "../records/events";
import {
  findProject,
  insertProject,
  insertProjectMember,
  projectBySlug,
  projectMemberOf,
} from "../records/projects";
import { refuse, refuseUnless } from "../refuse";
import { canCreateProjects, canManageProject, canSeeEveryProject } from "../rules/projects";
import { canInvite } from "../rules/roles";
import { tidyName } from "../rules/text";
import schema from "../schema";
import { vProjectRole } from "../shapes";

/**
 * Workspaces inside an organization. Owners and admins see and run all of them, leads run their own,
 * other members see the ones they are in; for the rest a project is `not_found`.
 */

/** A person in more projects than this finds the rest in their organization's list. */
const MAX_MINE = 100;

const project = {
  id: v.id("projects"),
  name: v.string(),
  slug: v.string(),
  createdAt: v.number(),
  archivedAt: v.optional(v.number()),
  /** The caller's role in it; absent for an owner or admin who is not in it. */
  role: v.optional(vProjectRole),
};
const vProject = v.object(project);

/** Makes a project that the caller leads. Refuses: not_signed_in, not_found, not_allowed, bad_name. */
export const create = mutation({
  args: { organizationId: v.string(), name: v.string() },
  returns: v.object({ projectId: v.id("projects"), slug: v.string() }),
  handler: async (ctx, { organizationId, name }) => {
    const { user } = await requireRole(ctx, organizationId, canCreateProjects);
    const tidy = tidyName(name);
    if (!tidy) refuse("bad_name");
    const named = { organizationId, name: tidy, createdBy: user.id };
    const now = Date.now();
    const made = await insertProject(ctx, named, now);
    await recordProjectEvent(
      ctx,
      { ...named, _id: made.projectId },
      { type: "projectCreated", at: now, actor: userActor(user) },
    );
    return made;
  },
});

/** Refuses: not_signed_in, not_found, not_allowed, bad_name. The slug stays, so links stay good. */
export const rename = mutation({
  args: { projectId: v.string(), name: v.string() },
  returns: v.null(),
  handler: async (ctx, { projectId, name }) => {
    const { project, user } = await requireProjectManager(ctx, projectId);
    const tidy = tidyName(name);
    if (!tidy) refuse("bad_name");
    if (tidy === project.name) return null;
    await ctx.db.patch(project._id, { name: tidy });
    await recordProjectEvent(ctx, project, {
      type: "projectRenamed",
      at: Date.now(),
      actor: userActor(user),
      detail: { from: project.name, to: tidy },
    });
    return null;
  },
});

/**
 * Puts a project away, or with `archived: false` brings it back. Nobody is newly invited to an archived one, who was
 * invited joins the organization without it, and its people stay in it. Refuses: not_signed_in, not_found, not_allowed.
 */
export const archive = mutation({
  args: { projectId: v.string(), archived: v.optional(v.boolean()) },
  returns: v.null(),
  handler: async (ctx, { projectId, archived = true }) => {
    const { project, user } = await requireProjectManager(ctx, projectId);
    if (archived !== (project.archivedAt !== undefined)) {
      const now = Date.now();
      await ctx.db.patch(project._id, { archivedAt: archived ? now : undefined });
      const type = archived ? "projectArchived" : "projectRestored";
      await recordProjectEvent(ctx, project, { type, at: now, actor: userActor(user) });
    }
    return null;
  },
});

/** One project by its address; null when there is none, or it is not the caller's to see. */
export const get = query({
  args: { organizationId: v.string(), slug: v.string() },
  returns: v.union(v.null(), v.object({ ...project, may: v.object({ manage: v.boolean() }) })),
  handler: async (ctx, { organizationId, slug }) => {
    const { user, member } = await requireMember(ctx, organizationId);
    const found = await projectBySlug(ctx, organizationId, slug);
    const mine = found && (await projectMemberOf(ctx, found._id, user.id));
    if (!found || !(mine || canSeeEveryProject(member.role))) return null;
    return {
      ...projectOf(found, mine?.role),
      may: { manage: canManageProject(member.role, mine?.role) },
    };
  },
});

/**
 * The project that a new invitation names, archived or not; null for one that is not here. Refuses: not_signed_in,
 * not_found, not_allowed.
 */
export const forInviting = query({
  args: { organizationId: v.string(), projectId: v.string() },
  returns: v.union(v.null(), v.object({ name: v.string(), archivedAt: v.optional(v.number()) })),
  handler: async (ctx, { organizationId, projectId }) => {
    await requireActingRole(ctx, organizationId, canInvite);
    const found = await findProject(ctx, projectId);
    if (found?.organizationId !== organizationId) return null;
    const { name, archivedAt } = found;
    return { name, archivedAt };
  },
});

/**
 * A page of an organization's projects: for owners and admins all by name, for others the ones they
 * are in, oldest membership first. Refuses: not_signed_in, not_found.
 */
export const list = query({
  args: {
    organizationId: v.string(),
    /** Archived ones, newest first, instead of the others. For owners and admins. */
    archived: v.optional(v.boolean()),
    paginationOpts: paginationOptsValidator,
  },
  returns: vPageOf(vProject),
  handler: async (ctx, { organizationId, archived = false, paginationOpts }) => {
    const { user, member } = await requireMember(ctx, organizationId);
    if (!canSeeEveryProject(member.role)) {
      const { page, ...rest } = await pageOf(
        paginator(ctx.db, schema)
          .query("projectMembers")
          .withIndex("by_user_organization", (q) =>
            q.eq("userId", user.id).eq("organizationId", organizationId),
          ),
        paginationOpts,
      );
      const mine = await Promise.all(page.map((row) => ctx.db.get(row.projectId)));
      return {
        ...rest,
        page: mine.flatMap((found, at) =>
          found && (found.archivedAt !== undefined) === archived
            ? [projectOf(found, page[at]?.role)]
            : [],
        ),
      };
    }
    const projects = paginator(ctx.db, schema).query("projects");
    const rows = archived
      ? projects
          .withIndex("by_organization_archived_name", (q) =>
            q.eq("organizationId", organizationId).gt("archivedAt", 0),
          )
          .order("desc")
      : projects
          .withIndex("by_organization_archived_name", (q) =>
            q.eq("organizationId", organizationId).eq("archivedAt", undefined),
          )
          .order("asc");
    const { page, ...rest } = await pageOf(rows, paginationOpts);
    const own = await Promise.all(page.map((row) => projectMemberOf(ctx, row._id, user.id)));
    return {
      ...rest,
      page: page.map((found, at) => projectOf(found, own[at]?.role)),
    };
  },
});

/** The caller's projects in every organization, by name, at most 100. Refuses: not_signed_in. */
export const listMine = query({
  args: {},
  returns: v.array(
    v.object({
      id: v.id("projects"),
      name: v.string(),
      slug: v.string(),
      role: vProjectRole,
      organization: v.object({ id: v.string(), name: v.string(), slug: v.string() }),
    }),
  ),
  handler: async (ctx) => {
    const { user, memberships: places } = await requireMemberships(ctx, MAX_MINE);
    const memberships = await ctx.db
      .query("projectMembers")
      .withIndex("by_user_organization", (q) => q.eq("userId", user.id))
      .take(MAX_MINE);
    const organizations = new Map(
      places.map(({ organization: { id, name, slug } }) => [id, { id, name, slug }] as const),
    );
    const mine = await Promise.all(
      memberships.map(async ({ projectId, organizationId, role }) => {
        const found = await ctx.db.get(projectId);
        const organization = organizations.get(organizationId);
        if (!found || found.archivedAt !== undefined || !organization) return [];
        return [{ id: found._id, name: found.name, slug: found.slug, role, organization }];
      }),
    );
    return mine.flat().sort((a, b) => a.name.localeCompare(b.name));
  },
});

/** A page of a project's people, for those who see the project. Refuses: not_signed_in, not_found. */
export const members = query({
  args: { projectId: v.string(), paginationOpts: paginationOptsValidator },
  returns: vPageOf(
    v.object({
      userId: v.string(),
      name: v.string(),
      email: v.string(),
      image: v.optional(v.string()),
      role: vProjectRole,
      createdAt: v.number(),
    }),
  ),
  handler: async (ctx, { projectId, paginationOpts }) => {
    const { project } = await requireInProject(ctx, projectId);
    const { page, ...rest } = await pageOf(
      paginator(ctx.db, schema)
        .query("projectMembers")
        .withIndex("by_project_user", (q) => q.eq("projectId", project._id)),
      paginationOpts,
    );
    const users = await ctx.runQuery(components.betterAuth.accounts.byIds, {
      userIds: page.map(({ userId }) => userId),
    });
    const people = new Map(users.map((user) => [user.id, user]));
    return {
      ...rest,
      page: page.flatMap(({ userId, role, createdAt }) => {
        const user = people.get(userId);
        if (!user) return [];
        const { name, email, image } = user;
        return [{ userId, name, email, image, role, createdAt }];
      }),
    };
  },
});

/**
 * Takes a member of the organization into a project. Refuses: not_signed_in, not_found (also for a
 * person outside the organization), not_allowed, already_member.
 */
export const addMember = mutation({
  args: { projectId: v.string(), userId: v.string(), role: vProjectRole },
  returns: v.null(),
  handler: async (ctx, { projectId, userId, role }) => {
    const { project, user } = await requireProjectManager(ctx, projectId);
    const membership = await ctx.runQuery(components.betterAuth.members.find, {
      organizationId: project.organizationId,
      userId,
    });
    refuseUnless(membership, "not_found");
    refuseUnless(!(await projectMemberOf(ctx, project._id, userId)), "already_member");
    const now = Date.now();
    await insertProjectMember(ctx, project, userId, role, now);
    await recordProjectEvent(ctx, project, {
      type: "projectMemberAdded",
      at: now,
      actor: userActor(user),
      detail: { ...(await personOf(ctx, userId)), role },
    });
    return null;
  },
});

/** Refuses: not_signed_in, not_found, not_allowed. */
export const changeRole = mutation({
  args: { projectId: v.string(), userId: v.string(), role: vProjectRole },
  returns: v.null(),
  handler: async (ctx, { projectId, userId, role }) => {
    const { project, user } = await requireProjectManager(ctx, projectId);
    const row = await projectMemberOf(ctx, project._id, userId);
    refuseUnless(row, "not_found");
    if (role === row.role) return null;
    await ctx.db.patch(row._id, { role });
    await recordProjectEvent(ctx, project, {
      type: "projectMemberRoleChanged",
      at: Date.now(),
      actor: userActor(user),
      detail: { ...(await personOf(ctx, userId)), from: row.role, to: role },
    });
    return null;
  },
});

/** Takes a person out of a project; the organization keeps them. Members may take out themselves. */
export const remove = mutation({
  args: { projectId: v.string(), userId: v.string() },
  returns: v.null(),
  handler: async (ctx, { projectId, userId }) => {
    const { project, user, mayManage } = await requireInProject(ctx, projectId);
    refuseUnless(mayManage || userId === user.id, "not_allowed");
    const row = await projectMemberOf(ctx, project._id, userId);
    refuseUnless(row, "not_found");
    await ctx.db.delete(row._id);
    await recordProjectEvent(ctx, project, {
      type: userId === user.id ? "projectMemberLeft" : "projectMemberRemoved",
      at: Date.now(),
      actor: userActor(user),
      detail: { ...(await personOf(ctx, userId)), role: row.role },
    });
    return null;
  },
});

/** As they are at the time: the account's row may be another person's later. */
async function personOf(ctx: MutationCtx, userId: string) {
  const [user] = await ctx.runQuery(components.betterAuth.accounts.byIds, { userIds: [userId] });
  return { name: user?.name, email: user?.email };
}

function projectOf(
  { _id, name, slug, createdAt, archivedAt }: Doc<"projects">,
  role: Infer<typeof vProjectRole> | undefined,
): Infer<typeof vProject> {
  return { id: _id, name, slug, createdAt, archivedAt, role };
}
