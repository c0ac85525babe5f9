import { v } from "convex/values";
import { internal } from "../_generated/api";
import {
  internalMutation,
  internalQuery,
  type MutationCtx,
  type QueryCtx,
} from "../_generated/server";
import { requireRole } from "../access/session";
import { userActor } from "../records/events";
import { deleteFile, isLogo, lookOf, setLook } from "../records/looks";
import { canChangeSettings } from "../rules/roles";
import { HOUR, MINUTE } from "../rules/time";
import { vLogo } from "../shapes";

/**
 * Files on their way to being a logo. The upload itself never is one: it keeps the type that its browser claimed. What its
 * bytes turned out to be is stored as a file of its own, with that type, and the upload goes.
 */

/** How large an upload is; null when there is none. For those who may set it. */
export const upload = internalQuery({
  args: { organizationId: v.string(), storageId: v.id("_storage") },
  returns: v.union(v.null(), v.object({ size: v.number() })),
  handler: async (ctx, { organizationId, storageId }): Promise<{ size: number } | null> => {
    await requireRole(ctx, organizationId, canChangeSettings);
    const file = await ctx.db.system.get(storageId);
    // Another organization's logo is no upload, and not this one's to take or delete.
    return file && !(await isLogo(ctx, storageId)) ? { size: file.size } : null;
  },
});

/** Shows a checked file as the organization's logo, from the next letter on. */
export const keep = internalMutation({
  args: { organizationId: v.string(), logo: vLogo },
  returns: v.null(),
  handler: async (ctx, { organizationId, logo }): Promise<null> => {
    const { user } = await requireRole(ctx, organizationId, canChangeSettings);
    const look = await lookOf(ctx, organizationId);
    await setLook(ctx, organizationId, { ...look, logo }, userActor(user));
    return null;
  },
});

export const discard = internalMutation({
  args: { storageId: v.id("_storage") },
  returns: v.null(),
  handler: async (ctx, { storageId }): Promise<null> => {
    await deleteFile(ctx, storageId);
    return null;
  },
});

/** An upload may begin for as long as its address is good, an hour, and then takes at most a few minutes. */
const UPLOADS_END_AFTER_MS = HOUR + 10 * MINUTE;
/** Checking and setting the last of them is over long before. */
const SWEPT_AFTER_MS = 2 * HOUR;

/** With each upload address: deletes what was uploaded meanwhile and set by nobody. */
export async function planSweep(ctx: MutationCtx, now: number): Promise<void> {
  await ctx.scheduler.runAfter(SWEPT_AFTER_MS, internal.jobs.logos.sweep, {
    after: now,
    before: now + UPLOADS_END_AFTER_MS,
  });
}

const BATCH = 100;

/** Deletes files of that time that are no logo, and goes on at once while there are more. */
export const sweep = internalMutation({
  args: { after: v.number(), before: v.number() },
  returns: v.null(),
  handler: async (ctx, { after, before }): Promise<null> => {
    const files = await filesOf(ctx, after, before);
    for (const { _id } of files) {
      if (!(await isLogo(ctx, _id))) await deleteFile(ctx, _id);
    }
    const last = files.length === BATCH ? files.at(-1) : undefined;
    if (last) {
      const rest = { after: last._creationTime, before };
      await ctx.scheduler.runAfter(0, internal.jobs.logos.sweep, rest);
    }
    return null;
  },
});

async function filesOf(ctx: QueryCtx, after: number, before: number) {
  return await ctx.db.system
    .query("_storage")
    .withIndex("by_creation_time", (q) => q.gt("_creationTime", after).lt("_creationTime", before))
    .take(BATCH);
}
