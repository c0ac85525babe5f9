/** Failures of a function call: what its author or its caller did wrong. */
import { EngineError } from "../../engine/errors.ts";
import { asLocalBackendError } from "../../errors.ts";
import type { JsonValue } from "../../protocol/json.ts";
import type { FunctionOutcome } from "../../wire/calls.ts";
import type { InternalOutcome } from "../../wire/internal-call.ts";
import type { ModuleGraph } from "../realm/module-graph.ts";
import { mappedStack } from "../realm/stack.ts";

/** We refuse the call; nothing of the function was at fault, so there is no stack to show. */
export class FunctionRefused extends Error {
  override readonly name = "FunctionRefused";
}

/** What a nested call rejects with: user code sees the message, and `data` when a ConvexError was thrown. */
export class NestedError extends Error {
  readonly data: JsonValue | undefined;

  constructor(message: string, data?: JsonValue) {
    super(message);
    this.data = data;
  }
}

/** The JSON text of a ConvexError's data, as the bundle's copy of the library leaves it. */
export function convexErrorData(thrown: unknown): string | undefined {
  if (typeof thrown !== "object" || thrown === null) return undefined;
  if (!(Symbol.for("ConvexError") in thrown) || !("data" in thrown)) return undefined;
  return typeof thrown.data === "string" ? thrown.data : undefined;
}

export function failedOutcome(
  thrown: unknown,
  requestId: string,
  graphs: Iterable<ModuleGraph>,
  logLines: string[],
): Extract<FunctionOutcome, { ok: false }> {
  const data = convexErrorData(thrown);
  return {
    ok: false,
    errorMessage: `[Request ID: ${requestId}] Server Error\n${describeFailure(thrown, graphs)}`,
    ...(data === undefined ? {} : { errorDataJson: data }),
    logLines,
  };
}

export function describeFailure(thrown: unknown, graphs: Iterable<ModuleGraph>): string {
  if (thrown instanceof FunctionRefused || thrown instanceof EngineError) return thrown.message;
  const ours = asLocalBackendError(thrown);
  if (ours) return ours.message;
  return `Uncaught ${mappedStack(thrown, graphs)}`;
}

/** For another function as the caller. */
export function internalFailure(thrown: unknown): Extract<InternalOutcome, { ok: false }> {
  const data = convexErrorData(thrown);
  return {
    ok: false,
    message: messageOf(thrown),
    ...(data === undefined ? {} : { errorDataJson: data }),
  };
}

export function nestedError(failure: Extract<InternalOutcome, { ok: false }>): NestedError {
  const { message, errorDataJson } = failure;
  return new NestedError(
    message,
    errorDataJson === undefined ? undefined : (JSON.parse(errorDataJson) as JsonValue),
  );
}

function messageOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message;
  return typeof thrown === "string" ? thrown : (JSON.stringify(thrown) ?? String(thrown));
}
