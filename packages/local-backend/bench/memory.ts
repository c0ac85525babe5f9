/** What the server's process takes with documents and live queries. */
import { ConvexClient } from "convex/browser";
import { rawSync } from "../test/conformance/raw-sync.ts";
import { readOneByOne } from "./api.ts";
import type { BenchServer } from "./bench-server.ts";
import { fillRanks } from "./documents.ts";
import type { Row } from "./row.ts";

const DOCUMENTS = 100_000;
const SUBSCRIPTIONS = 1_000;
const SOCKETS = 100;

export async function benchMemory(server: BenchServer): Promise<Row[]> {
  const client = new ConvexClient(server.url, { logger: false });
  await fillRanks(
    client,
    "many",
    Array.from({ length: DOCUMENTS }, (_, rank) => rank),
  );
  const sockets = await Promise.all(Array.from({ length: SOCKETS }, () => rawSync(server.url)));
  const each = SUBSCRIPTIONS / SOCKETS;
  for (const [index, socket] of sockets.entries()) {
    for (let query = 0; query < each; query++) {
      const from = index * each + query;
      const paginationOpts = { numItems: 25, cursor: null };
      socket.add(query, "ranked:page", { table: "many", from, paginationOpts, call: from });
    }
  }
  await Promise.all(
    sockets.map(async (socket) => {
      let results = 0;
      while (results < each) results += (await socket.transition()).modifications?.length ?? 0;
    }),
  );
  // Reads what lies apart, so that SQLite's caches are full.
  for (let call = 0; call < 5; call++) {
    const step = 7_919 + 2 * call;
    await client.query(readOneByOne, { table: "many", count: 4_000, step, size: DOCUMENTS, call });
  }
  const megabytes = server.residentMegabytes();
  for (const socket of sockets) socket.close();
  await client.close();
  return [
    {
      work: `memory of the process with ${DOCUMENTS} documents and ${SUBSCRIPTIONS} live queries of 25`,
      goal: "< 300 MB",
      measured: megabytes === null ? "not known on this system" : `${Math.round(megabytes)} MB`,
      isMet: megabytes === null ? null : megabytes < 300,
    },
  ];
}
