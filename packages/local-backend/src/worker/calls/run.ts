/** Calls a function of the user: checks what goes in and what comes out, and runs it as its invocation. */
import type { JsonValue } from "../../protocol/json.ts";
import { findMismatch, type TableOf } from "../../protocol/validators.ts";
import { checkValue, ValueError } from "../../protocol/values.ts";
import type { ComponentFunction } from "../app/component.ts";
import type { RegisteredFunction } from "../push/analyze-module.ts";
import { runAs } from "../realm/invocation.ts";
import { afterRejections } from "../realm/uncaught.ts";
import type { ActionFrame } from "../syscalls/action-frame.ts";
import type { TransactionFrame } from "../syscalls/transaction-frame.ts";
import type { Execution } from "./execution.ts";
import { FunctionRefused } from "./outcome.ts";

/** Function arguments and results may be this large as JSON text. */
const MAX_VALUE_LENGTH = 16 * 1024 * 1024;

/** Resolves with the result as JSON text; rejects with what user code threw. */
export async function runTransactionFunction(
  frame: TransactionFrame,
  argsJson: string,
): Promise<string> {
  const { target, snapshot, execution } = frame;
  const tableOf: TableOf = (id) => snapshot.tableOf(frame.componentPath, id);
  checkArguments(target, argsJson, tableOf);
  const exported = await exportOf(target, execution);
  const ended = execution.parts.deadline.begin(execution);
  let result: string;
  try {
    const running = runAs(frame, () =>
      target.udfType === "Mutation"
        ? invoker(exported.invokeMutation, target).call(exported, `[${argsJson}]`)
        : invoker(exported.invokeQuery, target).call(exported, `[${argsJson}]`),
    );
    result = await frame.interruption.until(execution.orExpire(running));
    await frame.settle();
  } finally {
    await frame.end();
    ended();
  }
  checkResult(target, result, tableOf);
  return result;
}

export async function runActionFunction(frame: ActionFrame, argsJson: string): Promise<string> {
  const { target, execution } = frame;
  checkArguments(target, argsJson, frame.tableOf());
  const exported = await exportOf(target, execution);
  try {
    const running = runAs(frame, () =>
      invoker(exported.invokeAction, target).call(exported, execution.requestId, `[${argsJson}]`),
    );
    const ended = running.then((result) => {
      frame.end();
      return afterRejections(result);
    });
    const result = await frame.interruption.until(ended);
    checkResult(target, result, frame.tableOf());
    return result;
  } finally {
    frame.end();
  }
}

function exportOf(
  target: ComponentFunction,
  execution: Execution,
): RegisteredFunction | Promise<RegisteredFunction> {
  return (
    target.component.loadedExport(target) ??
    execution.parts.whileImporting(() => target.component.loadExport(target))
  );
}

function invoker<F>(found: F | undefined, target: ComponentFunction): F {
  if (found === undefined) {
    throw new FunctionRefused(
      `\`${target.path}\` was bundled with an incompatible convex library.`,
    );
  }
  return found;
}

function checkArguments(
  target: ComponentFunction,
  argsJson: string,
  tableOf: TableOf | null,
): void {
  if (argsJson.length > MAX_VALUE_LENGTH) {
    throw new FunctionRefused(`Arguments for ${target.path} are too large (limit: 16 MiB)`);
  }
  const args = checkedArguments(target, argsJson);
  if (target.args === null || tableOf === null) return;
  const mismatch = findMismatch(target.args, args, tableOf);
  if (mismatch !== null) throw new FunctionRefused(`ArgumentValidationError: ${mismatch}`);
}

/** Values come from outside as JSON: what looks special but is malformed must not reach a validator. */
function checkedArguments(target: ComponentFunction, argsJson: string): JsonValue {
  try {
    return checkValue(JSON.parse(argsJson));
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new FunctionRefused(`Invalid arguments for ${target.path}: ${error.message}`);
  }
}

function checkResult(target: ComponentFunction, result: string, tableOf: TableOf | null): void {
  if (result.length > MAX_VALUE_LENGTH) {
    throw new FunctionRefused(`The result of ${target.path} is too large (limit: 16 MiB)`);
  }
  if (target.returns === null || tableOf === null) return;
  const mismatch = findMismatch(target.returns, JSON.parse(result) as JsonValue, tableOf);
  if (mismatch !== null) throw new FunctionRefused(`ReturnsValidationError: ${mismatch}`);
}
