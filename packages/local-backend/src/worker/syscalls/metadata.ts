/** `ctx.meta`: what a function may know about its call. */
import type { Snapshot, Transaction } from "../../engine/types.ts";
import type { JsonObject, JsonValue } from "../../protocol/json.ts";
import {
  MAX_BYTES_READ,
  MAX_BYTES_WRITTEN,
  MAX_DATABASE_QUERIES,
  MAX_DOCUMENTS_READ,
  MAX_DOCUMENTS_WRITTEN,
  MAX_SCHEDULED_ARGUMENT_BYTES,
  MAX_SCHEDULED_FUNCTIONS,
} from "../../protocol/limits.ts";
import type { Identity } from "../../wire/calls.ts";
import type { Execution } from "../calls/execution.ts";

export function deploymentMetadata(instanceName: string): JsonValue {
  return { name: instanceName, region: null, class: "s256" };
}

/** The token is the identity's, and as that does not reach components. */
export function requestMetadata({ origin }: Execution, identity: Identity | null): JsonValue {
  const { requestId, metadata, job } = origin;
  return {
    ip: metadata?.ip ?? null,
    userAgent: metadata?.userAgent ?? null,
    requestId,
    scheduledFunctionId: job?.id ?? null,
    authToken: identity === null ? null : (metadata?.authToken ?? null),
  };
}

export function transactionMetrics(frame: {
  snapshot: Snapshot;
  transaction: Transaction | null;
  execution: Execution;
}): JsonValue {
  const { snapshot, transaction, execution } = frame;
  const { bytes, documents, queries } = snapshot.reads;
  const metric = (used: number, limit: number): JsonObject => ({
    used,
    remaining: Math.max(0, limit - used),
  });
  // Only mutations that read and write files themselves use these, which is not supported.
  const ofFiles = metric(0, 0);
  return {
    bytesRead: metric(bytes, MAX_BYTES_READ),
    documentsRead: metric(documents, MAX_DOCUMENTS_READ),
    databaseQueries: metric(queries, MAX_DATABASE_QUERIES),
    bytesWritten: metric(transaction?.writes.bytes ?? 0, MAX_BYTES_WRITTEN),
    documentsWritten: metric(transaction?.writes.documents ?? 0, MAX_DOCUMENTS_WRITTEN),
    functionsScheduled: metric(execution.scheduled, MAX_SCHEDULED_FUNCTIONS),
    scheduledFunctionArgsBytes: metric(execution.scheduledBytes, MAX_SCHEDULED_ARGUMENT_BYTES),
    filesWritten: ofFiles,
    fileWriteBytes: ofFiles,
    filesRead: ofFiles,
    fileReadBytes: ofFiles,
  };
}
