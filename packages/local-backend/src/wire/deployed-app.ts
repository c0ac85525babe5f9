/** What a push deploys, as it is stored in the database and as the running worker uses it. */

import type { JsonObject, JsonValue } from "../protocol/json.ts";
import type { SchemaJson } from "../protocol/schema-json.ts";
import type { AuthProvider } from "./deployment.ts";

/** A deployment's variables. */
export type Environment = Readonly<Record<string, string>>;

export interface ModuleSource {
  path: string;
  source: string;
  sourceMap?: string | null;
  environment: "isolate" | "node";
}

export type UdfType = "Query" | "Mutation" | "Action";
export type Visibility = "public" | "internal";

export interface AnalyzedFunction {
  name: string;
  pos: null;
  udfType: UdfType;
  visibility: { kind: Visibility } | null;
  /** Validator as JSON text, as the function exports it. */
  args: string | null;
  returns: string | null;
}

export interface CronSpec {
  identifier: string;
  /** `module:function` */
  name: string;
  args: JsonObject[];
  schedule: JsonObject & { type: string };
}

export interface AnalyzedModule {
  functions: AnalyzedFunction[];
  httpRoutes: Array<{ route: { path: string; method: string }; pos: null }> | null;
  cronSpecs: CronSpec[] | null;
  sourceMapped: null;
}

export type EnvBinding = { type: "value"; value: string } | { type: "envVar"; name: string };

/** What a definition's `export()` returns, with its path. */
export interface DefinitionMetadata {
  path: string;
  name?: string;
  definitionType: { type: "app" } | { type: "childComponent"; name: string };
  childComponents: Array<{ name: string; path: string; env?: Array<[string, EnvBinding]> | null }>;
  httpMounts: Record<string, string>;
  exports: JsonObject;
  envVars?: Array<[string, { optional?: boolean }]>;
  httpPrefix?: string;
}

export interface ModuleReference {
  path: string;
  environment: ModuleSource["environment"];
  /** Hex SHA-256 over source and source map, as the CLI computes it. */
  sha256: string;
}

export interface DeployedDefinition {
  definition: DefinitionMetadata;
  schema: SchemaJson | null;
  functions: Record<string, AnalyzedModule>;
  udfConfig: JsonObject;
}

/** A component instance and everything mounted in it. */
export interface ComponentNode {
  definitionPath: string;
  componentPath: string;
  args: Record<string, never>;
  env: Record<string, EnvBinding>;
  childComponents: Record<string, ComponentNode>;
  httpRoutes: {
    httpModuleRoutes: Array<{ path: string; method: string }> | null;
    mounts: string[];
  };
  exports: Record<string, never>;
}

export interface DeployedApp {
  /** By definition path, `""` for the application. */
  analysis: Record<string, DeployedDefinition>;
  app: ComponentNode;
  appAuth: AuthProvider[];
  modules: Record<string, ModuleReference[]>;
  udfServerVersion: string;
  nodeVersion?: string;
  nodeDependencies: JsonValue;
}

/** Every instance of the tree, parents first. */
export function* instancesOf(node: ComponentNode): Generator<ComponentNode> {
  yield node;
  for (const child of Object.values(node.childComponents)) yield* instancesOf(child);
}

/** What runs before the first push. */
export const EMPTY_APP: DeployedApp = {
  analysis: {
    "": {
      definition: {
        path: "",
        definitionType: { type: "app" },
        childComponents: [],
        httpMounts: {},
        exports: { type: "branch", branch: [] },
      },
      schema: null,
      functions: {},
      udfConfig: {},
    },
  },
  app: {
    definitionPath: "",
    componentPath: "",
    args: {},
    env: {},
    childComponents: {},
    httpRoutes: { httpModuleRoutes: null, mounts: [] },
    exports: {},
  },
  appAuth: [],
  modules: {},
  udfServerVersion: "",
  nodeDependencies: [],
};
