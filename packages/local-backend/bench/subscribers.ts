/** From a write to those who watch, and what it costs those who watch something else. */
import { ConvexClient } from "convex/browser";
import { type RawSync, rawSync } from "../test/conformance/raw-sync.ts";
import { addNote, newestNote } from "./api.ts";
import type { BenchServer } from "./bench-server.ts";
import { type Latencies, latency, measure, summarize } from "./measure.ts";
import type { Row } from "./row.ts";

const SUBSCRIBERS = 1_000;
const UNRELATED = 10_000;
/** Keys that nothing else writes. */
const KEY_OF_ONE = 1_001;
const KEY_OF_CROWD = 1_002;
const KEY_OF_NOBODY = 1_003;

export async function benchSubscribers(server: BenchServer): Promise<Row[]> {
  const { url } = server;
  const client = new ConvexClient(url, { logger: false });
  const other = new ConvexClient(url, { logger: false });
  const one = await measureOne(client, other);
  const crowd = await measureCrowd(url, client);

  const unrelated = await openUnrelated(url);
  await server.executions();
  const write = () => client.mutation(addNote, { key: KEY_OF_NOBODY, body: "outside" });
  await write();
  // Runs after everything that the write made stale.
  await client.query(newestNote, { key: KEY_OF_NOBODY });
  const executions = await server.executions();
  const reruns = executions.filter(({ identifier }) => identifier.includes("newest")).length - 1;
  const besideUnrelated = await measure(500, 1, write);
  unrelated.close();
  await Promise.all([client.close(), other.close()]);

  return [
    {
      work: "mutation → update on another client",
      goal: "p50 < 3 ms",
      measured: latency(one),
      isMet: one.p50 < 3,
    },
    {
      work: `mutation → update on the last of ${SUBSCRIBERS} clients that watch the row`,
      goal: "< 60 ms",
      measured: latency(crowd),
      isMet: crowd.p95 < 60,
    },
    {
      work: `queries run again by a write outside of ${UNRELATED} open ones`,
      goal: "0",
      measured: `${reruns}`,
      isMet: reruns === 0,
    },
    {
      work: `mutation of 1 document, one at a time, beside those ${UNRELATED}`,
      goal: "",
      measured: latency(besideUnrelated),
      isMet: null,
    },
  ];
}

/** From the call of a mutation on one client to the new value on another that watches the document. */
async function measureOne(writer: ConvexClient, reader: ConvexClient): Promise<Latencies> {
  let arrived: (body: string | undefined) => void = () => {};
  const first = new Promise((resolve) => {
    arrived = resolve;
  });
  const stop = reader.onUpdate(newestNote, { key: KEY_OF_ONE }, (note) => arrived(note?.body));
  await first;
  const latencies: number[] = [];
  for (let index = 0; index < 500; index++) {
    const wanted = `${index}`;
    const seen = new Promise<void>((resolve) => {
      arrived = (found) => {
        if (found === wanted) resolve();
      };
    });
    const started = performance.now();
    const written = writer.mutation(addNote, { key: KEY_OF_ONE, body: wanted });
    await seen;
    latencies.push(performance.now() - started);
    await written;
  }
  stop();
  return summarize(latencies);
}

/** From the call of a mutation to its value on the last of many sockets that watch the document. */
async function measureCrowd(url: string, writer: ConvexClient): Promise<Latencies> {
  const sockets = await Promise.all(Array.from({ length: SUBSCRIBERS }, () => rawSync(url)));
  for (const socket of sockets) socket.add(0, "notes:newest", { key: KEY_OF_CROWD });
  await Promise.all(sockets.map((socket) => socket.transition()));
  const latencies: number[] = [];
  for (let index = 0; index < 50; index++) {
    const updated = Promise.all(sockets.map((socket) => socket.transition()));
    const started = performance.now();
    const written = writer.mutation(addNote, { key: KEY_OF_CROWD, body: `${index}` });
    await updated;
    latencies.push(performance.now() - started);
    await written;
  }
  for (const socket of sockets) socket.close();
  await Promise.all(sockets.map((socket) => socket.closed));
  return summarize(latencies);
}

/** One socket with many live queries that no write of the benchmark touches. */
async function openUnrelated(url: string): Promise<RawSync> {
  const socket = await rawSync(url);
  for (let index = 0; index < UNRELATED; index++) {
    socket.add(index, "notes:newest", { key: -1 - index });
  }
  let results = 0;
  while (results < UNRELATED) results += (await socket.transition()).modifications?.length ?? 0;
  return socket;
}
