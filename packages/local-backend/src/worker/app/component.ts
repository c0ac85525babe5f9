/** One mounted component of the running app: its functions, its variables and its own copy of the modules. */
import type { ValidatorJson } from "../../protocol/validators.ts";
import type {
  ComponentNode,
  CronSpec,
  DeployedDefinition,
  Environment,
  ModuleSource,
  UdfType,
  Visibility,
} from "../../wire/deployed-app.ts";
import type { HttpRouter, RegisteredFunction } from "../push/analyze-module.ts";
import { importInvocation, newImportPhase } from "../push/import-phase.ts";
import { isolateProcess, nodeProcess } from "../realm/environment.ts";
import type { Namespace } from "../realm/module-graph.ts";
import { ModuleGraph } from "../realm/module-graph.ts";
import type { NodePackages } from "../realm/packages.ts";
import { formatFunctionPath, parseFunctionPath } from "./function-path.ts";

/** A function of a component instance, ready to be called. */
export interface ComponentFunction {
  component: Component;
  /** `module.js:function` */
  path: string;
  module: string;
  name: string;
  udfType: UdfType;
  visibility: Visibility | null;
  /** Null when anything is accepted. */
  args: ValidatorJson | null;
  returns: ValidatorJson | null;
  isNode: boolean;
}

export interface ComponentInput {
  node: ComponentNode;
  definition: DeployedDefinition;
  env: Environment;
  parent: Component | null;
  packages: NodePackages;
  findModule(path: string): ModuleSource | undefined;
  warn(line: string): void;
}

export class Component {
  /** `""` for the application. */
  readonly path: string;
  readonly definition: DeployedDefinition;
  readonly parent: Component | null;
  readonly children = new Map<string, Component>();
  readonly env: Environment;
  readonly graph: ModuleGraph;
  readonly #functions = new Map<string, ComponentFunction>();
  readonly #isolateProcess: object;
  readonly #nodeProcess: object;

  constructor(input: ComponentInput) {
    const { node, definition, env, parent, packages, findModule, warn } = input;
    this.path = node.componentPath;
    this.definition = definition;
    this.parent = parent;
    this.env = env;
    this.#isolateProcess = isolateProcess(env);
    this.#nodeProcess = nodeProcess(env);
    const phase = newImportPhase();
    this.graph = new ModuleGraph({
      label: `app:${this.path}`,
      find: findModule,
      packages,
      importAs: (environment) =>
        importInvocation(phase, this.process(environment === "node"), environment, warn),
    });
    for (const [module, analyzed] of Object.entries(definition.functions)) {
      const isNode = findModule(module)?.environment === "node";
      for (const { name, udfType, visibility, args, returns } of analyzed.functions) {
        const path = formatFunctionPath({ module, name });
        this.#functions.set(path, {
          component: this,
          path,
          module,
          name,
          udfType,
          visibility: visibility?.kind ?? null,
          args: validatorOf(args),
          returns: validatorOf(returns),
          isNode,
        });
      }
    }
  }

  process(isNode: boolean): object {
    return isNode ? this.#nodeProcess : this.#isolateProcess;
  }

  /** `path` in any of the forms that code and clients use. */
  find(path: string): ComponentFunction | undefined {
    return (
      this.#functions.get(path) ?? this.#functions.get(formatFunctionPath(parseFunctionPath(path)))
    );
  }

  functions(): Iterable<ComponentFunction> {
    return this.#functions.values();
  }

  crons(): CronSpec[] {
    return this.definition.functions["crons.js"]?.cronSpecs ?? [];
  }

  /** The exported object, or undefined while its module has not been loaded. */
  loadedExport(target: ComponentFunction): RegisteredFunction | undefined {
    const namespace = this.graph.loaded(target.module);
    return namespace && exportOf(namespace, target);
  }

  async loadExport(target: ComponentFunction): Promise<RegisteredFunction> {
    return exportOf(await this.graph.load(target.module), target);
  }

  /** Null when the component has no http module. */
  async loadRouter(): Promise<HttpRouter | null> {
    if (!this.definition.functions["http.js"]?.httpRoutes) return null;
    return (await this.graph.load("http.js")).default as HttpRouter;
  }
}

function exportOf(namespace: Namespace, target: ComponentFunction): RegisteredFunction {
  const exported = namespace[target.name];
  if (exported === undefined) throw new Error(`\`${target.path}\` is not exported any more`);
  return exported as RegisteredFunction;
}

/** `any` as the whole of the arguments means that nothing is checked. */
function validatorOf(text: string | null): ValidatorJson | null {
  if (text === null) return null;
  const validator = JSON.parse(text) as ValidatorJson | null;
  return validator?.type === "any" ? null : validator;
}
