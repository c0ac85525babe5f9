import type { ConvexClient } from "convex/browser";
import type { FunctionReference } from "convex/server";
import { deferred } from "./harness.ts";

export interface LiveQuery<Result> {
  /** Every result so far. */
  seen: Result[];
  /** The first result that is wanted, from the last one that is already there on. */
  until(wanted: (result: Result) => boolean): Promise<Result>;
  error: Promise<Error>;
}

export function watch<Args extends Record<string, unknown>, Result>(
  client: ConvexClient,
  query: FunctionReference<"query", "public", Args, Result>,
  args: Args,
): LiveQuery<Result> {
  const seen: Result[] = [];
  const waiting: Array<{ wanted(result: Result): boolean; resolve(result: Result): void }> = [];
  const failed = deferred<Error>();
  client.onUpdate(
    query,
    args,
    (result: Result) => {
      seen.push(result);
      for (const { wanted, resolve } of waiting) if (wanted(result)) resolve(result);
    },
    failed.resolve,
  );
  return {
    seen,
    error: failed.promise,
    until(wanted) {
      const last = seen.at(-1);
      if (last !== undefined && wanted(last)) return Promise.resolve(last);
      const { promise, resolve } = deferred<Result>();
      waiting.push({ wanted, resolve });
      return promise;
    },
  };
}
