import { components } from "../_generated/api";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { HOUR, MINUTE } from "../rules/time";
import { secretOf } from "../secrets";

/** Codes that prove a mailbox: derived from their row, so that no table holds them. */

/** The code that the mail carries, or null once it cannot be used any more. */
export async function codeForMail(
  ctx: QueryCtx | MutationCtx,
  codeId: string,
): Promise<{ code: string; email: string; expiresAt: number } | null> {
  const row = await ctx.runQuery(components.betterAuth.codes.byId, { codeId });
  return row && { code: codeOf(codeId), email: row.email, expiresAt: row.expiresAt };
}

export const CODE_LIFETIME_MS = 10 * MINUTE;
/** After it a code is dead, however long its letter waited. */
export const CODE_MAX_AGE_MS = HOUR;

/** A code's life begins when its letter leaves. One that was used or replaced stays dead. */
export async function renewCode(ctx: MutationCtx, codeId: string, now: number): Promise<void> {
  await ctx.runMutation(components.betterAuth.codes.renew, {
    codeId,
    expiresAt: now + CODE_LIFETIME_MS,
    atMostMs: CODE_MAX_AGE_MS,
  });
}

export const CODE_LENGTH = 6;

/** 32 bits of the row's secret: the first values below 2^32 mod 10^6 are too few to matter. */
export function codeOf(codeId: string): string {
  const secret = secretOf("code", codeId);
  return String(Number.parseInt(secret.slice(0, 8), 16) % 10 ** CODE_LENGTH).padStart(
    CODE_LENGTH,
    "0",
  );
}
