/**
 * Speed of the built backend as an application sees it: in a process of its own, through the official WebSocket
 * client. Prints a table; run it with `npm run bench -w packages/local-backend`.
 */
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { ConvexClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import {
  cliEntry,
  convex,
  copyApp,
  makeFolder,
  remove,
  spawnNode,
} from "../test/conformance/harness.ts";
import { type RawSync, rawSync } from "../test/conformance/raw-sync.ts";
import { type Latencies, measure, summarize } from "./measure.ts";

type Note = { key: number; body: string };
const add = makeFunctionReference<"mutation", Note, null>("notes:add");
const newest = makeFunctionReference<"query", { key: number }, Note | null>("notes:newest");

const KEYS = 1_000;
const SUBSCRIBERS = 1_000;
const UNRELATED = 10_000;
const body = "x".repeat(100);

interface Row {
  work: string;
  goal: string;
  measured: string;
}

async function main(): Promise<void> {
  const dataFolder = makeFolder("bench");
  const appFolder = copyApp(join(import.meta.dirname, "../test/fixtures/bench-app"));
  const server = spawnNode([cliEntry, "start", "--folder", dataFolder, "--port", "0"]);
  try {
    await server.prints("HTTP actions:");
    const value = (name: string) =>
      new RegExp(`${name}=(\\S+)`).exec(server.printed.stdout)?.[1] ?? "";
    const url = value("CONVEX_SELF_HOSTED_URL");
    const adminKey = value("CONVEX_SELF_HOSTED_ADMIN_KEY");
    const pushed = await convex(
      { url, adminKey },
      appFolder,
      "deploy",
      "-y",
      "--typecheck=disable",
    );
    if (pushed.code !== 0) throw new Error(pushed.stdout + pushed.stderr);
    print(await run(url));
  } finally {
    server.kill("SIGTERM");
    await server.ended;
    remove(appFolder);
    remove(dataFolder);
  }
}

async function run(url: string): Promise<Row[]> {
  const client = new ConvexClient(url, { logger: false });
  const other = new ConvexClient(url, { logger: false });
  const write = (index: number) => client.mutation(add, { key: index % KEYS, body });
  const read = (index: number) => client.query(newest, { key: index % KEYS });

  await measure(2 * KEYS, 32, write);
  await measure(KEYS, 32, read);

  const parallelWrites = await measure(6_000, 32, write);
  const singleWrites = await measure(1_000, 1, write);
  const parallelReads = await measure(6_000, 32, read);
  const singleReads = await measure(1_000, 1, read);
  const updates = await measureUpdates(client, other);
  const crowd = await measureCrowd(url, client);
  const unrelated = await openUnrelated(url);
  const besideUnrelated = await measure(500, 1, write);
  unrelated.close();
  await Promise.all([client.close(), other.close()]);

  return [
    {
      work: "mutation, 32 in flight",
      goal: "1,500/s",
      measured: `${Math.round(parallelWrites.perSecond)}/s`,
    },
    { work: "mutation, one at a time", goal: "p50 < 3 ms", measured: latency(singleWrites) },
    {
      work: "indexed query, 32 in flight",
      goal: "",
      measured: `${Math.round(parallelReads.perSecond)}/s`,
    },
    { work: "indexed query, one at a time", goal: "p50 < 1 ms", measured: latency(singleReads) },
    { work: "mutation → update on another client", goal: "p50 < 5 ms", measured: latency(updates) },
    {
      work: `mutation → update on the last of ${SUBSCRIBERS} clients`,
      goal: "< 60 ms",
      measured: latency(crowd),
    },
    {
      work: `mutation, one at a time, ${UNRELATED} unrelated live queries`,
      goal: "",
      measured: latency(besideUnrelated),
    },
  ];
}

/** From the call of a mutation on one client to the new value on another that watches the document. */
async function measureUpdates(writer: ConvexClient, reader: ConvexClient): Promise<Latencies> {
  const key = KEYS + 1;
  let arrived: (body: string | undefined) => void = () => {};
  const first = new Promise((resolve) => {
    arrived = resolve;
  });
  const stop = reader.onUpdate(newest, { key }, (note) => arrived(note?.body));
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
    const written = writer.mutation(add, { key, body: wanted });
    await seen;
    latencies.push(performance.now() - started);
    await written;
  }
  stop();
  return summarize(latencies);
}

/** From the call of a mutation to its value on the last of many sockets that watch the document. */
async function measureCrowd(url: string, writer: ConvexClient): Promise<Latencies> {
  const key = KEYS + 2;
  const sockets = await Promise.all(Array.from({ length: SUBSCRIBERS }, () => rawSync(url)));
  for (const socket of sockets) socket.add(0, "notes:newest", { key });
  await Promise.all(sockets.map((socket) => socket.transition()));
  const latencies: number[] = [];
  for (let index = 0; index < 30; index++) {
    const updated = Promise.all(sockets.map((socket) => socket.transition()));
    const started = performance.now();
    const written = writer.mutation(add, { key, body: `${index}` });
    await updated;
    latencies.push(performance.now() - started);
    await written;
  }
  for (const socket of sockets) socket.close();
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

function latency({ p50, p95 }: Latencies): string {
  return `p50 ${p50.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms`;
}

function print(rows: Row[]): void {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const lines = [
    `${cpu?.model ?? "unknown processor"}, ${cpus().length} cores, ${memory} GiB, Node ${process.version}, ${process.platform}`,
    "",
    "| work | goal | measured |",
    "|---|---|---|",
    ...rows.map(({ work, goal, measured }) => `| ${work} | ${goal} | ${measured} |`),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

await main();
