import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { type Look, lookDifference } from "../rules/look";
import type { Actor } from "../shapes";
import { recordEvent } from "./events";

/** Rows of organizationLooks, one for each organization that set something, and the files that they show. */

export type StoredLook = Look & Pick<Doc<"organizationLooks">, "logo">;

export async function lookOf(ctx: QueryCtx, organizationId: string): Promise<StoredLook> {
  const row = await rowOf(ctx, organizationId);
  return row ? lookIn(row) : {};
}

function lookIn({ _id, _creationTime, organizationId, ...look }: Doc<"organizationLooks">) {
  return look;
}

async function rowOf(ctx: QueryCtx, organizationId: string) {
  return await ctx.db
    .query("organizationLooks")
    .withIndex("by_organization", (q) => q.eq("organizationId", organizationId))
    .unique();
}

/** Stores a whole look, tells the trail what changed, and deletes the logo that nothing shows any more. */
export async function setLook(
  ctx: MutationCtx,
  organizationId: string,
  look: StoredLook,
  by: Actor,
): Promise<void> {
  const row = await rowOf(ctx, organizationId);
  const before = row ? lookIn(row) : {};
  const detail = lookDifference(before, look);
  if (!detail) return;
  if (row) await ctx.db.replace(row._id, { organizationId, ...look });
  else await ctx.db.insert("organizationLooks", { organizationId, ...look });
  if (before.logo && before.logo.storageId !== look.logo?.storageId) {
    await deleteFile(ctx, before.logo.storageId);
  }
  await recordEvent(
    ctx,
    { organizationId },
    {
      type: "settingsChanged",
      at: Date.now(),
      actor: by,
      detail,
    },
  );
}

export async function isLogo(ctx: QueryCtx, storageId: Id<"_storage">): Promise<boolean> {
  const shown = await ctx.db
    .query("organizationLooks")
    .withIndex("by_logo", (q) => q.eq("logo.storageId", storageId))
    .first();
  return shown !== null;
}

/** Two calls may want to delete the same one. */
export async function deleteFile(ctx: MutationCtx, storageId: Id<"_storage">): Promise<void> {
  if (await ctx.db.system.get(storageId)) await ctx.storage.delete(storageId);
}
