import { v } from "convex/values";
import { components, internal } from "../_generated/api";
import { internalMutation, type MutationCtx } from "../_generated/server";
import { createAccount, createSession, takeOverAccount } from "../accounts/accounts";
import { type CodePurpose, hasLiveCode, makeCode, mayGetCode, spendCode } from "../accounts/codes";
import { proveAddress } from "../accounts/proveAddress";
import { type ConfirmationResult, vConfirmationResult } from "../auth/signUpResult";
import type { User } from "../betterAuth/shapes";
import { accountExists } from "../letters/accountExists";
import { queueLetter } from "../letters/queue";
import { verificationCode } from "../letters/verificationCode";
import { refuse } from "../refuse";
import { DAY } from "../rules/time";
import { revokeOrphansEverywhere } from "./revokeOrphans";

/**
 * Signing up by oneself. The form waits, bound to the browser that sent it, until the code from the mailbox comes through
 * that browser: so the code activates the password that its reader chose, whoever else has signed up with the address.
 * Until then nothing that can be seen or timed depends on whether the address has an account: its mailbox alone is told.
 */

/** As long as the codes of a day may be asked for. */
const LIFETIME_MS = DAY;

export const begin = internalMutation({
  args: {
    /** The browser's sign-up before this one. */
    pendingId: v.optional(v.string()),
    name: v.string(),
    email: v.string(),
    passwordHash: v.string(),
  },
  returns: v.object({ pendingId: v.string() }),
  handler: async (ctx, { pendingId: before, ...form }): Promise<{ pendingId: string }> => {
    const now = Date.now();
    const pendingId = await ctx.runMutation(components.betterAuth.pendingSignUps.put, {
      ...form,
      id: before,
      expiresAt: now + LIFETIME_MS,
    });
    const purpose = purposeOf({ id: pendingId, email: form.email });
    // An address that has had its codes gets none now; the page can ask for one when one may be sent.
    const isDue = !(await hasLiveCode(ctx, purpose, now));
    if (isDue && (await mayGetCode(ctx, purpose))) await mailProof(ctx, purpose, now);
    // After the answer, so that it takes as long for an address that has an account.
    await ctx.scheduler.runAfter(0, internal.lifecycle.pendingSignUp.makeAccount, { pendingId });
    return { pendingId };
  },
});

/** An account whose address is unproven, to sign in to and prove the address from elsewhere; none where there is one. */
export const makeAccount = internalMutation({
  args: { pendingId: v.string() },
  returns: v.null(),
  handler: async (ctx, { pendingId }) => {
    const pending = await findPending(ctx, pendingId);
    if (!pending || (await accountOf(ctx, pending.email))) return null;
    const { name, email, passwordHash } = pending;
    await createAccount(ctx, { name, email, passwordHash, emailVerified: false });
    return null;
  },
});

/** Refuses: sign_up_expired, rate_limited. */
export const anotherCode = internalMutation({
  args: { pendingId: v.string(), unlessLive: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { pendingId, unlessLive }) => {
    const now = Date.now();
    const purpose = purposeOf((await findPending(ctx, pendingId)) ?? refuse("sign_up_expired"));
    if (unlessLive && (await hasLiveCode(ctx, purpose, now))) return null;
    await mailProof(ctx, purpose, now);
    return null;
  },
});

/**
 * The code proves the mailbox: the account is of the person who gave it, with the name and the password from this browser.
 * What somebody else chose for it before ends, with every session. Refuses: sign_up_expired, rate_limited.
 */
export const confirm = internalMutation({
  args: { pendingId: v.string(), code: v.string(), ipAddress: v.string(), userAgent: v.string() },
  returns: vConfirmationResult,
  handler: async (ctx, { pendingId, code, ...caller }): Promise<ConfirmationResult> => {
    const now = Date.now();
    const pending = (await findPending(ctx, pendingId)) ?? refuse("sign_up_expired");
    const check = await spendCode(ctx, purposeOf(pending), code, now);
    const account = await accountOf(ctx, pending.email);
    // A proven account keeps its password. Its owner has mail that says so, with the next code that they ask for.
    if (check.kind === "wrong" || account?.emailVerified) return { kind: "wrongCode" };
    const user = await provenAccount(ctx, pending, account, now);
    await ctx.runMutation(components.betterAuth.pendingSignUps.remove, { id: pendingId });
    const session = await createSession(ctx, user.id, { ...caller, activeOrganizationId: "" });
    return { kind: "confirmed", sessionToken: session.token };
  },
});

/** The account that this sign-up made, one that somebody else made and never proved, or a new one. */
async function provenAccount(
  ctx: MutationCtx,
  { name, email, passwordHash }: { name: string; email: string; passwordHash: string },
  account: User | null,
  now: number,
): Promise<{ id: string }> {
  if (!account) {
    return await createAccount(ctx, { name, email, passwordHash, emailVerified: true });
  }
  const { id: userId, platformAdmin } = account;
  if (await ctx.runQuery(components.betterAuth.accounts.hasPassword, { userId, passwordHash })) {
    await proveAddress(ctx, userId, "code", now);
    return account;
  }
  const user = await takeOverAccount(ctx, userId, { name, passwordHash });
  if (platformAdmin) await revokeOrphansEverywhere(ctx, { inviterId: userId }, now);
  return user;
}

/**
 * The code to a mailbox whose address is free, or whose account never proved it; to the owner of an account, that there is
 * one. Both are counted alike, and a code that nobody was mailed is as wrong as any other. Refuses: rate_limited.
 */
async function mailProof(ctx: MutationCtx, purpose: CodePurpose, now: number): Promise<void> {
  const codeId = await makeCode(ctx, purpose, now);
  const { email } = purpose;
  const account = await accountOf(ctx, email);
  if (account?.emailVerified) await queueLetter(ctx, accountExists, email, { codeId });
  else await queueLetter(ctx, verificationCode, email, { codeId });
}

function purposeOf({ id, email }: { id: string; email: string }): CodePurpose {
  const subject = `pendingSignUp:${id}`;
  return { subject, email, kind: "signUp", tries: subject };
}

async function findPending(ctx: MutationCtx, id: string) {
  const pending = await ctx.runQuery(components.betterAuth.pendingSignUps.find, { id });
  return pending && pending.expiresAt > Date.now() ? pending : null;
}

async function accountOf(ctx: MutationCtx, email: string) {
  return await ctx.runQuery(components.betterAuth.accounts.byEmail, { email });
}
