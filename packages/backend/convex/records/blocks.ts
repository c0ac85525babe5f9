import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";

/** Rows of blockedAddresses: addresses whose requests an organization takes no more, from any link. */

export type Block = Doc<"blockedAddresses">;

export async function blockOf(
  ctx: QueryCtx,
  { organizationId, email }: { organizationId: string; email: string },
): Promise<Block | null> {
  return await ctx.db
    .query("blockedAddresses")
    .withIndex("by_organization_email", (q) =>
      q.eq("organizationId", organizationId).eq("email", email),
    )
    .unique();
}

/** Answers whether the address was not blocked before; an earlier block stays as it is. */
export async function blockAddress(
  ctx: MutationCtx,
  block: Omit<Block, "_id" | "_creationTime">,
): Promise<boolean> {
  if (await blockOf(ctx, block)) return false;
  await ctx.db.insert("blockedAddresses", block);
  return true;
}

export async function liftBlock(ctx: MutationCtx, block: Block): Promise<void> {
  await ctx.db.delete(block._id);
}

/** The same block, by another decision. */
export async function handOverBlock(
  ctx: MutationCtx,
  block: Block,
  by: Pick<Block, "blockedAt" | "blockedBy" | "reason">,
): Promise<void> {
  await ctx.db.patch(block._id, by);
}
