/**
 * The modules of one component instance, compiled and evaluated on first use. Each instance has a graph of its own,
 * because modules read `process.env` while they are evaluated. Compiled modules are never released by V8: a
 * graph lives as long as its worker.
 */

import path from "node:path";
import vm from "node:vm";
import type { ModuleSource } from "../../wire/deployed-app.ts";
import type { Invocation } from "./invocation.ts";
import { runAs } from "./invocation.ts";
import type { Namespace, NodePackages } from "./packages.ts";

export type { Namespace };

export interface ModuleGraphOptions {
  /** Prefix of the identifiers in stack traces; unique within the worker. */
  label: string;
  find(path: string): ModuleSource | undefined;
  /** The invocation that top-level code of a module runs as. */
  importAs(environment: ModuleSource["environment"]): Invocation;
  /** Absent where nothing is for Node. */
  packages?: NodePackages;
  /** Modules that exist in no file, such as imported component definitions. */
  synthetic?(specifier: string): Namespace | undefined;
}

/** By label: stack frames name their graph. One that analysed a push is replaced by that of the next. */
const graphs = new Map<string, WeakRef<ModuleGraph>>();

/** The graph that a stack frame's identifier belongs to. */
export function graphOf(identifier: string): ModuleGraph | null {
  const [label = ""] = identifier.slice(FRAME_PREFIX.length).split("//", 1);
  return graphs.get(label)?.deref() ?? null;
}

export class ModuleGraph {
  readonly #options: ModuleGraphOptions;
  readonly #modules = new Map<string, vm.Module>();
  /** Those from outside of what was pushed, by specifier. */
  readonly #packages = new Map<string, Promise<vm.Module>>();
  readonly #loaded = new Map<string, Namespace>();
  /** Linking two entry points that share modules must not overlap. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: ModuleGraphOptions) {
    this.#options = options;
    graphs.set(options.label, new WeakRef(this));
  }

  has(modulePath: string): boolean {
    return this.#options.find(modulePath) !== undefined;
  }

  environment(modulePath: string): ModuleSource["environment"] | undefined {
    return this.#options.find(modulePath)?.environment;
  }

  /** The module that a stack frame's identifier names, or null when it is another graph's. */
  pathOf(identifier: string): string | null {
    const prefix = identifierOf(this.#options.label, "");
    return identifier.startsWith(prefix) ? identifier.slice(prefix.length) : null;
  }

  sourceMap(modulePath: string): string | null {
    return this.#options.find(modulePath)?.sourceMap ?? null;
  }

  /** The namespace if the module has been evaluated. */
  loaded(modulePath: string): Namespace | undefined {
    return this.#loaded.get(modulePath);
  }

  /** Compiles and evaluates on first use; rejects with what the module's top-level code throws. */
  load(modulePath: string): Promise<Namespace> {
    const loaded = this.#loaded.get(modulePath);
    if (loaded) return Promise.resolve(loaded);
    const load = this.#turn.then(() => this.#load(modulePath));
    this.#turn = load.catch(() => {});
    return load;
  }

  async #load(modulePath: string): Promise<Namespace> {
    const module = this.#module(modulePath, null);
    if (module.status === "unlinked") {
      await module.link((specifier, referencing) =>
        this.#resolve(specifier, pathOf(this.#options.label, referencing.identifier)),
      );
    }
    const invocation = this.#options.importAs(this.environment(modulePath) ?? "isolate");
    await invocation.interruption.until(runAs(invocation, () => module.evaluate()));
    const namespace = module.namespace as Namespace;
    this.#loaded.set(modulePath, namespace);
    return namespace;
  }

  #resolve(specifier: string, from: string): vm.Module | Promise<vm.Module> {
    const synthetic = this.#options.synthetic?.(specifier);
    if (synthetic) return this.#synthetic(specifier, synthetic);
    if (specifier.startsWith("./") || specifier.startsWith("../")) {
      return this.#module(
        path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier)),
        from,
      );
    }
    const { packages } = this.#options;
    if (this.environment(from) !== "node" || !packages) {
      throw new Error(
        `\`${from}\` imports \`${specifier}\`, which Convex's default runtime does not have. ` +
          'Move the code that needs it into a file that starts with "use node".',
      );
    }
    return this.#package(specifier, packages);
  }

  #package(specifier: string, packages: NodePackages): Promise<vm.Module> {
    const known = this.#packages.get(specifier);
    if (known) return known;
    const invocation = this.#options.importAs("node");
    const loading = invocation.interruption
      .until(runAs(invocation, () => packages.load(specifier)))
      .then((exports) => this.#synthetic(specifier, exports));
    this.#packages.set(specifier, loading);
    return loading;
  }

  #module(modulePath: string, from: string | null): vm.Module {
    const known = this.#modules.get(modulePath);
    if (known) return known;
    const source = this.#options.find(modulePath);
    if (!source) {
      throw new Error(
        from === null
          ? `Module \`${modulePath}\` was not pushed`
          : `\`${from}\` imports \`${modulePath}\`, which was not pushed`,
      );
    }
    const module = new vm.SourceTextModule(source.source, {
      identifier: identifierOf(this.#options.label, modulePath),
      initializeImportMeta: (meta) => {
        const { packages } = this.#options;
        const own = source.environment === "node" && packages?.metaOf(modulePath);
        Object.assign(meta, own || { url: `convex:${modulePath}` });
      },
      importModuleDynamically: async (specifier, referencing) => {
        const target = await this.#resolve(
          specifier,
          pathOf(this.#options.label, (referencing as vm.Module).identifier),
        );
        if (target.status === "unlinked") {
          await target.link((inner, innerReferencing) =>
            this.#resolve(inner, pathOf(this.#options.label, innerReferencing.identifier)),
          );
        }
        await target.evaluate();
        return target;
      },
    });
    this.#modules.set(modulePath, module);
    return module;
  }

  #synthetic(specifier: string, exports: Namespace): vm.Module {
    const known = this.#modules.get(specifier);
    if (known) return known;
    const module = new vm.SyntheticModule(
      Object.keys(exports),
      () => {
        for (const [name, value] of Object.entries(exports)) module.setExport(name, value);
      },
      { identifier: specifier },
    );
    this.#modules.set(specifier, module);
    return module;
  }
}

/** How the identifiers of all pushed modules begin. */
export const FRAME_PREFIX = "convex:";

/** What a stack frame calls the module. */
export function identifierOf(label: string, modulePath: string): string {
  return `${FRAME_PREFIX}${label}//${modulePath}`;
}

function pathOf(label: string, identifier: string): string {
  return identifier.slice(identifierOf(label, "").length);
}
