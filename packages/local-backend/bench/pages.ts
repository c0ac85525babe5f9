/** A page by index must not get slower with the table. */
import { ConvexClient } from "convex/browser";
import { page, type Ranked } from "./api.ts";
import { fillRanks } from "./documents.ts";
import { latency, summarize } from "./measure.ts";
import type { Row } from "./row.ts";

const FEW = 100;
const MANY = 1_000_000;
const PAGE = 25;
const ROUNDS = 1_500;

export async function benchPages(url: string): Promise<Row[]> {
  const client = new ConvexClient(url, { logger: false });
  await fillRanks(
    client,
    "few",
    Array.from({ length: FEW }, (_, rank) => rank),
  );
  await fillRanks(
    client,
    "many",
    Array.from({ length: MANY }, (_, rank) => rank),
  );
  let call = 0;
  const load = async (table: Ranked, size: number): Promise<number> => {
    const from = Math.floor(Math.random() * (size - PAGE));
    const paginationOpts = { numItems: PAGE, cursor: null };
    const started = performance.now();
    const found = await client.query(page, { table, from, paginationOpts, call: call++ });
    const took = performance.now() - started;
    if (found.page.length !== PAGE) throw new Error(`a page of ${found.page.length}`);
    return took;
  };
  const few: number[] = [];
  const many: number[] = [];
  for (let round = -ROUNDS / 10; round < ROUNDS; round++) {
    const [small, large] = [await load("few", FEW), await load("many", MANY)];
    if (round < 0) continue;
    few.push(small);
    many.push(large);
  }
  await client.close();
  const ratio = summarize(many).p50 / summarize(few).p50;
  return [
    {
      work: `a page of ${PAGE} by index, ${MANY} documents : ${FEW} documents`,
      goal: "< 1.3",
      measured: `${ratio.toFixed(2)} (${latency(summarize(many))} : ${latency(summarize(few))})`,
      isMet: ratio < 1.3,
    },
  ];
}
