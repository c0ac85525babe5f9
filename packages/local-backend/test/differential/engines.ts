/** The engines that are compared, and what they answer in a form that can be. */

import { makeFunctionReference, type PaginationResult } from "convex/server";
import { ConvexError, convexToJson, type Value } from "convex/values";
import { convexTest } from "convex-test";
import type { JsonValue } from "../../src/protocol/json.ts";
import {
  type FailureData,
  type Fields,
  type Outcome,
  outcomeOf,
  type Read,
  type Run,
} from "../fixtures/differential-app/convex/programs.ts";
import schema from "../fixtures/differential-app/convex/schema.ts";
import { CallFailed, TestDeployment } from "../worker/test-deployment.ts";

export interface PageArguments {
  read: Read;
  cursor: string | null;
  endCursor?: string;
  numItems: number;
}

export type Page = PaginationResult<Fields>;

export interface ComparedEngine {
  clear(): Promise<void>;
  write(run: Run, fails: boolean): Promise<Outcome & { failed: boolean }>;
  look(run: Run): Promise<Outcome>;
  page(args: PageArguments): Promise<Page | "threw">;
  close(): Promise<void>;
}

type Call = (kind: "query" | "mutation", name: string, args: Fields) => Promise<unknown>;

function comparedEngine(
  call: Call,
  clear: () => Promise<void>,
  close: () => Promise<void>,
): ComparedEngine {
  return {
    clear,
    close,
    look: (run) => call("query", "programs:look", { run: run as never }) as Promise<Outcome>,
    async write(run, fails) {
      try {
        const outcome = await call("mutation", "programs:write", { run: run as never, fails });
        return { ...(outcome as Outcome), failed: false };
      } catch (error) {
        return { ...outcomeOf(failureData(error)), failed: true };
      }
    },
    async page(args) {
      try {
        return (await call("query", "programs:page", { ...args } as never)) as Page;
      } catch {
        return "threw";
      }
    },
  };
}

function failureData(error: unknown): FailureData {
  const data = error instanceof ConvexError || error instanceof CallFailed ? error.data : undefined;
  if (data === undefined) throw error;
  return data as FailureData;
}

export function referenceEngine(): ComparedEngine {
  const modules = {
    "../fixtures/differential-app/convex/_generated/api.js": async () => ({}),
    "../fixtures/differential-app/convex/programs.ts": () =>
      import("../fixtures/differential-app/convex/programs.ts"),
  };
  let test = convexTest({ schema, modules });
  return comparedEngine(
    (kind, name, args) =>
      kind === "query"
        ? test.query(makeFunctionReference<"query">(name), args)
        : test.mutation(makeFunctionReference<"mutation">(name), args),
    async () => {
      test = convexTest({ schema, modules });
    },
    async () => {},
  );
}

/** The real worker on the same functions, pushed: from the client library's encoding down to SQLite. */
export async function localEngine(): Promise<ComparedEngine> {
  const deployment = await TestDeployment.open();
  await deployment.push("differential-app");
  return comparedEngine(
    (kind, name, args) => deployment[kind](name, convexToJson(args) as JsonValue),
    async () => {
      await deployment.mutation("programs:clear");
    },
    () => deployment.dispose(),
  );
}

/** Ids by their place among the ids, no creation times, everything in wire form. */
export function comparable(value: unknown, ids: readonly string[]): JsonValue {
  const places = new Map(ids.map((id, place) => [id, `#${place}`]));
  const label = (json: JsonValue): JsonValue => {
    if (typeof json === "string") return places.get(json) ?? json;
    if (typeof json !== "object" || json === null) return json;
    if (Array.isArray(json)) return json.map(label);
    const fields = Object.entries(json).filter(([name]) => name !== "_creationTime");
    return Object.fromEntries(fields.map(([name, field]) => [name, label(field)]));
  };
  return label(convexToJson(value as Value) as JsonValue);
}
