import { v } from "convex/values";
import { components } from "../_generated/api";
import { internalMutation, type MutationCtx } from "../_generated/server";
import { spend } from "../access/actionLimits";
import { findInvitation } from "../records/invitations";
import { givenLink } from "../records/links";
import { linkStatusFor } from "../rules/acceptance";
import { areClientsKnown, UNKNOWN_CLIENT } from "./clients";
import { type ClaimedDevice, isKnownDevice, vClaimedDevice } from "./devices";
import { spendAttempt } from "./signInLimits";

/** How often one client may ask Better Auth. */

/**
 * Takes one of what a client may ask, in one transaction with the decision. Two have room of their own, so that nobody
 * else can use it up: a device that was signed in to this account before, and the holder of a mailed link that still
 * works, of whom an office behind one address may have hundreds. Refuses: rate_limited.
 */
export const spendRequest = internalMutation({
  args: {
    client: v.optional(v.string()),
    /** A password, a code or a token can be guessed with it. */
    isGuess: v.boolean(),
    /** By oneself, with an address that nobody has looked at. */
    isSignUp: v.boolean(),
    /** Whose password is being tried, normalized. */
    email: v.optional(v.string()),
    /** Says that it was signed in with that address before. */
    device: v.optional(vClaimedDevice),
    link: v.optional(v.object({ invitationId: v.string(), tokenHash: v.string() })),
  },
  returns: v.null(),
  handler: async (ctx, { client, isGuess, isSignUp, email, device, link }) => {
    const key = client ?? UNKNOWN_CLIENT;
    if (!isGuess) {
      await spend(ctx, "request", key);
    } else if (email !== undefined && device && (await isKnownTo(ctx, email, device))) {
      await spend(ctx, "signInOnDevice", `${email} ${device.id}`);
    } else if (link && (await isMailedAndValid(ctx, link))) {
      await spend(ctx, "joinThroughLink", link.invitationId);
    } else {
      await spend(ctx, "guess", key);
      // Where no client is known, a stranger would use up everybody's.
      if (isSignUp && areClientsKnown()) await spend(ctx, "signUp", key);
      if (email !== undefined) await spendAttempt(ctx, email, client);
    }
    return null;
  },
});

/** Whether somebody was signed in to this account on the device before. */
export async function isKnownTo(
  ctx: MutationCtx,
  email: string,
  device: ClaimedDevice,
): Promise<boolean> {
  const credential = await ctx.runQuery(components.betterAuth.accounts.credentialOf, { email });
  return credential !== null && isKnownDevice(device, credential);
}

async function isMailedAndValid(
  ctx: MutationCtx,
  { invitationId, tokenHash }: { invitationId: string; tokenHash: string },
): Promise<boolean> {
  const now = Date.now();
  const found = await findInvitation(ctx, invitationId, givenLink(tokenHash, now));
  return found?.token?.channel === "email" && linkStatusFor(found, now) === "valid";
}
