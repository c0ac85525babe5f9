/** Reading syscall arguments. They come from the bundled `convex` library, but user code can call it by hand. */
import { isObject, type JsonObject, type JsonValue } from "../../protocol/json.ts";
import { MAX_CALL_DEPTH } from "../../protocol/limits.ts";
import type { FunctionAddress } from "../app/app.ts";
import type { ComponentFunction } from "../app/component.ts";
import { displayFunctionPath } from "../app/function-path.ts";

export class SyscallRefused extends Error {
  override readonly name = "SyscallRefused";
}

/** What the user called, and what to do instead, where the operation's own name does not tell. */
const refusals: Readonly<Record<string, string>> = {
  "1.0/storageStore":
    "`ctx.storage.store` in a mutation is not supported locally. Store the file in an action, or let the client upload " +
    "it to the URL of `ctx.storage.generateUploadUrl`.",
  "1.0/storageGet":
    "`ctx.storage.get` in a query or mutation is not supported locally. Read the file in an action, or fetch the URL of " +
    "`ctx.storage.getUrl`.",
  "1.0/actions/vectorSearch":
    "`ctx.vectorSearch` is not supported locally. Use a Convex deployment for it.",
  "1.0/auditLog":
    "Writing to the audit log is not supported locally. Use a Convex deployment for it.",
};

export function notSupported(op: string): SyscallRefused {
  const sentence = refusals[op];
  return new SyscallRefused(
    sentence ?? `\`${op}\` is not supported locally. Use a Convex deployment for it.`,
  );
}

/** Operations that exist, but not for this type of function; the library looks for these words. */
export function unknownOperation(op: string, kind: string): SyscallRefused {
  return new SyscallRefused(`Unknown async operation \`${op}\`: a ${kind} cannot use it`);
}

export function parseArguments(op: string, json: string): JsonObject {
  const args = JSON.parse(json) as JsonValue;
  if (!isObject(args)) {
    throw new SyscallRefused(`\`${op}\` needs an object of arguments`);
  }
  return args;
}

export function text(args: JsonObject, name: string): string {
  const value = args[name];
  if (typeof value !== "string") throw new SyscallRefused(`\`${name}\` must be a string`);
  return value;
}

export function optionalText(args: JsonObject, name: string): string | undefined {
  const value = args[name];
  return typeof value === "string" ? value : undefined;
}

export function number(args: JsonObject, name: string): number {
  const value = args[name];
  if (typeof value !== "number") throw new SyscallRefused(`\`${name}\` must be a number`);
  return value;
}

export function object(args: JsonObject, name: string): JsonObject {
  const value = args[name];
  if (!isObject(value)) {
    throw new SyscallRefused(`\`${name}\` must be an object`);
  }
  return value;
}

export function address(args: JsonObject): FunctionAddress {
  const { name, reference, functionHandle } = args;
  if (typeof functionHandle === "string") return { functionHandle };
  if (typeof reference === "string") return { reference };
  if (typeof name === "string") return { name };
  throw new SyscallRefused("The function to call is not named");
}

export function refuseTooDeep(depth: number, target: ComponentFunction): void {
  if (depth < MAX_CALL_DEPTH) return;
  throw new SyscallRefused(
    `Functions call one another more than ${MAX_CALL_DEPTH} levels deep, at \`${displayFunctionPath(target)}\`.`,
  );
}
