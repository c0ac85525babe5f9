/**
 * Which mutations of which client session have committed, written with their effects: a client that lost the answer sends
 * the mutation again, and it must not run twice. Kept by day, for a day at least.
 */
import type { Snapshot, Transaction } from "../../engine/types.ts";
import { hostNow } from "../realm/globals.ts";
import type { LogLine } from "../realm/invocation.ts";

export interface RequestKey {
  sessionId: string;
  requestId: number;
}

interface RequestRecord {
  valueJson: string;
  logs: LogLine[];
}

const DAY_MS = 24 * 60 * 60 * 1000;

export function readRequest(snapshot: Snapshot, request: RequestKey): RequestRecord | null {
  const today = dayOf(hostNow());
  const text =
    snapshot.record(spaceOf(today), keyOf(request)) ??
    snapshot.record(spaceOf(today - 1), keyOf(request));
  return text === null ? null : (JSON.parse(text) as RequestRecord);
}

export function rememberRequest(tx: Transaction, request: RequestKey, record: RequestRecord): void {
  tx.putRecord(spaceOf(dayOf(hostNow())), keyOf(request), JSON.stringify(record));
}

export function forgetOldRequests(tx: Transaction): void {
  tx.dropRecords(spaceOf(0), spaceOf(dayOf(hostNow()) - 1));
}

function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS);
}

/** Sorts like the days. */
function spaceOf(day: number): string {
  return `requests/${String(day).padStart(8, "0")}`;
}

function keyOf({ sessionId, requestId }: RequestKey): string {
  return `${sessionId}:${requestId}`;
}
