import { type Infer, v } from "convex/values";
import { internal } from "../_generated/api";
import { action, mutation, type QueryCtx, query } from "../_generated/server";
import { spend } from "../access/actionLimits";
import { requireRole } from "../access/session";
import { planSweep } from "../jobs/logos";
import { userActor } from "../records/events";
import { lookOf, setLook } from "../records/looks";
import { refuse, refuseUnless } from "../refuse";
import { LOGO_TOO_LARGE, logoIn, MAX_LOGO_BYTES } from "../rules/image";
import { changedLook, lookFields, lookProblems } from "../rules/look";
import { canChangeSettings } from "../rules/roles";

const vShownLook = v.object({
  accentColor: v.optional(v.string()),
  replyToEmail: v.optional(v.string()),
  letterText: v.optional(v.string()),
  logo: v.optional(v.object({ url: v.string(), width: v.number(), height: v.number() })),
});

/** Any part of it but the logo; null clears. */
export const vLookChange = {
  accentColor: v.optional(v.union(v.string(), v.null())),
  replyToEmail: v.optional(v.union(v.string(), v.null())),
  letterText: v.optional(v.union(v.string(), v.null())),
};

/** How the organization's letters look, for owners and admins. Refuses: not_signed_in, not_found, not_allowed. */
export const get = query({
  args: { organizationId: v.string() },
  returns: vShownLook,
  handler: async (ctx, { organizationId }) => {
    await requireRole(ctx, organizationId, canChangeSettings);
    return await shownLook(ctx, organizationId);
  },
});

async function shownLook(ctx: QueryCtx, organizationId: string): Promise<Infer<typeof vShownLook>> {
  const { logo, ...look } = await lookOf(ctx, organizationId);
  const url = logo ? await ctx.storage.getUrl(logo.storageId) : null;
  if (!logo || !url) return look;
  return { ...look, logo: { url, width: logo.width, height: logo.height } };
}

/**
 * Changes some of the look and answers all of it. It shows in every letter that is sent from now on. Refuses: not_signed_in,
 * not_found, not_allowed, and bad_look with the `field` that needs another value and a `message` that says which.
 */
export const update = mutation({
  args: { organizationId: v.string(), ...vLookChange },
  returns: vShownLook,
  handler: async (ctx, { organizationId, ...change }) => {
    const { user } = await requireRole(ctx, organizationId, canChangeSettings);
    const before = await lookOf(ctx, organizationId);
    const look = changedLook(before, change);
    const problems = lookProblems(look);
    const [wrong] = Object.entries(problems);
    const field = lookFields.find((candidate) => candidate === wrong?.[0]);
    if (field) refuse("bad_look", { field, message: wrong?.[1] });
    const { logo } = before;
    await setLook(ctx, organizationId, { ...look, ...(logo ? { logo } : {}) }, userActor(user));
    return await shownLook(ctx, organizationId);
  },
});

/**
 * An address to send one file to, good for an hour. What `setLogo` is not told of within it is deleted. Refuses:
 * not_signed_in, not_found, not_allowed, rate_limited.
 */
export const generateLogoUploadUrl = mutation({
  args: { organizationId: v.string() },
  returns: v.string(),
  handler: async (ctx, { organizationId }) => {
    const { user } = await requireRole(ctx, organizationId, canChangeSettings);
    await spend(ctx, "uploadLogo", user.id);
    await planSweep(ctx, Date.now());
    return await ctx.storage.generateUploadUrl();
  },
});

const GONE = {
  field: "logo",
  message: "This upload is no longer there. Choose the file again.",
} as const;

/**
 * Makes an upload the logo, once its bytes have been looked at: what it is called, and the type it was sent as, say nothing.
 * The upload is deleted either way. Refuses: not_signed_in, not_found, not_allowed, and bad_look with the field `logo` and a
 * `message`.
 */
export const setLogo = action({
  args: { organizationId: v.string(), storageId: v.id("_storage") },
  returns: v.null(),
  handler: async (ctx, { organizationId, storageId }): Promise<null> => {
    const upload = await ctx.runQuery(internal.jobs.logos.upload, { organizationId, storageId });
    refuseUnless(upload, "bad_look", GONE);
    try {
      // Asked before reading: an upload may be larger than what a function may hold.
      const isSmall = upload.size <= MAX_LOGO_BYTES;
      refuseUnless(isSmall, "bad_look", { field: "logo", message: LOGO_TOO_LARGE });
      const file = await ctx.storage.get(storageId);
      refuseUnless(file, "bad_look", GONE);
      const bytes = await file.arrayBuffer();
      const found = logoIn(new Uint8Array(bytes));
      if ("problem" in found) refuse("bad_look", { field: "logo", message: found.problem });
      const { image } = found;
      const checked = await ctx.storage.store(new Blob([bytes], { type: image.kind }));
      const logo = { storageId: checked, ...image };
      await ctx
        .runMutation(internal.jobs.logos.keep, { organizationId, logo })
        .catch(async (error: unknown) => {
          await ctx.runMutation(internal.jobs.logos.discard, { storageId: checked });
          throw error;
        });
    } finally {
      await ctx.runMutation(internal.jobs.logos.discard, { storageId });
    }
    return null;
  },
});

/** Letters have none from now on, and those sent before show the organization's name instead. Refuses: not_signed_in, not_found, not_allowed. */
export const removeLogo = mutation({
  args: { organizationId: v.string() },
  returns: v.null(),
  handler: async (ctx, { organizationId }) => {
    const { user } = await requireRole(ctx, organizationId, canChangeSettings);
    const { logo: _, ...look } = await lookOf(ctx, organizationId);
    await setLook(ctx, organizationId, look, userActor(user));
    return null;
  },
});
