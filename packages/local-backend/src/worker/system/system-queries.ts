/**
 * Functions under `_system/` that the CLI calls, answered natively. They are live like any other query; what depends
 * on the deployed app is renewed with it, because a push hands every live query to a new worker.
 */
import type { Snapshot } from "../../engine/types.ts";
import type { JsonObject, JsonValue } from "../../protocol/json.ts";
import type { FunctionCall } from "../../wire/calls.ts";
import type { WorkerParts } from "../calls/execution.ts";
import { FunctionRefused } from "../calls/outcome.ts";
import { ENVIRONMENT, readEnvironment } from "../deployment-store.ts";
import { latestExport } from "../transfer/exports.ts";
import { importState, listImports } from "../transfer/imports.ts";
import { apiSpec } from "./api-spec.ts";

type SystemQuery = (input: {
  args: JsonObject;
  component: string;
  snapshot: Snapshot;
  parts: WorkerParts;
}) => JsonValue;

export function isSystemPath(path: string): boolean {
  return path.startsWith("_system/");
}

export function runSystemQuery(
  call: FunctionCall,
  snapshot: Snapshot,
  parts: WorkerParts,
): JsonValue {
  const name = call.path.replace(/\.js(?=:|$)/, "").replace(/:default$/, "");
  const query = queries[name];
  if (!query) throw new FunctionRefused(`\`${name}\` is not supported locally.`);
  return query({
    args: JSON.parse(call.argsJson) as JsonObject,
    component: call.componentPath ?? "",
    snapshot,
    parts,
  });
}

const queries: Record<string, SystemQuery> = {
  "_system/cli/queryEnvironmentVariables": ({ snapshot }) => {
    snapshot.dependOn(ENVIRONMENT);
    return Object.entries(readEnvironment(snapshot)).map(([name, value]) => ({ name, value }));
  },
  "_system/cli/queryEnvironmentVariables:get": ({ args, snapshot }) => {
    snapshot.dependOn(ENVIRONMENT);
    const name = textArgument(args, "name");
    const value = readEnvironment(snapshot)[name];
    return value === undefined ? null : { name, value };
  },
  "_system/cli/tables": ({ component, snapshot }) => ({
    page: snapshot.tableNames(component).map((name) => ({ name })),
    isDone: true,
    continueCursor: "end",
  }),
  "_system/cli/tableData": ({ args, component, snapshot }) => {
    const options = args.paginationOpts as JsonObject;
    return snapshot.page(component, {
      query: {
        source: {
          type: "FullTableScan",
          tableName: textArgument(args, "table"),
          order: args.order ?? "asc",
        },
        operators: [],
      },
      cursor: typeof options.cursor === "string" ? options.cursor : null,
      pageSize: Number(options.numItems),
    }) as unknown as JsonValue;
  },
  // The value is not read: it only has to differ whenever the table does.
  "_system/cli/queryTable": ({ args, component, snapshot }) => {
    snapshot.count(component, textArgument(args, "tableName"));
    return Number(snapshot.ts / 1000n);
  },
  "_system/cli/tableSize": ({ args, component, snapshot }) =>
    snapshot.count(component, textArgument(args, "tableName")),
  "_system/cli/queryImport": ({ args, snapshot }) =>
    importState(snapshot, textArgument(args, "importId")),
  "_system/cli/queryImport:list": ({ snapshot }) => listImports(snapshot),
  "_system/cli/exports:getLatest": ({ snapshot }) => latestExport(snapshot),
  "_system/cli/modules:apiSpec": ({ component, parts }) => apiSpec(parts.app.component(component)),
  "_system/cli/convexUrl:cloudUrl": ({ parts }) => parts.cloudUrl,
  "_system/frontend/components:list": ({ parts }) =>
    [...parts.app.components()]
      .filter(({ path }) => path !== "")
      .map(({ path }) => ({
        id: path,
        name: path.split("/").at(-1) ?? path,
        path,
        args: {},
        state: "active",
      })),
};

function textArgument(args: JsonObject, name: string): string {
  const value = args[name];
  if (typeof value !== "string") throw new FunctionRefused(`\`${name}\` must be a string.`);
  return value;
}
