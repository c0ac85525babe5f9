import { components } from "../_generated/api";
import type { MutationCtx, QueryCtx } from "../_generated/server";
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

export const CODE_LENGTH = 6;

/** 32 bits of the row's secret: the first values below 2^32 mod 10^6 are too few to matter. */
export function codeOf(codeId: string): string {
  const secret = secretOf("code", codeId);
  return String(Number.parseInt(secret.slice(0, 8), 16) % 10 ** CODE_LENGTH).padStart(
    CODE_LENGTH,
    "0",
  );
}
