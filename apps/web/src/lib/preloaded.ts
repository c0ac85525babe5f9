import type { Preloaded } from "convex/react";
import type { FunctionReference, FunctionReturnType } from "convex/server";
import { type JSONValue, jsonToConvex } from "convex/values";

/** What the server was answered, as it comes along with the page. */
export function answerIn<Query extends FunctionReference<"query">>(
  preloaded: Preloaded<Query>,
): FunctionReturnType<Query> {
  return jsonToConvex(preloaded._valueJSON as unknown as JSONValue) as FunctionReturnType<Query>;
}

/** One text for equal arguments, in whatever order they are written, without where a page begins. */
export function keyOfArgs(args: Record<string, unknown>): string {
  const entries = Object.entries(args).filter(
    ([name, value]) => name !== "paginationOpts" && value !== undefined,
  );
  return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
