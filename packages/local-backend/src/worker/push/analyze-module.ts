/** Reads what an evaluated module exports: functions, HTTP routes, crons. */
import type { JsonObject } from "../../protocol/json.ts";
import type {
  AnalyzedFunction,
  AnalyzedModule,
  CronSpec,
  UdfType,
} from "../../wire/deployed-app.ts";
import type { Namespace } from "../realm/module-graph.ts";

/** A function that the bundle's copy of the `convex` library registered. */
export interface RegisteredFunction {
  isQuery?: boolean;
  isMutation?: boolean;
  isAction?: boolean;
  isPublic?: boolean;
  isInternal?: boolean;
  exportArgs?: () => string;
  exportReturns?: () => string;
  invokeQuery?: (argsJson: string) => Promise<string>;
  invokeMutation?: (argsJson: string) => Promise<string>;
  invokeAction?: (requestId: string, argsJson: string) => Promise<string>;
}

export interface HttpEndpoint {
  isHttp?: boolean;
  invokeHttpAction(request: Request): Promise<Response>;
}

export interface HttpRouter {
  isRouter?: boolean;
  getRoutes(): Array<readonly [string, string, HttpEndpoint]>;
  lookup(path: string, method: string): readonly [HttpEndpoint, string, string] | null;
}

interface Crons {
  isCrons?: boolean;
  export(): string;
}

export const NO_FUNCTIONS: AnalyzedModule = {
  functions: [],
  httpRoutes: null,
  cronSpecs: null,
  sourceMapped: null,
};

export function analyzeModule(modulePath: string, namespace: Namespace): AnalyzedModule {
  const functions: AnalyzedFunction[] = [];
  for (const name of Object.keys(namespace).sort()) {
    const analyzed = analyzeExport(name, namespace[name]);
    if (analyzed) functions.push(analyzed);
  }
  return {
    ...NO_FUNCTIONS,
    functions,
    httpRoutes: modulePath === "http.js" ? analyzeRouter(namespace.default) : null,
    cronSpecs: modulePath === "crons.js" ? analyzeCrons(namespace.default) : null,
  };
}

/** Null for exports that are no Convex function, or a contradictory one. */
export function udfTypeOf(exported: RegisteredFunction): UdfType | null {
  const types: UdfType[] = [];
  if (exported.isQuery) types.push("Query");
  if (exported.isMutation) types.push("Mutation");
  if (exported.isAction) types.push("Action");
  return types.length === 1 ? (types[0] ?? null) : null;
}

function analyzeExport(name: string, value: unknown): AnalyzedFunction | null {
  if (!isContainer(value)) return null;
  const exported = value as RegisteredFunction;
  const udfType = udfTypeOf(exported);
  if (!udfType || (exported.isPublic && exported.isInternal)) return null;
  const visibility = exported.isPublic ? "public" : exported.isInternal ? "internal" : null;
  return {
    name,
    pos: null,
    udfType,
    visibility: visibility ? { kind: visibility } : null,
    args: exported.exportArgs ? exported.exportArgs() : null,
    returns: exported.exportReturns ? exported.exportReturns() : null,
  };
}

function analyzeRouter(value: unknown): AnalyzedModule["httpRoutes"] {
  if (!isContainer(value) || !(value as unknown as HttpRouter).isRouter) {
    throw new Error("The default export of `convex/http` must be the result of `httpRouter()`.");
  }
  return (value as unknown as HttpRouter).getRoutes().map(([path, method, endpoint]) => {
    if (!endpoint.isHttp) {
      throw new Error(`The handler of ${method} ${path} must be made with \`httpAction()\`.`);
    }
    return { route: { path, method }, pos: null };
  });
}

function analyzeCrons(value: unknown): CronSpec[] {
  if (!isContainer(value) || !(value as unknown as Crons).isCrons) {
    throw new Error("The default export of `convex/crons` must be the result of `cronJobs()`.");
  }
  const specs = JSON.parse((value as unknown as Crons).export()) as Record<
    string,
    { name: string; args: JsonObject[]; schedule: CronSpec["schedule"] }
  >;
  return Object.entries(specs).map(([identifier, spec]) => ({ identifier, ...spec }));
}

function isContainer(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
