import { components } from "../_generated/api";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { queueMail } from "../mail/queue";
import { secretOf } from "./secrets";

/** Six-digit codes that prove a mailbox: derived from their row, mailed, good a few tries long. */

const CODE_LIFETIME = 10 * 60 * 1000;
/** Guessing gives five in a million per code, and a new code needs a minute. */
const CODE_ATTEMPTS = 5;

/** Mails a new code to an address. The subject's earlier code stops working. */
export async function sendCode(
  ctx: MutationCtx,
  { subject, email, invitationId }: { subject: string; email: string; invitationId?: string },
  now: number,
): Promise<void> {
  const codeId = await ctx.runMutation(components.betterAuth.codes.replace, {
    subject,
    email,
    attempts: CODE_ATTEMPTS,
    expiresAt: now + CODE_LIFETIME,
  });
  await queueMail(ctx, email, { kind: "verificationCode", codeId, invitationId });
}

/** The code that the mail carries, or null once it cannot be used any more. */
export async function codeForMail(
  ctx: QueryCtx | MutationCtx,
  codeId: string,
): Promise<{ code: string; email: string; expiresAt: number } | null> {
  const row = await ctx.runQuery(components.betterAuth.codes.byId, { codeId });
  return row && { code: await codeOf(codeId), email: row.email, expiresAt: row.expiresAt };
}

export type CodeCheck =
  | { kind: "right"; email: string }
  /** Also counts the attempt, so the caller must commit rather than throw. */
  | { kind: "wrong" };

/** Spends the subject's code, or one of its attempts. */
export async function spendCode(
  ctx: MutationCtx,
  subject: string,
  typed: string,
  now: number,
): Promise<CodeCheck> {
  const row = await ctx.runQuery(components.betterAuth.codes.find, { subject });
  if (!row || row.expiresAt <= now) return { kind: "wrong" };
  if (typed.trim() !== (await codeOf(row.id))) {
    await ctx.runMutation(components.betterAuth.codes.countWrongAttempt, { codeId: row.id });
    return { kind: "wrong" };
  }
  await ctx.runMutation(components.betterAuth.codes.remove, { codeId: row.id });
  return { kind: "right", email: row.email };
}

/** 32 bits of the row's secret: the first values below 2^32 mod 10^6 are too few to matter. */
async function codeOf(codeId: string): Promise<string> {
  const secret = secretOf("code", codeId);
  return String(Number.parseInt(secret.slice(0, 8), 16) % 1_000_000).padStart(6, "0");
}
