import { type Infer, v } from "convex/values";
import { components, internal } from "../_generated/api";
import { internalMutation, internalQuery, type MutationCtx } from "../_generated/server";
import { spend } from "../access/actionLimits";
import { beginSession, setPassword, takeOverAccount } from "../accounts/accounts";
import { vClaimedDevice } from "../auth/devices";
import { isKnownTo } from "../auth/requestLimits";
import type { WayBack } from "../betterAuth/shapes";
import { passwordReset } from "../letters/passwordReset";
import { queueLetter } from "../letters/queue";
import { findInvitation } from "../records/invitations";
import { givenLink } from "../records/links";
import { addReset, findReset, pathOfWayBack } from "../records/passwordResets";
import { refuse } from "../refuse";
import { revokeOrphansEverywhere } from "./revokeOrphans";

/**
 * A forgotten password is set anew by a mailed link. Asking for one looks the same for every address: what depends on whether
 * it has an account happens after the answer, and its mailbox alone is told.
 */

/** Where the person came from. An invitation's link by the hash of its token, because what is scheduled is stored. */
const vAskedWayBack = v.union(
  v.object({
    kind: v.literal("invitation"),
    invitationId: v.string(),
    tokenHash: v.optional(v.string()),
  }),
  v.object({ kind: v.literal("page"), path: v.string() }),
);

/**
 * Refuses: rate_limited, one a minute and five a day for an address, whether it has an account or not. A device that was signed
 * in to the account before has as many of its own, so that strangers cannot use up its owner's.
 */
export const request = internalMutation({
  args: {
    email: v.string(),
    device: v.optional(vClaimedDevice),
    wayBack: v.optional(vAskedWayBack),
  },
  returns: v.null(),
  handler: async (ctx, { email, device, wayBack }) => {
    const isKnown = device !== undefined && (await isKnownTo(ctx, email, device));
    const key = isKnown ? `reset:${email} ${device.id}` : `reset:${email}`;
    await spend(ctx, "sendCode", key);
    await spend(ctx, "sendCodeDaily", key);
    const asked = { email, wayBack };
    await ctx.scheduler.runAfter(0, internal.lifecycle.passwordReset.mailLink, asked);
    return null;
  },
});

/** To an account with that address, proven or not: whoever opens the link proves it. Nothing to an address without one. */
export const mailLink = internalMutation({
  args: { email: v.string(), wayBack: v.optional(vAskedWayBack) },
  returns: v.null(),
  handler: async (ctx, { email, wayBack }) => {
    const now = Date.now();
    const account = await ctx.runQuery(components.betterAuth.accounts.byEmail, { email });
    const credential = await ctx.runQuery(components.betterAuth.accounts.credentialOf, { email });
    if (!account || !credential) return null;
    const { id, changedAt } = credential;
    const reset = { userId: account.id, email, credential: { id, changedAt } };
    const resetId = await addReset(
      ctx,
      { ...reset, wayBack: wayBack && (await storedWayBack(ctx, wayBack, now)) },
      now,
    );
    await queueLetter(ctx, passwordReset, email, { resetId });
    return null;
  },
});

/** Whose password a link sets, before the new one is hashed. Refuses as `reset` does. */
export const holder = internalQuery({
  args: { tokenHash: v.string() },
  returns: v.object({ email: v.string() }),
  handler: async (ctx, { tokenHash }) => {
    const { account } = (await findReset(ctx, tokenHash, Date.now())) ?? {};
    return account ? { email: account.email } : refuse("reset_link_ended");
  },
});

/**
 * Sets the password, ends every session, and begins one for who did it, all at once: the mailed link is the proof of the
 * address. An account that never had one is handed over as to whoever proves it elsewhere, but keeps its name: nobody is asked
 * for another, and mostly it is the person's own. A sign-up that waits for its code stays, and a proven account refuses it.
 * Refuses: reset_link_ended.
 */
export const reset = internalMutation({
  args: {
    tokenHash: v.string(),
    passwordHash: v.string(),
    ipAddress: v.string(),
    userAgent: v.string(),
  },
  returns: v.object({
    /** For the cookie of the person who set it; goes nowhere else. */
    sessionToken: v.string(),
    path: v.string(),
  }),
  handler: async (ctx, { tokenHash, passwordHash, ...caller }) => {
    const now = Date.now();
    const found = await findReset(ctx, tokenHash, now);
    if (!found?.account) refuse("reset_link_ended");
    const { id: resetId, account, wayBack } = found;
    await ctx.runMutation(components.betterAuth.passwordResets.end, { resetId, now });
    if (account.emailVerified) {
      await setPassword(ctx, account.id, passwordHash);
    } else {
      await takeOverAccount(ctx, account.id, { name: account.name, passwordHash });
      if (account.platformAdmin) {
        await revokeOrphansEverywhere(ctx, { inviterId: account.id }, now);
      }
    }
    const entering = { ...caller, activeOrganizationId: "" };
    const session = await beginSession(ctx, account.id, entering, now);
    return { sessionToken: session.token, path: pathOfWayBack(wayBack, { withToken: true }) };
  },
});

async function storedWayBack(
  ctx: MutationCtx,
  asked: Infer<typeof vAskedWayBack>,
  now: number,
): Promise<WayBack> {
  if (asked.kind === "page" || asked.tokenHash === undefined) return asked;
  const { invitationId, tokenHash } = asked;
  const found = await findInvitation(ctx, invitationId, givenLink(tokenHash, now));
  return { kind: "invitation", invitationId, tokenId: found?.token?.id };
}
