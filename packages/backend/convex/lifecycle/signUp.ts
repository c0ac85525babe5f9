import { v } from "convex/values";
import { components } from "../_generated/api";
import {
  internalMutation,
  internalQuery,
  type MutationCtx,
  type QueryCtx,
} from "../_generated/server";
import { beginSession, createAccount, takeOverAccount } from "../accounts/accounts";
import { type CodePurpose, sendCode, spendCode } from "../accounts/codes";
import { type SignUpResult, vSignUpResult } from "../auth/signUpResult";
import type { Invitation, Organization, Token, User } from "../betterAuth/shapes";
import { findInvitation, whatStands } from "../records/invitations";
import { givenLink } from "../records/links";
import { refuse } from "../refuse";
import { decideNewcomer } from "../rules/acceptance";
import { acceptInvitation } from "./accept";
import { revokeOrphansEverywhere } from "./revokeOrphans";

/**
 * The transaction behind signing up through an invitation: the account, its session, the membership
 * and the used-up invitation appear together or not at all.
 */

const throughLink = {
  invitationId: v.string(),
  tokenHash: v.string(),
  ipAddress: v.string(),
  userAgent: v.string(),
};

const throughForm = {
  ...throughLink,
  name: v.string(),
  passwordHash: v.string(),
  /** The person was told that an account with the address was never proven, and that joining replaces it. */
  replacesAccount: v.boolean(),
};

/** Whom a link lets join with a new account, before the password is hashed. Refuses as `signUp` does. */
export const invitee = internalQuery({
  args: { invitationId: v.string(), tokenHash: v.string(), replacesAccount: v.boolean() },
  returns: v.object({ email: v.string() }),
  handler: async (ctx, link) => {
    const { invitation } = await newcomerOrRefuse(ctx, link, Date.now());
    return { email: invitation.email };
  },
});

export const signUp = internalMutation({
  args: throughForm,
  returns: vSignUpResult,
  handler: async (ctx, { name, passwordHash, ...link }): Promise<SignUpResult> => {
    const now = Date.now();
    const newcomer = await newcomerOrRefuse(ctx, link, now);
    if (newcomer.next === "join") {
      return await join(ctx, newcomer, { name, passwordHash }, link, now);
    }
    await sendCodeTo(ctx, newcomer, now);
    return { kind: "codeSent" };
  },
});

export const anotherCode = internalMutation({
  args: { invitationId: v.string(), tokenHash: v.string() },
  returns: v.null(),
  handler: async (ctx, link) => {
    const now = Date.now();
    // Asking for a code replaces nothing yet.
    const newcomer = await newcomerOrRefuse(ctx, { ...link, replacesAccount: true }, now);
    // A mailed link has proven the mailbox already.
    if (newcomer.next === "join") refuse("bad_input");
    await sendCodeTo(ctx, newcomer, now);
    return null;
  },
});

export const verify = internalMutation({
  args: { ...throughForm, code: v.string() },
  returns: vSignUpResult,
  handler: async (ctx, { name, passwordHash, code, ...link }): Promise<SignUpResult> => {
    const now = Date.now();
    const newcomer = await newcomerOrRefuse(ctx, link, now);
    const check = await spendCode(ctx, purposeOf(newcomer.invitation, newcomer.token), code, now);
    if (check.kind === "wrong") return { kind: "wrongCode" };
    return await join(ctx, newcomer, { name, passwordHash }, link, now);
  },
});

/**
 * Nothing but the code waits for the mailbox's owner. A name or a password kept beside it would be
 * those of the last one who asked, and every holder of the same link may ask.
 */
async function sendCodeTo(
  ctx: MutationCtx,
  { invitation, token }: { invitation: Invitation; token: Token },
  now: number,
): Promise<void> {
  await sendCode(ctx, purposeOf(invitation, token), now);
  await ctx.runMutation(components.betterAuth.invitationWrites.noteFact, {
    invitationId: invitation.id,
    codeSentAt: now,
  });
}

/** One code per link: the holder of another link of the invitation cannot touch this one's. */
function purposeOf(invitation: Invitation, token: Token): CodePurpose {
  const { id: invitationId, email } = invitation;
  return {
    subject: `signUp:${token.id}`,
    email,
    kind: "invitation",
    tries: `invitation:${invitationId}`,
    invitationId,
  };
}

async function newcomerOrRefuse(
  ctx: QueryCtx | MutationCtx,
  {
    invitationId,
    tokenHash,
    replacesAccount,
  }: { invitationId: string; tokenHash: string; replacesAccount: boolean },
  now: number,
) {
  const found = await findInvitation(ctx, invitationId, givenLink(tokenHash, now));
  if (!found?.token || found.invitation.undoneAt !== undefined) refuse("not_found");
  const { invitation, organization, token } = found;
  const { account } = await whatStands(ctx, found, now, { account: true });
  const decision = decideNewcomer({ invitation, token }, account, replacesAccount, now);
  if (decision.kind === "refuse") refuse(decision.code);
  return { invitation, organization, token, account, next: decision.kind };
}

/** Either the mailed link or the mailed code proved the mailbox, so the address is verified. */
async function join(
  ctx: MutationCtx,
  {
    invitation,
    organization,
    account,
  }: { invitation: Invitation; organization: Organization; account?: User },
  chosen: { name: string; passwordHash: string },
  caller: { ipAddress: string; userAgent: string },
  now: number,
): Promise<SignUpResult> {
  const user = account
    ? await takeOverAccount(ctx, account.id, chosen)
    : await createAccount(ctx, { ...chosen, email: invitation.email, emailVerified: true });
  // The right over the platform went with the takeover, and the invitations that rested on it go with the right.
  if (account?.platformAdmin) await revokeOrphansEverywhere(ctx, { inviterId: account.id }, now);
  const entering = { ...caller, activeOrganizationId: organization.id };
  const session = await beginSession(ctx, user.id, entering, now);
  const joining = { user, sessionId: session.id, verifiesAddress: false };
  const joined = await acceptInvitation(ctx, invitation, joining, now);
  return {
    kind: "joined",
    organizationSlug: organization.slug,
    sessionToken: session.token,
    ...joined,
  };
}
