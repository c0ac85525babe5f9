import { type GenericCtx, requireRunMutationCtx } from "@convex-dev/better-auth/utils";
import { getSessionFromCtx } from "better-auth/api";
import { type Infer, v } from "convex/values";
import { components, internal } from "../_generated/api";
import type { DataModel } from "../_generated/dataModel";
import { internalMutation, type MutationCtx } from "../_generated/server";
import { vEndedSessions } from "../betterAuth/accounts";
import { recordAccountEvent } from "../records/accountEvents";
import type { HookedEndpoint } from "./sessionGuard";

/** The ends of sessions, each with its event in the account's trail. */

/** More devices than one person has; so that ending all of them is bounded work in one transaction. */
const MAX_SESSIONS = 50;

const vWhy = v.union(
  v.literal("signedOut"),
  v.literal("endedOne"),
  v.literal("endedOthers"),
  v.literal("endedAll"),
  v.literal("passwordChanged"),
  v.literal("takenOver"),
  v.literal("tooMany"),
);
type Why = Infer<typeof vWhy>;
type Which = Infer<typeof vEndedSessions>;

export async function endSessions(
  ctx: MutationCtx,
  userId: string,
  { which, why }: { which: Which; why: Why },
  now: number,
): Promise<void> {
  const ending = { userId, which, now };
  const count = await ctx.runMutation(components.betterAuth.accounts.endSessions, ending);
  if (count === 0) return;
  const by = why === "tooMany" ? "system" : "person";
  const detail = { why, count };
  await recordAccountEvent(ctx, userId, { type: "sessionsEnded", at: now, by, detail });
}

export const end = internalMutation({
  args: { userId: v.string(), which: vEndedSessions, why: vWhy },
  returns: v.null(),
  handler: async (ctx, { userId, ...ended }) => {
    await endSessions(ctx, userId, ended, Date.now());
    return null;
  },
});

/** Ends an account's oldest sessions, until so many are left that the newer ones and `more` to come are not too many. */
export async function makeRoomFor(ctx: MutationCtx, userId: string, more: 0 | 1): Promise<void> {
  const which = { kind: "tooMany", left: MAX_SESSIONS - more } as const;
  await endSessions(ctx, userId, { which, why: "tooMany" }, Date.now());
}

/** For an account that is about to get one more session. */
export const makeRoom = internalMutation({
  args: { userId: v.string() },
  returns: v.null(),
  handler: async (ctx, { userId }) => {
    await makeRoomFor(ctx, userId, 1);
    return null;
  },
});

/**
 * Before an endpoint of Better Auth that ends sessions: it would end each in a transaction of its own, and no event could
 * be in it. Answers in the endpoint's place where that would go on to ask for the session that has just ended.
 */
export async function endSessionsAsAsked(
  ctx: GenericCtx<DataModel>,
  endpoint: HookedEndpoint,
): Promise<{ status: true } | undefined> {
  if (!(endpoint.path in ENDINGS)) return undefined;
  const signedIn = await getSessionFromCtx(endpoint, { disableRefresh: true });
  if (!signedIn) return undefined;
  const asked = ENDINGS[endpoint.path]?.(signedIn.session.token, endpoint.body?.token);
  if (!asked) return undefined;
  const { answers, ...ended } = asked;
  await requireRunMutationCtx(ctx).runMutation(internal.auth.sessionEnds.end, {
    userId: signedIn.user.id,
    ...ended,
  });
  return answers ? { status: true } : undefined;
}

interface Asked {
  which: Which;
  why: Why;
  answers: boolean;
}

const ENDINGS: Record<string, (own: string, named: unknown) => Asked | undefined> = {
  "/sign-out": (token) => ({ which: { kind: "one", token }, why: "signedOut", answers: false }),
  "/revoke-session": (_, token) =>
    typeof token === "string"
      ? { which: { kind: "one", token }, why: "endedOne", answers: true }
      : undefined,
  "/revoke-other-sessions": (token) => ({
    which: { kind: "others", token },
    why: "endedOthers",
    answers: true,
  }),
  "/revoke-sessions": () => ({ which: { kind: "all" }, why: "endedAll", answers: true }),
};
