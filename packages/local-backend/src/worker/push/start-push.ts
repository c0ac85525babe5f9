/**
 * start_push: evaluates and analyses everything that was pushed, in a worker of its own, and stores nothing. The
 * order is the protocol's but for auth.config, which goes first so that a variable it misses is what is reported.
 */

import type { JsonValue } from "../../protocol/json.ts";
import type {
  AnalyzedModule,
  DefinitionMetadata,
  DeployedApp,
  DeployedDefinition,
  Environment,
  ModuleSource,
} from "../../wire/deployed-app.ts";
import { HttpError } from "../../wire/http-error.ts";
import { isolateProcess, nodeProcess } from "../realm/environment.ts";
import { ModuleGraph } from "../realm/module-graph.ts";
import type { NodePackages } from "../realm/packages.ts";
import { analyzeModule, NO_FUNCTIONS } from "./analyze-module.ts";
import { AUTH_CONFIG_MODULE, evaluateAuthConfig } from "./auth-config.ts";
import { checkCrons } from "./check-crons.ts";
import { buildComponentTree } from "./component-tree.ts";
import {
  type EvaluationContext,
  evaluateDefinitions,
  evaluateSchema,
  exportsOf,
} from "./definitions.ts";
import { importInvocation, newImportPhase, udfConfigOf } from "./import-phase.ts";
import { type PushedDefinition, parsePushRequest, referenceOf } from "./push-request.ts";
import { inUserCode } from "./user-error.ts";

export interface StartPushInput {
  body: JsonValue;
  /** User variables and the two system ones. */
  env: Environment;
  /** Stored modules by their hash, for those that the CLI did not send again. */
  stored: Record<string, ModuleSource>;
  /** How long a module may wait for something while it is imported, in ms. */
  settleMs: number;
  packages: NodePackages;
  warn(line: string): void;
}

export interface StartedPush {
  app: DeployedApp;
  /** By hash. */
  sources: Record<string, ModuleSource>;
  dryRun: boolean;
}

export async function startPush(input: StartPushInput): Promise<StartedPush> {
  const request = parsePushRequest(input.body, (sha256) => input.stored[sha256] ?? null);
  const context: EvaluationContext = {
    phase: newImportPhase(),
    settleMs: input.settleMs,
    warn: input.warn,
  };
  const pushed = [request.app, ...request.components];

  const appAuth = await evaluateAuthConfig(request.app.modules, input.env, context);
  const definitions = await evaluateDefinitions(pushed, input.env, context);
  requireDeclaredVariables(definitions.get(""), input.env);

  const analysis: Record<string, DeployedDefinition> = {};
  for (const part of pushed) {
    const definition = definitions.get(part.definitionPath);
    if (!definition) continue;
    const schema = part.schema
      ? await evaluateSchema(part.schema, part.definitionPath, context)
      : null;
    const functions = await analyzeModules(part, input, context);
    checkCrons(functions);
    analysis[part.definitionPath] = {
      definition:
        part.definitionPath === "" ? definition : { ...definition, exports: exportsOf(functions) },
      schema,
      functions,
      udfConfig: udfConfigOf(context.phase, part.udfServerVersion),
    };
  }

  const sources: Record<string, ModuleSource> = {};
  const modules: DeployedApp["modules"] = {};
  for (const part of pushed) {
    modules[part.definitionPath] = part.modules.map((source) => {
      const reference = referenceOf(source);
      sources[reference.sha256] = source;
      return reference;
    });
  }
  return {
    dryRun: request.dryRun,
    sources,
    app: {
      analysis,
      app: buildComponentTree(analysis),
      appAuth,
      modules,
      udfServerVersion: request.app.udfServerVersion,
      nodeDependencies: request.nodeDependencies,
      ...(request.nodeVersion ? { nodeVersion: request.nodeVersion } : {}),
    },
  };
}

async function analyzeModules(
  part: PushedDefinition,
  { env: appEnv, packages }: StartPushInput,
  context: EvaluationContext,
): Promise<Record<string, AnalyzedModule>> {
  const env = part.definitionPath === "" ? appEnv : {};
  const byPath = new Map(part.modules.map((module) => [module.path, module]));
  const graph = new ModuleGraph({
    label: `analysis:${part.definitionPath}`,
    find: (path) => byPath.get(path),
    packages,
    importAs: (environment) =>
      importInvocation(
        context.phase,
        environment === "node" ? nodeProcess(env) : isolateProcess(env),
        environment,
        context.warn,
      ),
  });
  const functions: Record<string, AnalyzedModule> = {};
  for (const { path, environment } of part.modules) {
    if (path.startsWith("_deps/") || path === AUTH_CONFIG_MODULE) {
      functions[path] = NO_FUNCTIONS;
      continue;
    }
    const where = part.definitionPath === "" ? path : `${path} of ${part.definitionPath}`;
    functions[path] = await inUserCode({ what: where, settleMs: context.settleMs }, async () => {
      const analyzed = analyzeModule(path, await graph.load(path));
      if (environment === "node") refuseTransactionsInNode(path, analyzed);
      return analyzed;
    });
  }
  return functions;
}

function refuseTransactionsInNode(path: string, analyzed: AnalyzedModule): void {
  const wrong = analyzed.functions.find((found) => found.udfType !== "Action");
  if (!wrong) return;
  throw new Error(
    `\`${wrong.name}\` defined in \`${path}\` is a ${wrong.udfType} function. Only actions can be defined in Node.js.`,
  );
}

/** Variables that `defineApp({ env })` requires. */
function requireDeclaredVariables(app: DefinitionMetadata | undefined, env: Environment): void {
  const missing = (app?.envVars ?? [])
    .filter(([name, { optional }]) => !optional && !Object.hasOwn(env, name))
    .map(([name]) => name);
  if (missing.length === 0) return;
  throw new HttpError(
    400,
    "MissingEnvironmentVariables",
    `The following environment variables are required by the app but are not set: ${missing.join(", ")}.`,
  );
}
