import { type GenericCtx, requireRunMutationCtx } from "@convex-dev/better-auth/utils";
import { APIError, getIp } from "better-auth/api";
import { ConvexError, v } from "convex/values";
import { internal } from "../_generated/api";
import type { DataModel } from "../_generated/dataModel";
import { internalMutation } from "../_generated/server";
import { spend } from "../access/actionLimits";
import { isAddress, normalizeAddress } from "../rules/address";
import { ipAddress } from "./requestLimits";
import type { HookedEndpoint } from "./sessionGuard";

/**
 * Guesses at one account, from wherever they come. Few from one client, so that it cannot use up what
 * an account's owner has left; more from all of them together, and from those whose address is unknown.
 */

export const attempt = internalMutation({
  args: { email: v.string(), client: v.optional(v.string()) },
  returns: v.null(),
  handler: async (ctx, { email, client }) => {
    if (client !== undefined) await spend(ctx, "signInFrom", `${email} ${client}`);
    await spend(ctx, "signIn", email);
    return null;
  },
});

/** Whether the account exists or not, and whether the password is right or not, an attempt counts. */
export async function limitSignIn(
  ctx: GenericCtx<DataModel>,
  { path, body, request, headers }: HookedEndpoint,
): Promise<void> {
  if (path !== "/sign-in/email" || typeof body?.email !== "string") return;
  const email = normalizeAddress(body.email);
  if (!isAddress(email)) return;
  const from = request ?? headers;
  const client = (from && getIp(from, { advanced: { ipAddress } })) ?? undefined;
  try {
    await requireRunMutationCtx(ctx).runMutation(internal.auth.signInLimits.attempt, {
      email,
      client,
    });
  } catch (error) {
    if (!(error instanceof ConvexError)) throw error;
    throw new APIError("TOO_MANY_REQUESTS", error.data);
  }
}
