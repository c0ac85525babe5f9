import { v } from "convex/values";
import { components } from "../_generated/api";
import { internalMutation, type MutationCtx } from "../_generated/server";
import { beginSession, createAccount, takeOverAccount } from "../accounts/accounts";
import {
  type CodePurpose,
  codeInHand,
  liveCode,
  makeCode,
  mayGetCode,
  spendCode,
} from "../accounts/codes";
import { proveAddress } from "../accounts/proveAddress";
import { endSessions } from "../auth/sessionEnds";
import {
  type ConfirmationResult,
  type PendingState,
  vConfirmationResult,
  vPendingState,
} from "../auth/signUpResult";
import type { PendingSignUp } from "../betterAuth/pendingSignUps";
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
 * Until then there is no account, and nothing that can be seen or timed depends on whether the address has one already: its
 * mailbox alone is told.
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
    browser: v.string(),
    client: v.optional(v.string()),
  },
  returns: vPendingState,
  handler: async (ctx, { pendingId: before, client, ...form }): Promise<PendingState> => {
    const now = Date.now();
    const expiresAt = now + LIFETIME_MS;
    const pendingId = await ctx.runMutation(components.betterAuth.pendingSignUps.put, {
      ...form,
      id: before,
      expiresAt,
    });
    const { email } = form;
    const pending = { id: pendingId, email };
    const purpose = { ...purposeOf(pending), client };
    const live = await liveCode(ctx, purpose, now);
    // An address that has had its codes gets none now; the page says so, and can ask for one when one may be sent.
    const isSent = !live && (await mayGetCode(ctx, purpose));
    if (isSent) await mailProof(ctx, pending, purpose, now);
    return { pendingId, email, expiresAt, codeSentAt: isSent ? now : live?.sentAt };
  },
});

/** Refuses: sign_up_expired, rate_limited, code_limit. */
export const anotherCode = internalMutation({
  args: { pendingId: v.string(), unlessLive: v.boolean(), client: v.optional(v.string()) },
  returns: vPendingState,
  handler: async (ctx, { pendingId, unlessLive, client }): Promise<PendingState> => {
    const now = Date.now();
    const pending = (await findPending(ctx, pendingId)) ?? refuse("sign_up_expired");
    const { email, expiresAt } = pending;
    const purpose = { ...purposeOf(pending), client };
    const live = unlessLive ? await liveCode(ctx, purpose, now) : null;
    if (!live) await mailProof(ctx, pending, purpose, now);
    return { pendingId, email, expiresAt, codeSentAt: live?.sentAt ?? now };
  },
});

/** Its browser wants none of it any more. */
export const drop = internalMutation({
  args: { pendingId: v.string() },
  returns: v.null(),
  handler: async (ctx, { pendingId }) => {
    await ctx.runMutation(components.betterAuth.pendingSignUps.remove, { id: pendingId });
    return null;
  },
});

/**
 * The code proves the mailbox: the account is of the person who gave it, with the name and the password from this browser.
 * What somebody else chose for it before ends, with every session. Refuses: sign_up_expired, rate_limited.
 */
export const confirm = internalMutation({
  args: {
    pendingId: v.string(),
    code: v.string(),
    ipAddress: v.string(),
    userAgent: v.string(),
    /** The session that the browser has, in which another person may be: it makes room for the new one. */
    before: v.optional(v.object({ userId: v.string(), token: v.string() })),
  },
  returns: vConfirmationResult,
  handler: async (ctx, { pendingId, code, before, ...caller }): Promise<ConfirmationResult> => {
    const now = Date.now();
    const pending = (await findPending(ctx, pendingId)) ?? refuse("sign_up_expired");
    const check = await spendCode(ctx, purposeOf(pending), code, now);
    const account = await accountOf(ctx, pending.email);
    // A proven account keeps its password. Its owner has mail that says so, with the next code that they ask for.
    if (check.kind === "wrong" || account?.emailVerified) return { kind: "wrongCode" };
    const user = await provenAccount(ctx, pending, account, now);
    await ctx.runMutation(components.betterAuth.pendingSignUps.remove, { id: pendingId });
    if (before) {
      const { userId, token } = before;
      await endSessions(ctx, userId, { which: { kind: "one", token }, why: "signedOut" }, now);
    }
    const entering = { ...caller, activeOrganizationId: "" };
    const session = await beginSession(ctx, user.id, entering, now);
    return { kind: "confirmed", sessionToken: session.token };
  },
});

/**
 * The codes of those who wait at an address, for the operator to find their own among them: each opens nothing but the
 * browser of its own sign-up, so somebody else's is a wrong one. The newest first.
 */
export async function pendingCodes(ctx: MutationCtx, email: string, now: number) {
  const waiting = await ctx.runQuery(components.betterAuth.pendingSignUps.atAddress, {
    email,
    now,
    limit: 20,
  });
  return await Promise.all(
    waiting.map(async (pending) => ({
      name: pending.name,
      beganAt: pending.beganAt,
      browser: pending.browser,
      code: await codeInHand(ctx, purposeOf(pending), now),
    })),
  );
}

/** One that somebody made and never proved, or a new one. */
async function provenAccount(
  ctx: MutationCtx,
  { name, email, passwordHash }: { name: string; email: string; passwordHash: string },
  account: User | null,
  now: number,
): Promise<{ id: string }> {
  if (!account) {
    const user = await createAccount(ctx, { name, email, passwordHash, emailVerified: false });
    await proveAddress(ctx, user.id, "code", now);
    return user;
  }
  const { id: userId, platformAdmin } = account;
  const user = await takeOverAccount(ctx, userId, { name, passwordHash });
  if (platformAdmin) await revokeOrphansEverywhere(ctx, { inviterId: userId }, now);
  return user;
}

/**
 * The code to a mailbox whose address is free, or whose account never proved it; to the owner of an account, that there is
 * one. Both are counted alike, and a code that nobody was mailed is as wrong as any other. Refuses: rate_limited, code_limit.
 */
async function mailProof(
  ctx: MutationCtx,
  { id: pendingSignUpId, email }: Waiting,
  purpose: CodePurpose,
  now: number,
): Promise<void> {
  const codeId = await makeCode(ctx, purpose, now);
  const account = await accountOf(ctx, email);
  if (account?.emailVerified) await queueLetter(ctx, accountExists, email, { codeId });
  else await queueLetter(ctx, verificationCode, email, { codeId, pendingSignUpId });
}

type Waiting = Pick<PendingSignUp, "id" | "email">;

function purposeOf({ id, email }: Waiting): CodePurpose {
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
