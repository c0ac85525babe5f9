/** `transactionLimits` of a nested call. */
import type { Snapshot, TransactionLimits } from "../../engine/types.ts";
import type { JsonValue } from "../../protocol/json.ts";
import type { Execution } from "../calls/execution.ts";
import { notSupported, SyscallRefused } from "./arguments.ts";

const names = [
  "documentsRead",
  "bytesRead",
  "databaseQueries",
  "documentsWritten",
  "bytesWritten",
  "functionsScheduled",
  "scheduledFunctionArgsBytes",
] as const;

type Limits = Partial<Record<(typeof names)[number], number>>;

/** Holds the call that follows to its limits, until the returned function is called. */
export function limitNested(
  frame: { snapshot: Snapshot; execution: Execution },
  json: JsonValue | undefined,
): () => void {
  const limits = parse(json);
  if (limits === null) return () => {};
  const { functionsScheduled, scheduledFunctionArgsBytes, ...ofDatabase } = limits;
  const unlimitDatabase = frame.snapshot.limit(ofDatabase satisfies TransactionLimits);
  const unlimitScheduling = frame.execution.limitScheduling(
    functionsScheduled,
    scheduledFunctionArgsBytes,
  );
  return () => {
    unlimitDatabase();
    unlimitScheduling();
  };
}

function parse(json: JsonValue | undefined): Limits | null {
  if (json === undefined || json === null) return null;
  if (typeof json !== "object" || Array.isArray(json)) {
    throw new SyscallRefused("`transactionLimits` must be an object");
  }
  const limits: Limits = {};
  for (const [name, value] of Object.entries(json)) {
    const known = names.find((one) => one === name);
    if (known === undefined) throw notSupported(`transactionLimits.${name}`);
    if (typeof value !== "number" || !(value >= 0)) {
      throw new SyscallRefused(`\`transactionLimits.${name}\` must be a number of 0 or more`);
    }
    limits[known] = value;
  }
  return limits;
}
