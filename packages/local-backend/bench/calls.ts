/** Single calls: mutations and queries through the official WebSocket client, and reads inside of a function. */
import { ConvexClient } from "convex/browser";
import { addNote, addSixNotes, newestNote, noteBody, readOneByOne } from "./api.ts";
import { fillRanks } from "./documents.ts";
import { latency, measure, median, perSecond } from "./measure.ts";
import { rawCommits } from "./raw-commits.ts";
import type { Row } from "./row.ts";

const KEYS = 1_000;
/** A function may read 4,096 ranges. */
const READS_IN_FUNCTION = 4_000;
const RANKS = 10_000;
/** Has no divisor in common with RANKS: neighbouring reads lie apart, and all are read. */
const STEP = 7_919;

export async function benchCalls(url: string, dataFolder: string): Promise<Row[]> {
  const client = new ConvexClient(url, { logger: false });
  const write = (index: number) => client.mutation(addNote, { key: index % KEYS, body: noteBody });
  const writeSix = (index: number) =>
    client.mutation(addSixNotes, { key: index % KEYS, body: noteBody });
  // No two calls ask for the same: nothing that has been asked before, by this client or another, can answer.
  let call = 0;
  const read = (index: number) => client.query(newestNote, { key: index % KEYS, call: call++ });

  await measure(2 * KEYS, 32, write);
  await measure(KEYS, 32, read);
  const parallelWrites = await measure(6_000, 32, write);
  const singleWrites = await measure(1_000, 1, write);
  const parallelReads = await measure(6_000, 32, read);
  const singleReads = await measure(2_000, 1, read);

  // In turns, so that what else the machine does meanwhile slows both.
  const raw: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < 5; round++) {
    raw.push(rawCommits(dataFolder, 1_000));
    ours.push((await measure(2_000, 32, writeSix)).perSecond);
  }
  const ratio = median(ours) / median(raw);

  await fillRanks(
    client,
    "few",
    Array.from({ length: RANKS }, (_, rank) => rank),
  );
  const pointReads: number[] = [];
  for (let round = 0; round < 15; round++) {
    const started = performance.now();
    const found = await client.query(readOneByOne, {
      table: "few",
      count: READS_IN_FUNCTION,
      step: STEP,
      size: RANKS,
      call: call++,
    });
    if (found !== READS_IN_FUNCTION) throw new Error(`found ${found} documents`);
    pointReads.push(READS_IN_FUNCTION / ((performance.now() - started) / 1000));
  }
  await client.close();

  return [
    {
      work: "indexed point read inside a query function",
      goal: "40,000/s",
      measured: perSecond(median(pointReads)),
      isMet: median(pointReads) >= 40_000,
    },
    {
      work: "query call, one at a time",
      goal: "p50 < 1 ms",
      measured: latency(singleReads),
      isMet: singleReads.p50 < 1,
    },
    {
      work: "query call, 32 in flight",
      goal: "",
      measured: perSecond(parallelReads.perSecond),
      isMet: null,
    },
    {
      work: "mutation of 6 documents, 32 in flight : raw better-sqlite3 commits of 6 rows at FULL",
      goal: "≥ 0.5",
      measured: `${ratio.toFixed(2)} (${perSecond(median(ours))} : ${perSecond(median(raw))})`,
      isMet: ratio >= 0.5,
    },
    {
      work: "mutation of 1 document, 32 in flight",
      goal: "1,500/s",
      measured: perSecond(parallelWrites.perSecond),
      isMet: parallelWrites.perSecond >= 1_500,
    },
    {
      work: "mutation of 1 document, one at a time",
      goal: "p50 < 3 ms",
      measured: latency(singleWrites),
      isMet: singleWrites.p50 < 3,
    },
  ];
}
