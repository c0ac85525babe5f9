import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import { isLeft, requireLeft, spend } from "../access/actionLimits";
import { queueLetter } from "../letters/queue";
import { verificationCode } from "../letters/verificationCode";
import { CODE_LENGTH, CODE_LIFETIME_MS, codeOf } from "../records/codes";

/** Proving an address with a mailed code. */

/**
 * With the limits of a day this leaves a guesser 15 tries in a million at an invitation and as many at an account or a
 * sign-up, and no more than 75 at an address, however many of each it has: three times five codes of five.
 */
const CODE_ATTEMPTS = 5;

export interface CodePurpose {
  /** What the code proves: an account's address, or that of a link's invitee. At most one code at a time. */
  subject: string;
  email: string;
  /** Codes of one kind are counted together for an address, and apart from the others. */
  kind: "account" | "invitation" | "signUp";
  /** Whose wrong codes are counted together, however many codes it has had. */
  tries: string;
  /** The invitation that brought the person here, when one did. */
  invitationId?: string;
}

/** That an account's address is its owner's. */
export function accountPurpose({ id, email }: { id: string; email: string }): CodePurpose {
  return { subject: `account:${id}`, email, kind: "account", tries: `account:${email}` };
}

/** Mails a new code to an address. Refuses as `makeCode` does. */
export async function sendCode(ctx: MutationCtx, purpose: CodePurpose, now: number): Promise<void> {
  const codeId = await makeCode(ctx, purpose, now);
  const { email, invitationId } = purpose;
  await queueLetter(ctx, verificationCode, email, { codeId, invitationId });
}

/**
 * A new code, for the caller to mail. The subject's earlier code stops working. Refuses rate_limited: one a minute, five a
 * day. Each kind is counted apart, because anyone can sign up with an address, and that must not use up the codes of its
 * account, or of the person invited at it.
 */
export async function makeCode(
  ctx: MutationCtx,
  purpose: CodePurpose,
  now: number,
): Promise<string> {
  const { subject, email } = purpose;
  const key = addressKey(purpose);
  await spend(ctx, "sendCode", key);
  await spend(ctx, "sendCodeDaily", key);
  return await ctx.runMutation(components.betterAuth.codes.replace, {
    subject,
    email,
    attempts: CODE_ATTEMPTS,
    expiresAt: now + CODE_LIFETIME_MS,
  });
}

/** Whether a code of this kind may be mailed to the address now. */
export async function mayGetCode(ctx: MutationCtx, purpose: CodePurpose): Promise<boolean> {
  const key = addressKey(purpose);
  return (await isLeft(ctx, "sendCode", key)) && (await isLeft(ctx, "sendCodeDaily", key));
}

/** Whether a code that was mailed still works. */
export async function hasLiveCode(
  ctx: MutationCtx,
  { subject }: CodePurpose,
  now: number,
): Promise<boolean> {
  const row = await ctx.runQuery(components.betterAuth.codes.find, { subject });
  return row !== null && row.expiresAt > now;
}

function addressKey({ kind, email }: CodePurpose): string {
  return `${kind}:${email}`;
}

export type CodeCheck =
  | { kind: "right"; email: string }
  /** Also counts the attempt, so the caller must commit rather than throw. */
  | { kind: "wrong" };

/**
 * Spends the subject's code, or one of its attempts. Refuses rate_limited, the right code too, once an
 * invitation, an account or a sign-up has seen 15 wrong ones in a day.
 */
export async function spendCode(
  ctx: MutationCtx,
  { subject, tries: key }: CodePurpose,
  typed: string,
  now: number,
): Promise<CodeCheck> {
  // Beside the code, so that neither another code nor another link of the invitation brings new tries.
  await requireLeft(ctx, "wrongCode", key);
  const row = await ctx.runQuery(components.betterAuth.codes.find, { subject });
  if (!row || row.expiresAt <= now) return { kind: "wrong" };
  const digits = typedDigits(typed);
  // Fewer than a code has is a slip and no guess, so it costs nothing.
  if (digits.length < CODE_LENGTH) return { kind: "wrong" };
  if (digits !== codeOf(row.id)) {
    await spend(ctx, "wrongCode", key);
    await ctx.runMutation(components.betterAuth.codes.countWrongAttempt, { codeId: row.id });
    return { kind: "wrong" };
  }
  await ctx.runMutation(components.betterAuth.codes.remove, { codeId: row.id });
  return { kind: "right", email: row.email };
}

/** The digits alone: full-width ones as plain ones, without the spaces and hyphens that people put between them. */
function typedDigits(typed: string): string {
  return typed.normalize("NFKC").replace(/\D/g, "");
}
