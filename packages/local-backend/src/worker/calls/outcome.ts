/** Failures of a function call: what its author or its caller did wrong. */
import { EngineError } from "../../engine/errors.ts";
import { asLocalBackendError, reasonOf } from "../../errors.ts";
import type { JsonValue } from "../../protocol/json.ts";
import type { FunctionOutcome } from "../../wire/calls.ts";
import type { InternalOutcome } from "../../wire/internal-call.ts";
import { framesOf, headOf } from "../realm/stack.ts";

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

type InternalFailure = Extract<InternalOutcome, { ok: false }>;

/** The JSON text of a ConvexError's data, as the bundle's copy of the library leaves it. */
export function convexErrorData(thrown: unknown): string | undefined {
  if (typeof thrown !== "object" || thrown === null) return undefined;
  if (!(Symbol.for("ConvexError") in thrown) || !("data" in thrown)) return undefined;
  return typeof thrown.data === "string" ? thrown.data : undefined;
}

export function failedOutcome(
  thrown: unknown,
  requestId: string,
  logLines: string[],
): Extract<FunctionOutcome, { ok: false }> {
  const data = convexErrorData(thrown);
  return {
    ok: false,
    errorMessage: `[Request ID: ${requestId}] Server Error\n${describeFailure(thrown)}`,
    ...(data === undefined ? {} : { errorDataJson: data }),
    logLines,
  };
}

/** What went wrong and where, as clients and logs are told. */
export function describeFailure(thrown: unknown): string {
  return [failureMessage(thrown), ...(isRefusal(thrown) ? [] : framesOf(thrown))].join("\n");
}

/** Without the place. */
export function failureMessage(thrown: unknown): string {
  return isRefusal(thrown) ? reasonOf(thrown) : `Uncaught ${headOf(thrown)}`;
}

/** Ours, not thrown by user code: there is no place in it to show. */
function isRefusal(thrown: unknown): boolean {
  return (
    thrown instanceof FunctionRefused ||
    thrown instanceof EngineError ||
    asLocalBackendError(thrown) !== null
  );
}

/** Of an operation, for the function that asked for it. */
export function internalFailure(thrown: unknown): InternalFailure {
  return { ok: false, message: messageOf(thrown) };
}

/** Of a function that another one called: with its own place, below which the caller's will stand. */
export function calledFailure(thrown: unknown): InternalFailure {
  const data = convexErrorData(thrown);
  const frames = isRefusal(thrown) ? [] : framesOf(thrown);
  return {
    ok: false,
    message: frames.length > 0 ? `${describeFailure(thrown)}\n` : failureMessage(thrown),
    ...(data === undefined ? {} : { errorDataJson: data }),
  };
}

export function nestedError(failure: InternalFailure): NestedError {
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
