import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import { isLeft, type Limit, requireLeft, spend } from "../access/actionLimits";
import { queueLetter } from "../letters/queue";
import { verificationCode } from "../letters/verificationCode";
import { CODE_LENGTH, CODE_LIFETIME_MS, codeOf } from "../records/codes";
import type { RefusalCode } from "../rules/refusals";

/** Proving an address with a mailed code. */

/**
 * With the limits of a day this leaves a guesser 15 tries in a million at an invitation and as many at an account or a
 * sign-up, and no more than 150 at an address, however many of each it has: thirty codes of five.
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
  /** Of a sign-up: who asks, when the web app vouches for it. */
  client?: string | undefined;
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

/** A new code, for the caller to mail. The subject's earlier code stops working. Refuses rate_limited, code_limit. */
export async function makeCode(
  ctx: MutationCtx,
  purpose: CodePurpose,
  now: number,
): Promise<string> {
  for (const { limit, key, code } of roomsOf(purpose)) await spend(ctx, limit, key, code);
  return await replaceCode(ctx, purpose, now);
}

/** Whether `makeCode` would refuse nothing now. */
export async function mayGetCode(ctx: MutationCtx, purpose: CodePurpose): Promise<boolean> {
  for (const { limit, key } of roomsOf(purpose)) if (!(await isLeft(ctx, limit, key))) return false;
  return true;
}

/** The code that still works, and when it was made; null without one. */
export async function liveCode(
  ctx: MutationCtx,
  { subject }: CodePurpose,
  now: number,
): Promise<{ code: string; sentAt: number } | null> {
  const row = await ctx.runQuery(components.betterAuth.codes.find, { subject });
  if (!row || row.expiresAt <= now) return null;
  return { code: codeOf(row.id), sentAt: row.expiresAt - CODE_LIFETIME_MS };
}

/** The code that still works, or a new one that no letter carries: for the operator, who fills no mailbox. */
export async function codeInHand(
  ctx: MutationCtx,
  purpose: CodePurpose,
  now: number,
): Promise<string> {
  const live = await liveCode(ctx, purpose, now);
  return live ? live.code : codeOf(await replaceCode(ctx, purpose, now));
}

async function replaceCode(
  ctx: MutationCtx,
  { subject, email }: CodePurpose,
  now: number,
): Promise<string> {
  return await ctx.runMutation(components.betterAuth.codes.replace, {
    subject,
    email,
    attempts: CODE_ATTEMPTS,
    expiresAt: now + CODE_LIFETIME_MS,
  });
}

/**
 * What a code takes one from: one a minute and five a day, of each kind apart. Anyone can sign up with an address, which
 * must use up neither the codes of its account, nor of the person invited at it, nor of who signs up with it elsewhere: so
 * each sign-up has that room of its own. What all of them send to one mailbox has a bound, of which one client gets a part.
 */
function roomsOf({ kind, email, subject, client }: CodePurpose): Room[] {
  const own = kind === "signUp" ? subject : `${kind}:${email}`;
  const rooms: Room[] = [
    { limit: "sendCode", key: own },
    { limit: "sendCodeDaily", key: own },
  ];
  if (kind !== "signUp") return rooms;
  // Clients that nobody vouches for would be one.
  if (client)
    rooms.push({ limit: "signUpCodeFrom", key: `${email} ${client}`, code: "code_limit" });
  return [...rooms, { limit: "signUpCodeTo", key: email, code: "code_limit" }];
}

interface Room {
  limit: Limit;
  key: string;
  code?: RefusalCode;
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
