/** Disks that are full, folders that may only be read and files that are damaged, as a whole server meets them. */
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { afterEach, beforeEach, expect, test } from "vitest";
import { messages } from "./api.ts";
import {
  cliEntry,
  type Deployed,
  deploy,
  makeFolder,
  type Program,
  remove,
  spawnNode,
  spawnProgram,
} from "./harness.ts";

let deployed: Deployed;
let running: Program | null = null;

beforeEach(async () => {
  deployed = await deploy();
});

afterEach(async () => {
  running?.kill("SIGKILL");
  await running?.ended;
  running = null;
  await deployed.close();
});

const startArguments = (folder: string) => [cliEntry, "start", "--folder", folder, "--port", "0"];

async function clientOf(server: Program): Promise<ConvexHttpClient> {
  running = server;
  await server.prints("HTTP actions:");
  const url = /CONVEX_SELF_HOSTED_URL=(\S+)/.exec(server.printed.stdout)?.[1] ?? "";
  return new ConvexHttpClient(url, { logger: false });
}

async function stop(server: Program): Promise<void> {
  server.kill("SIGTERM");
  expect((await server.ended).code).toBe(0);
  running = null;
}

/** A process whose files may not grow beyond that: the next write fails as on a full disk. */
function startWithLimit(kibibytes: number): Program {
  // POSIX counts in blocks of 512 bytes.
  const limited = `ulimit -f ${kibibytes * 2} && exec "$@"`;
  const args = startArguments(deployed.dataFolder);
  return spawnProgram("sh", ["-c", limited, "sh", process.execPath, ...args]);
}

test("on a full disk writes are refused with what to do, reads go on, and nothing acknowledged is lost", async () => {
  await deployed.backend.close();
  const files = readdirSync(deployed.dataFolder).map((file) =>
    Math.ceil(statSync(join(deployed.dataFolder, file)).size / 1024),
  );
  const limited = startWithLimit(Math.max(...files) + 512);
  const client = await clientOf(limited);
  const acknowledged: string[] = [];
  let refusal: unknown = null;
  while (refusal === null && acknowledged.length < 1_000) {
    const body = `${acknowledged.length} ${"x".repeat(20_000)}`;
    await client.mutation(messages.send, { channel: "full", body }).then(
      () => acknowledged.push(body),
      (error: unknown) => {
        refusal = error;
      },
    );
  }
  expect(String(refusal)).toMatch(/disk is full\. Free some space/);
  expect(acknowledged.length).toBeGreaterThan(5);
  expect(await client.query(messages.list, { channel: "full" })).toEqual(acknowledged);
  await stop(limited);

  const unlimited = spawnNode(startArguments(deployed.dataFolder));
  const later = await clientOf(unlimited);
  expect(await later.query(messages.list, { channel: "full" })).toEqual(acknowledged);
  await later.mutation(messages.send, { channel: "full", body: "fits again" });
  expect(await later.query(messages.list, { channel: "full" })).toEqual([
    ...acknowledged,
    "fits again",
  ]);
  await stop(unlimited);
});

/** Root may write everywhere, so there the server runs as nobody. */
const asSomebody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

test("a folder that may only be read is refused in one sentence, and stays as it is", async () => {
  await deployed.backend.close();
  const empty = makeFolder("read-only");
  for (const folder of [empty, deployed.dataFolder]) {
    const before = readdirSync(folder).sort();
    for (const file of before) chmodSync(join(folder, file), 0o444);
    chmodSync(folder, 0o555);
    const { code, stderr } = await spawnNode(startArguments(folder), asSomebody).ended;
    chmodSync(folder, 0o755);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(folder) });
    expect(stderr).toMatch(/Choose another|choose another/);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(readdirSync(folder).sort()).toEqual(before);
  }
  remove(empty);
});

const PAGE_BYTES = 4096;

test("a damaged page fails what reads it, with a clear error, and nothing else", async () => {
  const client = new ConvexHttpClient(deployed.backend.url, { logger: false });
  const bodies = { healthy: "healthy".repeat(5_000), damaged: "DAMAGED".repeat(5_000) };
  for (const [channel, body] of Object.entries(bodies)) {
    await client.mutation(messages.send, { channel, body });
  }
  await deployed.backend.close();
  const file = join(deployed.dataFolder, "data.sqlite");
  const bytes = readFileSync(file);
  // A long text fills pages of its own: four bytes that name the next one, then text.
  const pages = Array.from({ length: bytes.length / PAGE_BYTES }, (_, page) => page * PAGE_BYTES);
  const damaged = pages.filter((from) =>
    /^[DAMGE]+$/.test(bytes.toString("latin1", from + 4, from + PAGE_BYTES)),
  );
  const from = damaged[2] ?? Number.NaN;
  bytes.fill(0xff, from, from + PAGE_BYTES);
  writeFileSync(file, bytes);

  const server = spawnNode(startArguments(deployed.dataFolder));
  const later = await clientOf(server);
  await expect(later.query(messages.list, { channel: "damaged" })).rejects.toThrow(/is damaged/);
  expect(await later.query(messages.list, { channel: "healthy" })).toEqual([bodies.healthy]);
  await later.mutation(messages.send, { channel: "healthy", body: "more" });
  expect(await later.query(messages.list, { channel: "healthy" })).toEqual([
    bodies.healthy,
    "more",
  ]);
  await stop(server);
});

test("a file that is no database is refused in one sentence, and stays as it is", async () => {
  await deployed.backend.close();
  const file = join(deployed.dataFolder, "data.sqlite");
  const rubbish = Buffer.alloc(64 * 1024, "rubbish ");
  writeFileSync(file, rubbish);
  const { code, stderr } = await spawnNode(startArguments(deployed.dataFolder)).ended;
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("is damaged") });
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(readFileSync(file).equals(rubbish)).toBe(true);
});
