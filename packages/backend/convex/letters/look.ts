import { type Infer, v } from "convex/values";
import type { QueryCtx } from "../_generated/server";
import type { Organization } from "../betterAuth/shapes";
import { lookOf, type StoredLook } from "../records/looks";

/** How an organization looks in a letter that speaks for it, to an invitee or a member. Codes and accounts are nobody's. */
export const vLook = v.object({
  organizationName: v.string(),
  accent: v.optional(v.string()),
  text: v.optional(v.string()),
  logo: v.optional(v.object({ url: v.string(), width: v.number(), height: v.number() })),
});

/**
 * Read when the letter is sent. The logo's address is the storage's own: anybody who has it sees the picture, and nobody
 * guesses it.
 */
export async function lookFor(
  ctx: QueryCtx,
  organization: Pick<Organization, "id" | "name">,
): Promise<Infer<typeof vLook>> {
  return await shownLook(ctx, organization, await lookOf(ctx, organization.id));
}

export async function shownLook(
  ctx: QueryCtx,
  { name }: Pick<Organization, "name">,
  { accentColor, letterText, logo }: StoredLook,
): Promise<Infer<typeof vLook>> {
  const url = logo ? await ctx.storage.getUrl(logo.storageId) : null;
  return {
    organizationName: name,
    ...(accentColor === undefined ? {} : { accent: accentColor }),
    ...(letterText === undefined ? {} : { text: letterText }),
    ...(logo && url ? { logo: { url, width: logo.width, height: logo.height } } : {}),
  };
}
