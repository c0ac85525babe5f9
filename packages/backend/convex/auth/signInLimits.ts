import { type GenericCtx, requireRunMutationCtx } from "@convex-dev/better-auth/utils";
import { APIError, getSessionFromCtx } from "better-auth/api";
import { ConvexError, v } from "convex/values";
import { internal } from "../_generated/api";
import type { DataModel } from "../_generated/dataModel";
import { internalMutation, type MutationCtx } from "../_generated/server";
import { spend } from "../access/actionLimits";
import { areClientsKnown, UNKNOWN_CLIENT } from "./clients";
import type { HookedEndpoint } from "./sessionGuard";

/**
 * Guesses at one account, from wherever they come. Few from one client, so that it cannot use up what an account's owner
 * has left; more from all of them together. Whoever goes around the web app has an unknown address, and the room of one
 * client with all others who do. Where no client is known, they are everybody, and the owner is among them.
 */
export async function spendAttempt(
  ctx: MutationCtx,
  email: string,
  client: string | undefined,
): Promise<void> {
  if (client !== undefined || areClientsKnown()) {
    await spend(ctx, "signInFrom", `${email} ${client ?? UNKNOWN_CLIENT}`);
  }
  await spend(ctx, "signIn", email);
}

export const attempt = internalMutation({
  args: { email: v.string(), client: v.optional(v.string()) },
  returns: v.null(),
  handler: async (ctx, { email, client }) => {
    await spendAttempt(ctx, email, client);
    return null;
  },
});

export const checkInSession = internalMutation({
  args: { sessionId: v.string() },
  returns: v.null(),
  handler: async (ctx, { sessionId }) => {
    await spend(ctx, "passwordInSession", sessionId);
    return null;
  },
});

/**
 * Inside a session a password can be guessed too: whoever holds the session may not have the password. Each session has room
 * of its own, so that neither strangers nor a stolen session keep the owner from changing it.
 */
const CHECKS_PASSWORD = new Set(["/verify-password", "/change-password"]);

export async function limitPasswordChecks(
  ctx: GenericCtx<DataModel>,
  endpoint: HookedEndpoint,
): Promise<void> {
  if (!CHECKS_PASSWORD.has(endpoint.path)) return;
  const signedIn = await getSessionFromCtx(endpoint);
  if (!signedIn) return;
  try {
    await requireRunMutationCtx(ctx).runMutation(internal.auth.signInLimits.checkInSession, {
      sessionId: signedIn.session.id,
    });
  } catch (error) {
    if (!(error instanceof ConvexError)) throw error;
    throw new APIError("TOO_MANY_REQUESTS", error.data);
  }
}
