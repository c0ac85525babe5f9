/** The deployed app as it runs in this worker: the tree of components and how names in it resolve. */
import { createHash } from "node:crypto";
import { functionHandle, idOfFunctionHandle } from "../../protocol/function-handle.ts";
import type {
  ComponentNode,
  DeployedApp,
  Environment,
  ModuleSource,
} from "../../wire/deployed-app.ts";
import { FunctionRefused } from "../calls/outcome.ts";
import type { NodePackages } from "../realm/packages.ts";
import { Component, type ComponentFunction } from "./component.ts";
import { displayFunctionPath, parseFunctionPath } from "./function-path.ts";

/** How code names a function: exactly one of the three. */
export interface FunctionAddress {
  name?: string;
  reference?: string;
  functionHandle?: string;
}

export interface AppInput {
  deployed: DeployedApp;
  /** The user's variables. */
  env: Environment;
  /** `CONVEX_CLOUD_URL` and `CONVEX_SITE_URL`. */
  systemEnv: { CONVEX_CLOUD_URL: string; CONVEX_SITE_URL: string };
  packages: NodePackages;
  readModule(sha256: string): ModuleSource | null;
  warn(line: string): void;
}

export class App {
  readonly deployed: DeployedApp;
  readonly root: Component;
  readonly #components = new Map<string, Component>();
  #handles: Map<string, ComponentFunction> | null = null;

  constructor(input: AppInput) {
    this.deployed = input.deployed;
    const { systemEnv, env } = input;
    this.root = this.#mount(input, input.deployed.app, null, { ...systemEnv, ...env }, systemEnv);
  }

  component(path: string): Component | undefined {
    return this.#components.get(path);
  }

  components(): Iterable<Component> {
    return this.#components.values();
  }

  /** What `address` means to code of `from`. Visibility: own functions all, a child's public ones, a handle's any. */
  resolve(from: Component, address: FunctionAddress): ComponentFunction {
    if (address.functionHandle !== undefined) return this.#byHandle(address.functionHandle);
    if (address.reference !== undefined) return resolveReference(from, address.reference);
    return ownFunction(from, address.name ?? "");
  }

  /** Stays valid over pushes: it is made of the function's place alone. */
  handleOf(target: ComponentFunction): string {
    return functionHandle(handleId(target), displayFunctionPath(target));
  }

  #byHandle(handle: string): ComponentFunction {
    this.#handles ??= new Map(
      [...this.components()].flatMap((component) =>
        [...component.functions()].map((target) => [handleId(target), target] as const),
      ),
    );
    const target = this.#handles.get(idOfFunctionHandle(handle) ?? "");
    if (!target) {
      throw new FunctionRefused(
        `The function handle ${handle} is not valid: its function does not exist in this deployment any more.`,
      );
    }
    return target;
  }

  #mount(
    input: AppInput,
    node: ComponentNode,
    parent: Component | null,
    env: Environment,
    systemEnv: AppInput["systemEnv"],
  ): Component {
    const definition = input.deployed.analysis[node.definitionPath];
    if (!definition) throw new Error(`The definition ${node.definitionPath} is not stored`);
    const modules = new Map(
      (input.deployed.modules[node.definitionPath] ?? []).map((module) => [module.path, module]),
    );
    const sources = new Map<string, ModuleSource>();
    const component = new Component({
      node,
      definition,
      env,
      parent,
      packages: input.packages,
      warn: input.warn,
      findModule: (path) => {
        const known = sources.get(path);
        if (known) return known;
        const reference = modules.get(path);
        const stored = reference && input.readModule(reference.sha256);
        if (!stored) return undefined;
        // The same text may be deployed under several paths.
        const source = { ...stored, path };
        sources.set(path, source);
        return source;
      },
    });
    this.#components.set(component.path, component);
    const mounts = definition.definition.httpMounts;
    for (const [name, child] of Object.entries(node.childComponents)) {
      const prefix = Object.keys(mounts).find((key) => mounts[key]?.split("/").at(-1) === name);
      const childSystem = {
        ...systemEnv,
        CONVEX_SITE_URL: prefix
          ? systemEnv.CONVEX_SITE_URL + prefix.replace(/\/$/, "")
          : systemEnv.CONVEX_SITE_URL,
      };
      const childEnv: Record<string, string> = { ...childSystem };
      for (const [variable, binding] of Object.entries(child.env)) {
        const value = binding.type === "value" ? binding.value : env[binding.name];
        if (value !== undefined) childEnv[variable] = value;
      }
      component.children.set(name, this.#mount(input, child, component, childEnv, childSystem));
    }
    return component;
  }
}

function ownFunction(from: Component, path: string): ComponentFunction {
  const target = from.find(path);
  if (target) return target;
  const where = from.path === "" ? "" : ` in component '${from.path}'`;
  throw new FunctionRefused(
    `Could not find function for '${displayFunctionPath(parseFunctionPath(path))}'${where}. ` +
      "Did you forget to run `npx convex dev` or `npx convex deploy`?",
  );
}

function resolveReference(from: Component, reference: string): ComponentFunction {
  const [, kind, ...rest] = reference.split("/");
  if (kind === "function") return ownFunction(from, rest.join("/"));
  if (kind === "childComponent") {
    const [name = "", ...parts] = rest;
    const child = from.children.get(name);
    if (!child) {
      throw new FunctionRefused(
        `The component '${name}' is not installed in ${from.path === "" ? "the app" : `component '${from.path}'`}.`,
      );
    }
    const functionName = parts.at(-1) ?? "default";
    const target = child.find(`${parts.slice(0, -1).join("/")}:${functionName}`);
    if (target?.visibility === "public") return target;
    throw new FunctionRefused(
      `Could not find public function for '${parts.slice(0, -1).join("/")}:${functionName}' in component '${child.path}'.`,
    );
  }
  throw new FunctionRefused(`The function reference ${reference} is not supported locally.`);
}

function handleId(target: ComponentFunction): string {
  return createHash("sha256")
    .update(`${target.component.path}|${target.path}`)
    .digest("hex")
    .slice(0, 32);
}
