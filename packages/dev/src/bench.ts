/**
 * `npm run bench`: how long `npm run dev` takes to the first page, then the local backend's own numbers.
 * The start is measured on an empty data folder and with Next's cache removed, as on a new machine.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import path from "node:path";
import { execa } from "execa";
import { freePorts } from "./dev-ports.ts";
import { repositoryFolder, webFolder } from "./paths.ts";
import { say } from "./terminal.ts";
import { firstAnswer } from "./web-server.ts";

const GOAL_SECONDS = 20;

async function secondsToFirstPage(): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), "vestibule-bench-"));
  const { web } = await freePorts();
  await rm(path.join(webFolder, ".next/dev"), { recursive: true, force: true });
  const startedAt = Date.now();
  const dev = execa("npm", ["run", "dev"], {
    cwd: repositoryFolder,
    env: { PORT: String(web), VESTIBULE_DATA: folder },
    stdin: "ignore",
    all: true,
    reject: false,
    // npm does not pass signals on to what it runs: the group is ended as a whole.
    detached: true,
  });
  try {
    const status = await firstAnswer(`http://localhost:${web}`, dev);
    if (status !== 200) throw new Error(`The first page answered ${status}:\n${dev.all}`);
    return (Date.now() - startedAt) / 1000;
  } finally {
    if (dev.pid !== undefined) process.kill(-dev.pid, "SIGTERM");
    await dev;
    await rm(folder, { recursive: true, force: true });
  }
}

const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GB`;
say(`${new Date().toISOString().slice(0, 10)} · Node ${process.version} · ${machine}\n`);
const seconds = await secondsToFirstPage();
say(`npm run dev to the first page: ${seconds.toFixed(1)} s (goal: under ${GOAL_SECONDS} s)\n`);
await execa("npm", ["run", "bench", "-w", "packages/local-backend"], {
  cwd: repositoryFolder,
  stdio: "inherit",
});
