/** What `convex logs` shows of function calls. */

import type { LogEntry } from "../../wire/calls.ts";
import type { ComponentFunction } from "../app/component.ts";
import { displayFunctionPath } from "../app/function-path.ts";
import { hostNow } from "../realm/globals.ts";
import type { LogLine } from "../realm/invocation.ts";
import type { Execution } from "./execution.ts";

/** The function, as the log names it. */
export interface LoggedFunction {
  identifier: string;
  udfType: LogEntry["udfType"];
  componentPath: string;
  hasIdentity: boolean;
}

export function loggedFunction(target: ComponentFunction, identity: object | null): LoggedFunction {
  return {
    identifier: displayFunctionPath(target),
    udfType: target.udfType,
    componentPath: target.component.path,
    hasIdentity: identity !== null,
  };
}

export function completionEntry(
  execution: Execution,
  logged: LoggedFunction,
  error: string | null,
): LogEntry {
  return entry("Completion", execution, logged, execution.isStreamed ? [] : execution.logs, error);
}

export function progressEntry(
  execution: Execution,
  logged: LoggedFunction,
  line: LogLine,
): LogEntry {
  return entry("Progress", execution, logged, [line], null);
}

function entry(
  kind: LogEntry["kind"],
  execution: Execution,
  { hasIdentity, componentPath, ...named }: LoggedFunction,
  logLines: LogLine[],
  error: string | null,
): LogEntry {
  return {
    kind,
    ...named,
    componentPath: componentPath || null,
    startedAt: execution.startedAt,
    durationMs: hostNow() - execution.startedAt,
    logLines,
    error,
    requestId: execution.requestId,
    caller: execution.origin.caller,
    identityType: hasIdentity ? "user" : "unknown",
  };
}
