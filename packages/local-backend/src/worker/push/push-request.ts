/** The body of start_push, checked as far as we rely on it. */

import { createHash } from "node:crypto";
import { isObject, type JsonObject, type JsonValue } from "../../protocol/json.ts";
import type { ModuleReference, ModuleSource } from "../../wire/deployed-app.ts";
import { HttpError } from "../../wire/http-error.ts";

export interface PushedDefinition {
  /** `""` for the application. */
  definitionPath: string;
  definition: ModuleSource | null;
  dependencies: string[];
  schema: ModuleSource | null;
  modules: ModuleSource[];
  udfServerVersion: string;
}

export interface PushRequest {
  dryRun: boolean;
  app: PushedDefinition;
  components: PushedDefinition[];
  nodeDependencies: JsonValue;
  nodeVersion?: string;
}

/** `findModule` answers for modules that the CLI names by hash alone. */
export function parsePushRequest(
  body: JsonValue,
  findModule: (sha256: string) => ModuleSource | null,
): PushRequest {
  const request = object(body, "the request");
  const app = object(request.appDefinition, "appDefinition");
  const unchanged = list(app.unchangedModuleHashes, "unchangedModuleHashes").map((item) => {
    const { path, sha256 } = object(item, "unchangedModuleHashes");
    const stored = typeof sha256 === "string" ? findModule(sha256) : null;
    if (!stored || typeof path !== "string") {
      throw new HttpError(
        400,
        "ModuleNotFound",
        `The push names the unchanged module ${JSON.stringify(path)}, which this deployment does not have. Push again.`,
      );
    }
    return { ...stored, path };
  });
  return {
    dryRun: request.dryRun === true,
    app: {
      definitionPath: "",
      definition: optionalModule(app.definition),
      dependencies: strings(app.dependencies, "dependencies"),
      schema: optionalModule(app.schema),
      modules: [...list(app.changedModules, "changedModules").map(module), ...unchanged],
      udfServerVersion: text(app.udfServerVersion, "udfServerVersion"),
    },
    components: list(request.componentDefinitions, "componentDefinitions").map((item) => {
      const component = object(item, "componentDefinitions");
      return {
        definitionPath: text(component.definitionPath, "definitionPath"),
        definition: module(component.definition ?? null),
        dependencies: strings(component.dependencies, "dependencies"),
        schema: optionalModule(component.schema),
        modules: list(component.functions, "functions").map(module),
        udfServerVersion: text(component.udfServerVersion, "udfServerVersion"),
      };
    }),
    nodeDependencies: request.nodeDependencies ?? [],
    ...(typeof request.nodeVersion === "string" ? { nodeVersion: request.nodeVersion } : {}),
  };
}

export function hashModule(source: ModuleSource): string {
  return createHash("sha256")
    .update(source.source)
    .update(source.sourceMap ?? "")
    .digest("hex");
}

export function referenceOf(source: ModuleSource): ModuleReference {
  return { path: source.path, environment: source.environment, sha256: hashModule(source) };
}

function malformed(what: string): HttpError {
  return new HttpError(
    400,
    "InvalidPush",
    `The push is malformed: \`${what}\` is missing or of the wrong type.`,
  );
}

function object(value: JsonValue | undefined, what: string): JsonObject {
  if (!isObject(value)) throw malformed(what);
  return value;
}

function list(value: JsonValue | undefined, what: string): JsonValue[] {
  if (!Array.isArray(value)) throw malformed(what);
  return value;
}

function text(value: JsonValue | undefined, what: string): string {
  if (typeof value !== "string") throw malformed(what);
  return value;
}

function strings(value: JsonValue | undefined, what: string): string[] {
  return list(value, what).map((item) => text(item, what));
}

function module(value: JsonValue): ModuleSource {
  const { path, source, sourceMap, environment } = object(value, "module");
  return {
    path: text(path, "module.path"),
    source: text(source, "module.source"),
    sourceMap: typeof sourceMap === "string" ? sourceMap : null,
    environment: environment === "node" ? "node" : "isolate",
  };
}

function optionalModule(value: JsonValue | undefined): ModuleSource | null {
  return value === null || value === undefined ? null : module(value);
}
