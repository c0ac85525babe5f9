/** Which functions a client and an administrator may call, and the answer to a wrong name or type. */

import type { FunctionCall } from "../../wire/calls.ts";
import type { UdfType } from "../../wire/deployed-app.ts";
import type { App } from "../app/app.ts";
import type { ComponentFunction } from "../app/component.ts";
import { displayFunctionPath, parseFunctionPath } from "../app/function-path.ts";
import { FunctionRefused } from "./outcome.ts";

/**
 * The function that a client or an administrator names. A function that is not theirs to call is answered like one
 * that does not exist.
 */
export function resolveCall(app: App | null, call: FunctionCall): ComponentFunction {
  const componentPath = call.componentPath ?? "";
  const path = parseFunctionPath(call.path);
  const isAdmin = call.caller.kind === "admin";
  const where = componentPath === "" ? "" : ` in component '${componentPath}'`;
  if (!isAdmin && componentPath !== "") throw notFound(path, where, false);
  const target = app?.component(componentPath)?.find(call.path);
  if (!target || (!isAdmin && target.visibility !== "public")) throw notFound(path, where, isAdmin);
  return target;
}

export function requireType(target: ComponentFunction, expected: UdfType): void {
  if (target.udfType !== expected) throw wrongType(target, expected);
}

export function wrongType(target: ComponentFunction, expected: UdfType): FunctionRefused {
  return new FunctionRefused(
    `Trying to execute ${displayFunctionPath(target)} as ${expected}, but it is defined as ${target.udfType}.`,
  );
}

function notFound(
  path: ReturnType<typeof parseFunctionPath>,
  where: string,
  isAdmin: boolean,
): FunctionRefused {
  const advice = isAdmin ? " Did you forget to run `npx convex dev` or `npx convex deploy`?" : "";
  return new FunctionRefused(
    `Could not find ${isAdmin ? "" : "public "}function for '${displayFunctionPath(path)}'${where}.${advice}`,
  );
}
