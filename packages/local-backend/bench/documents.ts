import type { ConvexClient } from "convex/browser";
import { fill, noteBody, type Ranked } from "./api.ts";

/** Arrays hold at most 8,192 values. */
const AT_ONCE = 5_000;

export async function fillRanks(
  client: ConvexClient,
  table: Ranked,
  ranks: readonly number[],
): Promise<void> {
  for (let from = 0; from < ranks.length; from += AT_ONCE) {
    const some = ranks.slice(from, from + AT_ONCE);
    await client.mutation(fill, { table, ranks: some, body: noteBody });
  }
}
