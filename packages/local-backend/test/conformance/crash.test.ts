/** SIGKILL under load: what was acknowledged is there after the restart, and nothing is there by half. */
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pairs } from "./api.ts";
import { cliEntry, type Deployed, deferred, deploy, type Program, spawnNode } from "./harness.ts";
import { watch } from "./live-query.ts";
import { rawSync } from "./raw-sync.ts";

let deployed: Deployed;

beforeAll(async () => {
  deployed = await deploy();
  await deployed.backend.close();
});

afterAll(() => deployed.close());

async function startServer(port = 0): Promise<Program & { url: string }> {
  const server = spawnNode([
    cliEntry,
    "start",
    "--folder",
    deployed.dataFolder,
    "--port",
    `${port}`,
    ...(port === 0 ? [] : ["--site-port", "0"]),
  ]);
  await server.prints("HTTP actions:");
  const url = /CONVEX_SELF_HOSTED_URL=(\S+)/.exec(server.printed.stdout)?.[1] ?? "";
  return { ...server, url };
}

const client = (url: string) => new ConvexHttpClient(url, { logger: false });

test.each([1, 40, 150, 400, 777])(
  "killed after %i acknowledged mutations",
  async (killAfter) => {
    const base = killAfter * 1_000_000;
    const server = await startServer();
    const raw = await rawSync(server.url);
    const acknowledged = new Set<number>();
    let sent = 0;
    const send = () => {
      const requestId = sent++;
      const args = [{ key: base + requestId }];
      raw.send({ type: "Mutation", requestId, udfPath: "pairs:add", args });
    };
    const enough = deferred<void>();
    raw.onMessage((message) => {
      if (message.type !== "MutationResponse" || acknowledged.size >= killAfter) return;
      expect(message.success).toBe(true);
      acknowledged.add(base + Number(message.requestId));
      send();
      if (acknowledged.size >= killAfter) {
        server.kill("SIGKILL");
        enough.resolve();
      }
    });
    for (let inFlight = 0; inFlight < 32; inFlight++) send();
    await enough.promise;
    await server.ended;

    const restarted = await startServer();
    const found = new Map<number, string[]>();
    for (const { key, half } of await client(restarted.url).query(pairs.all, {})) {
      if (key >= base) found.set(key, [...(found.get(key) ?? []), half]);
    }
    const missing = [...acknowledged].filter((key) => !found.has(key));
    const broken = [...found].filter(([, halves]) => halves.join() !== "left,right");
    expect({ missing, broken }).toEqual({ missing: [], broken: [] });
    restarted.kill("SIGTERM");
    expect((await restarted.ended).code).toBe(0);
  },
  30_000,
);

test("a client goes on by itself when the server is back, and its mutation runs once", async () => {
  const server = await startServer();
  const port = Number(new URL(server.url).port);
  const tab = new ConvexClient(server.url, { logger: false });
  const live = watch(tab, pairs.ofKey, { key: 1 });
  await live.until((count) => count === 0);
  server.kill("SIGKILL");
  await server.ended;
  const written = tab.mutation(pairs.add, { key: 1 });
  const restarted = await startServer(port);
  await written;
  expect(await live.until((count) => count > 0)).toBe(2);
  await tab.close();
  restarted.kill("SIGTERM");
  await restarted.ended;
});
