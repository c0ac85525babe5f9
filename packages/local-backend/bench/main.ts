/**
 * Speed of the built backend as an application sees it: in a process of its own, through the official WebSocket
 * client. Prints a table; run it with `npm run bench -w packages/local-backend`, or with the names of some parts.
 */
import { cpus, totalmem } from "node:os";
import { type BenchServer, startBenchServer } from "./bench-server.ts";
import { benchCalls } from "./calls.ts";
import { benchMemory } from "./memory.ts";
import { benchPages } from "./pages.ts";
import { printRows, type Row } from "./row.ts";
import { benchSubscribers } from "./subscribers.ts";

/** Each on a server of its own, so that none inherits another's data. */
const parts: Record<string, (server: BenchServer) => Promise<Row[]>> = {
  calls: ({ url, dataFolder }) => benchCalls(url, dataFolder),
  subscribers: benchSubscribers,
  pages: ({ url }) => benchPages(url),
  memory: benchMemory,
};

async function main(names: string[]): Promise<void> {
  const unknown = names.find((name) => !Object.hasOwn(parts, name));
  if (unknown !== undefined) {
    throw new Error(`There is no part ${unknown}; there are ${Object.keys(parts).join(", ")}.`);
  }
  const rows: Row[] = [];
  for (const [name, run] of Object.entries(parts)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const server = await startBenchServer();
    try {
      rows.push(...(await run(server)));
    } finally {
      await server.close();
    }
  }
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const machine = `${cpu?.model ?? "unknown processor"}, ${cpus().length} cores, ${memory} GiB`;
  process.stdout.write(
    `${machine}, Node ${process.version}, ${process.platform}\n\n${printRows(rows)}\n`,
  );
}

await main(process.argv.slice(2));
