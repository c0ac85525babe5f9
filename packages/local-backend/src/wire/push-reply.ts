/** Turns an analysed push into the replies that the CLI parses. */

import { isObject, type JsonObject, type JsonValue } from "../protocol/json.ts";
import type { IndexDiff } from "../protocol/schema-json.ts";
import type { Environment } from "./deployed-app.ts";
import { type DeployedApp, instancesOf } from "./deployed-app.ts";

export const NO_INDEX_CHANGES: IndexDiff = {
  added_indexes: [],
  removed_indexes: [],
  enabled_indexes: [],
  disabled_indexes: [],
};

export function startPushReply(
  pushId: string,
  deployed: DeployedApp,
  env: Environment,
  indexDiffs: JsonValue,
): JsonObject {
  const { analysis, app, appAuth } = deployed;
  return {
    environmentVariables: { ...env },
    externalDepsId: null,
    componentDefinitionPackages: Object.fromEntries(
      Object.keys(analysis).map((path) => [path, { pushId }]),
    ),
    appAuth: appAuth as unknown as JsonValue,
    analysis: analysis as unknown as JsonValue,
    app: app as unknown as JsonValue,
    schemaChange: { allocatedComponentIds: {}, schemaIds: {}, indexDiffs, pushId },
  };
}

/** The id that we put into start_push's reply, out of whatever part the CLI sends back. */
export function pushIdOf(body: JsonValue): string | null {
  if (!isObject(body)) return null;
  const start = body.startPush;
  const holder = isObject(start) ? start : body;
  const change = holder.schemaChange;
  if (!isObject(change)) return null;
  return typeof change.pushId === "string" ? change.pushId : null;
}

export interface FinishInput {
  before: DeployedApp | null;
  after: DeployedApp;
  indexDiffs: Record<string, IndexDiff>;
}

export function finishPushReply({ before, after, indexDiffs }: FinishInput): JsonObject {
  const oldInstances = new Map(before ? instancesByPath(before) : []);
  const newInstances = instancesByPath(after);
  const componentDiffs: JsonObject = {};
  for (const [path, definitionPath] of newInstances) {
    const previous = oldInstances.get(path);
    componentDiffs[path] = {
      diffType: { type: previous === undefined ? "create" : "modify" },
      ...changes(before, previous, after, definitionPath),
      indexDiff: (indexDiffs[path] ?? NO_INDEX_CHANGES) as unknown as JsonValue,
    };
  }
  for (const [path, definitionPath] of oldInstances) {
    if (newInstances.has(path)) continue;
    componentDiffs[path] = {
      diffType: { type: "unmount" },
      ...changes(before, definitionPath, after, undefined),
      indexDiff: NO_INDEX_CHANGES as unknown as JsonValue,
    };
  }
  const providers = (app: DeployedApp | null): string[] =>
    (app?.appAuth ?? []).map((provider) => JSON.stringify(provider));
  const { added, removed } = difference(providers(before), providers(after));
  return { authDiff: { added, removed }, definitionDiffs: {}, componentDiffs };
}

export const EMPTY_FINISH_REPLY: JsonObject = {
  authDiff: { added: [], removed: [] },
  definitionDiffs: {},
  componentDiffs: {},
};

function changes(
  before: DeployedApp | null,
  oldDefinition: string | undefined,
  after: DeployedApp,
  newDefinition: string | undefined,
): JsonObject {
  const modules = (app: DeployedApp | null, path: string | undefined): string[] =>
    path === undefined ? [] : (app?.modules[path] ?? []).map((module) => module.path);
  const crons = (app: DeployedApp | null, path: string | undefined): Map<string, string> =>
    new Map(
      path === undefined
        ? []
        : (app?.analysis[path]?.functions["crons.js"]?.cronSpecs ?? []).map((spec) => [
            spec.identifier,
            JSON.stringify(spec),
          ]),
    );
  const oldCrons = crons(before, oldDefinition);
  const newCrons = crons(after, newDefinition);
  const cronNames = difference([...oldCrons.keys()], [...newCrons.keys()]);
  const updated = [...newCrons].filter(
    ([name, spec]) => oldCrons.has(name) && oldCrons.get(name) !== spec,
  );
  return {
    moduleDiff: difference(modules(before, oldDefinition), modules(after, newDefinition)),
    udfConfigDiff: null,
    cronDiff: {
      added: cronNames.added,
      updated: updated.map(([name]) => name),
      deleted: cronNames.removed,
    },
    schemaDiff: null,
  };
}

function difference(before: string[], after: string[]): { added: string[]; removed: string[] } {
  const old = new Set(before);
  const current = new Set(after);
  return {
    added: after.filter((item) => !old.has(item)),
    removed: before.filter((item) => !current.has(item)),
  };
}

function instancesByPath(app: DeployedApp): Map<string, string> {
  return new Map(
    [...instancesOf(app.app)].map((node) => [node.componentPath, node.definitionPath]),
  );
}
