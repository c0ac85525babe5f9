import { type GenericCtx, requireRunMutationCtx } from "@convex-dev/better-auth/utils";
import { APIError, getSessionFromCtx } from "better-auth/api";
import { v } from "convex/values";
import { components, internal } from "../_generated/api";
import type { DataModel } from "../_generated/dataModel";
import { internalMutation } from "../_generated/server";
import { vSessionStart } from "../betterAuth/accounts";
import { countWrongPassword, recordAccountEvent } from "../records/accountEvents";
import { makeRoomFor } from "./sessionEnds";
import type { HookedEndpoint } from "./sessionGuard";

/** Right and wrong sign-ins, in the trail of the account. */

/**
 * Ends a session that was overtaken, and answers whether it was; one that stands is told of in the same transaction. Until
 * then nobody holds its cookie, so no session is in use that the trail knows nothing of.
 */
export const confirmSession = internalMutation({
  args: { userId: v.string(), token: v.string(), start: vSessionStart, browser: v.string() },
  returns: v.boolean(),
  handler: async (ctx, { browser, ...made }): Promise<boolean> => {
    const isOvertaken = await ctx.runMutation(components.betterAuth.accounts.endIfOvertaken, made);
    if (!isOvertaken && made.start.kind === "signIn") {
      const signedIn = { type: "signedIn", at: Date.now(), by: "person" } as const;
      await recordAccountEvent(ctx, made.userId, { ...signedIn, detail: { browser } });
      // Room was made before the session, in another transaction, which others that came at once had found as well.
      await makeRoomFor(ctx, made.userId, 0);
    }
    return isOvertaken;
  },
});

/** How Better Auth says that a password was wrong; of a sign-in also that nobody has the address. */
const WRONG: Record<string, string> = {
  "/sign-in/email": "INVALID_EMAIL_OR_PASSWORD",
  "/verify-password": "INVALID_PASSWORD",
  "/change-password": "INVALID_PASSWORD",
};

/**
 * After an endpoint that checks a password. Counted later and for an address without an account as well, so that the
 * answer takes as long for every address.
 */
export async function noteWrongPassword(
  ctx: GenericCtx<DataModel>,
  endpoint: HookedEndpoint,
): Promise<void> {
  const { returned } = endpoint.context;
  if (!(returned instanceof APIError) || returned.body?.code === undefined) return;
  if (returned.body.code !== WRONG[endpoint.path]) return;
  const email: unknown =
    endpoint.path === "/sign-in/email"
      ? endpoint.body?.email
      : (await getSessionFromCtx(endpoint))?.user.email;
  if (typeof email !== "string") return;
  const mutating = requireRunMutationCtx(ctx);
  const user = await mutating.runQuery(components.betterAuth.accounts.byEmail, { email });
  // Without the address: what somebody typed does not belong among the deployment's scheduled calls.
  const tried = { userId: user?.id ?? null, at: Date.now() };
  await mutating.scheduler.runAfter(0, internal.auth.signIns.countWrong, tried);
}

export const countWrong = internalMutation({
  args: { userId: v.union(v.string(), v.null()), at: v.number() },
  returns: v.null(),
  handler: async (ctx, { userId, at }) => {
    if (userId !== null) await countWrongPassword(ctx, userId, at);
    return null;
  },
});
