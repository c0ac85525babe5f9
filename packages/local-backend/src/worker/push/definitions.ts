/** Evaluates component definitions (convex.config), dependencies before dependents, and schemas. */

import { EngineError } from "../../engine/errors.ts";
import { parseSchema } from "../../engine/schema-parse.ts";
import type { JsonObject } from "../../protocol/json.ts";
import type { SchemaJson } from "../../protocol/schema-json.ts";
import type {
  AnalyzedModule,
  DefinitionMetadata,
  Environment,
  ModuleSource,
} from "../../wire/deployed-app.ts";
import { HttpError } from "../../wire/http-error.ts";
import { isolateProcess } from "../realm/environment.ts";
import { ModuleGraph, type Namespace } from "../realm/module-graph.ts";
import { type ImportPhase, importInvocation } from "./import-phase.ts";
import type { PushedDefinition } from "./push-request.ts";
import { inUserCode } from "./user-error.ts";

const CHILD_PREFIX = "./_componentDeps/";

export interface EvaluationContext {
  phase: ImportPhase;
  /** How long a module may wait for something while it is imported, in ms. */
  settleMs: number;
  warn(line: string): void;
}

export async function evaluateDefinitions(
  definitions: PushedDefinition[],
  appEnv: Environment,
  context: EvaluationContext,
): Promise<Map<string, DefinitionMetadata>> {
  const byPath = new Map(definitions.map((pushed) => [pushed.definitionPath, pushed]));
  const evaluated = new Map<string, DefinitionMetadata>();
  const evaluating = new Set<string>();

  async function evaluate(pushed: PushedDefinition): Promise<void> {
    if (evaluated.has(pushed.definitionPath)) return;
    if (evaluating.has(pushed.definitionPath)) {
      throw new Error(`The component \`${pushed.definitionPath}\` uses itself.`);
    }
    evaluating.add(pushed.definitionPath);
    for (const dependency of pushed.dependencies) {
      const child = byPath.get(dependency);
      if (!child) throw new Error(`The component \`${dependency}\` was not pushed.`);
      await evaluate(child);
    }
    evaluated.set(
      pushed.definitionPath,
      pushed.definition
        ? await evaluateDefinition(pushed.definition, pushed.definitionPath)
        : emptyApp(),
    );
  }

  async function evaluateDefinition(
    source: ModuleSource,
    definitionPath: string,
  ): Promise<DefinitionMetadata> {
    const graph = singleModuleGraph(
      source,
      `definition:${definitionPath}`,
      definitionPath === "" ? appEnv : {},
      context,
      (specifier) => childDefinition(specifier, evaluated),
    );
    const what = `convex.config of ${definitionPath || "the app"}`;
    return inUserCode({ what, settleMs: context.settleMs }, async () => {
      const exported = (await graph.load(source.path)).default;
      if (!hasExport(exported)) {
        throw new Error(
          "The default export must be the result of `defineApp()` or `defineComponent()`.",
        );
      }
      const metadata = exported.export() as DefinitionMetadata;
      return { ...metadata, path: definitionPath };
    });
  }

  for (const pushed of definitions) await evaluate(pushed);
  return evaluated;
}

export async function evaluateSchema(
  source: ModuleSource,
  definitionPath: string,
  context: EvaluationContext,
): Promise<SchemaJson> {
  const graph = singleModuleGraph(source, `schema:${definitionPath}`, {}, context);
  const schema = await inUserCode({ what: source.path, settleMs: context.settleMs }, async () => {
    const exported = (await graph.load(source.path)).default;
    if (!hasExport(exported)) {
      throw new Error("The default export must be the result of `defineSchema()`.");
    }
    return JSON.parse(exported.export() as string) as SchemaJson;
  });
  refuseBadSchema(schema, definitionPath);
  return schema;
}

function refuseBadSchema(schema: SchemaJson, definitionPath: string): void {
  try {
    parseSchema(schema);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const where = definitionPath === "" ? "schema" : `schema of ${definitionPath}`;
    throw new HttpError(400, error.code, `The ${where} can't be used. ${error.message}`);
  }
}

/** The public functions of a component as the tree that code generation reads. */
export function exportsOf(functions: Record<string, AnalyzedModule>): JsonObject {
  const root = new Branch();
  for (const modulePath of Object.keys(functions).sort()) {
    const segments = modulePath.replace(/\.js$/, "").split("/");
    for (const analyzed of functions[modulePath]?.functions ?? []) {
      if (analyzed.visibility?.kind !== "public") continue;
      root.add([...segments, analyzed.name], `_reference/function/${modulePath}:${analyzed.name}`);
    }
  }
  return root.toJson();
}

class Branch {
  readonly #children = new Map<string, Branch | string>();

  add([name, ...rest]: string[], leaf: string): void {
    if (name === undefined) return;
    if (rest.length === 0) {
      this.#children.set(name, leaf);
      return;
    }
    const existing = this.#children.get(name);
    const branch = existing instanceof Branch ? existing : new Branch();
    this.#children.set(name, branch);
    branch.add(rest, leaf);
  }

  toJson(): JsonObject {
    return {
      type: "branch",
      branch: [...this.#children].map(([name, child]) => [
        name,
        typeof child === "string" ? { type: "leaf", leaf: child } : child.toJson(),
      ]),
    };
  }
}

function singleModuleGraph(
  source: ModuleSource,
  label: string,
  env: Environment,
  context: EvaluationContext,
  synthetic?: (specifier: string) => Namespace | undefined,
): ModuleGraph {
  return new ModuleGraph({
    label,
    find: (path) => (path === source.path ? source : undefined),
    importAs: () => importInvocation(context.phase, isolateProcess(env), "isolate", context.warn),
    ...(synthetic ? { synthetic } : {}),
  });
}

/** What `import child from "…/convex.config"` gives: enough for `app.use(child)`. */
function childDefinition(
  specifier: string,
  evaluated: Map<string, DefinitionMetadata>,
): Namespace | undefined {
  if (!specifier.startsWith(CHILD_PREFIX)) return undefined;
  const encoded = specifier.slice(CHILD_PREFIX.length);
  const definitionPath = Buffer.from(encoded, "base64url").toString("utf8");
  const child = evaluated.get(definitionPath);
  if (child?.definitionType.type !== "childComponent") {
    throw new Error(`\`${definitionPath}\` is not a component: use \`defineComponent()\` there.`);
  }
  return {
    default: {
      componentDefinitionPath: definitionPath,
      defaultName: child.definitionType.name,
    },
  };
}

function hasExport(value: unknown): value is { export(): unknown } {
  return (
    typeof value === "object" &&
    value !== null &&
    "export" in value &&
    typeof value.export === "function"
  );
}

function emptyApp(): DefinitionMetadata {
  return {
    path: "",
    definitionType: { type: "app" },
    childComponents: [],
    httpMounts: {},
    exports: { type: "branch", branch: [] },
  };
}
