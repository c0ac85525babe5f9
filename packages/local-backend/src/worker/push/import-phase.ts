/** Module-level code runs once, with a fixed time and seed, and may reach nothing outside of itself. */

import { randomInt } from "node:crypto";
import type { JsonObject } from "../../protocol/json.ts";
import { int64ToJson } from "../../protocol/values.ts";
import { formatLogLine } from "../realm/console.ts";
import { Interruption } from "../realm/interruption.ts";
import type { Invocation, SyscallHandler } from "../realm/invocation.ts";
import { seededRandom } from "../realm/random.ts";

export interface ImportPhase {
  seed: number;
  /** ms */
  time: number;
}

export function newImportPhase(): ImportPhase {
  return { seed: randomInt(2 ** 32), time: Date.now() };
}

/** As the push reply carries it. */
export function udfConfigOf(phase: ImportPhase, serverVersion: string): JsonObject {
  const seed = new Uint8Array(32);
  new DataView(seed.buffer).setUint32(0, phase.seed, true);
  return {
    serverVersion,
    importPhaseRngSeed: { $bytes: Buffer.from(seed).toString("base64") },
    importPhaseUnixTimestamp: int64ToJson(BigInt(Math.trunc(phase.time)) * 1_000_000n),
  };
}

const refuseSyscalls: SyscallHandler = {
  syscall: refuse,
  asyncSyscall: (op) => Promise.resolve().then(() => refuse(op)),
  jsSyscall: refuse,
};

function refuse(op: string): never {
  throw new Error(
    `Can't use the database or other Convex APIs while a module is being imported (\`${op}\`).`,
  );
}

/** `process` is what the module sees under that name. */
export function importInvocation(
  phase: ImportPhase,
  process: object,
  environment: "isolate" | "node",
  warn: (line: string) => void,
): Invocation {
  const isNode = environment === "node";
  return {
    kind: "import",
    isNode,
    frozenTime: isNode ? null : phase.time,
    random: isNode ? null : seededRandom(phase.seed),
    process,
    syscalls: refuseSyscalls,
    interruption: new Interruption(),
    log: (line) => warn(formatLogLine(line)),
  };
}
