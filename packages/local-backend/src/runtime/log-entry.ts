import type { ComponentFunction } from "./component.ts";
import type { Execution } from "./execution.ts";
import { displayFunctionPath } from "./function-path.ts";
import type { Identity, LogEntry } from "./messages.ts";
import { hostNow } from "./realm/globals.ts";

/** The entry of one finished function for `convex logs`. */
export function logEntry(
  execution: Execution,
  target: ComponentFunction,
  identity: Identity | null,
  error: string | null,
): LogEntry {
  return {
    identifier: displayFunctionPath(target),
    udfType: target.udfType,
    componentPath: target.component.path || null,
    startedAt: execution.startedAt,
    durationMs: hostNow() - execution.startedAt,
    logLines: execution.logs,
    error,
    requestId: execution.requestId,
    identityType: identity ? "user" : "unknown",
  };
}
