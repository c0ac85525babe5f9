import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { type CountedLetter, letterForgottenAt, withLetter } from "../rules/recipients";
import { secretOf } from "../secrets";

/** Which letters went to a mailbox lately: one row for each, under a secret hash, so that no table of limits lists the addresses. */

export interface Recipient {
  addressHash: string;
  row: Doc<"recipients"> | null;
  letters: readonly CountedLetter[];
}

/** Expects a normalized address. */
export async function recipientOf(ctx: QueryCtx, email: string): Promise<Recipient> {
  const addressHash = secretOf("limit", `letterTo:${email}`);
  const row = await ctx.db
    .query("recipients")
    .withIndex("by_address_hash", (q) => q.eq("addressHash", addressHash))
    .unique();
  return { addressHash, row, letters: row?.letters ?? [] };
}

/** Adds one to what was read in the same transaction, and answers them all. */
export async function noteLetter(
  ctx: MutationCtx,
  { addressHash, row, letters }: Recipient,
  letter: CountedLetter,
): Promise<CountedLetter[]> {
  const noted = {
    addressHash,
    letters: withLetter(letters, letter),
    forgottenAt: letterForgottenAt(letter),
  };
  if (row) await ctx.db.replace(row._id, noted);
  else await ctx.db.insert("recipients", noted);
  return noted.letters;
}

/** Deletes mailboxes that nothing went to for as long as any bound looks back, at most `limit`, and answers how many. */
export async function forgetRecipients(
  ctx: MutationCtx,
  now: number,
  limit: number,
): Promise<number> {
  const idle = await ctx.db
    .query("recipients")
    .withIndex("by_forgotten_at", (q) => q.lte("forgottenAt", now))
    .take(limit);
  for (const { _id } of idle) await ctx.db.delete(_id);
  return idle.length;
}
