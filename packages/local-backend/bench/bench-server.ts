/** The built backend in a process of its own, with the benchmark's functions pushed by the official CLI. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  cliEntry,
  convex,
  copyApp,
  makeFolder,
  type Program,
  remove,
  spawnNode,
} from "../test/conformance/harness.ts";

export interface BenchServer {
  url: string;
  dataFolder: string;
  /** Of the whole process, in MB; null where the system doesn't tell. */
  residentMegabytes(): number | null;
  /** Function executions since the last call. */
  executions(): Promise<Array<{ identifier: string }>>;
  close(): Promise<void>;
}

export async function startBenchServer(): Promise<BenchServer> {
  const dataFolder = makeFolder("bench");
  const appFolder = copyApp(join(import.meta.dirname, "../test/fixtures/bench-app"));
  const server = spawnNode([cliEntry, "start", "--folder", dataFolder, "--port", "0"]);
  const close = async () => {
    server.kill("SIGTERM");
    await server.ended;
    remove(appFolder);
    remove(dataFolder);
  };
  try {
    await server.prints("HTTP actions:");
    const url = printed(server, "CONVEX_SELF_HOSTED_URL");
    const adminKey = printed(server, "CONVEX_SELF_HOSTED_ADMIN_KEY");
    const pushed = await convex(
      { url, adminKey },
      appFolder,
      "deploy",
      "-y",
      "--typecheck=disable",
    );
    if (pushed.code !== 0) throw new Error(pushed.stdout + pushed.stderr);
    return {
      url,
      dataFolder,
      close,
      residentMegabytes: () => residentMegabytes(server.pid),
      executions: executionsOf(url, adminKey),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function printed(server: Program, name: string): string {
  return new RegExp(`${name}='?([^\\s']+)`).exec(server.printed.stdout)?.[1] ?? "";
}

function residentMegabytes(pid: number): number | null {
  try {
    const kibibytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kibibytes === undefined ? null : (Number(kibibytes) * 1024) / 1e6;
  } catch {
    return null;
  }
}

function executionsOf(url: string, adminKey: string): BenchServer["executions"] {
  let cursor = 0;
  return async () => {
    const response = await fetch(`${url}/api/stream_function_logs?cursor=${cursor}`, {
      headers: { authorization: `Convex ${adminKey}` },
    });
    const { entries, newCursor } = (await response.json()) as {
      entries: Array<{ identifier: string }>;
      newCursor: number;
    };
    cursor = newCursor;
    return entries;
  };
}
