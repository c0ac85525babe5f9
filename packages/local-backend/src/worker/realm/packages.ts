/**
 * What modules for Node find outside of what was pushed: Node's own modules, packages that the push left external, and
 * the names of CommonJS that bundled packages use, though their bundle is an ES module. Packages are looked for in the
 * project's folder, as the cloud installs what the project has.
 */
import { createRequire, isBuiltin } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import { reasonOf } from "../../errors.ts";
import { currentInvocation } from "./invocation.ts";

export type Namespace = Record<string, unknown>;

export interface NodePackages {
  /** As `import` does it in a file of the project. */
  load(specifier: string): Promise<Namespace>;
  /** `import.meta` of a pushed module, which stands for a file of the project. */
  metaOf(modulePath: string): { url: string; filename: string; dirname: string };
}

export function nodePackages(projectFolder: string): NodePackages {
  const importFrom = vm.compileFunction("return import(specifier)", ["specifier"], {
    filename: path.join(projectFolder, "package.json"),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }) as (specifier: string) => Promise<Namespace>;
  return {
    async load(specifier) {
      if (isProcess(specifier)) return ownProcess();
      try {
        return { ...(await importFrom(specifier)) };
      } catch (error) {
        throw isBuiltin(specifier) ? error : notLoaded(specifier, projectFolder, error);
      }
    },
    metaOf(modulePath) {
      const filename = path.join(projectFolder, "convex", modulePath);
      return { url: pathToFileURL(filename).href, filename, dirname: path.dirname(filename) };
    },
  };
}

function notLoaded(specifier: string, projectFolder: string, error: unknown): Error {
  return new Error(
    `The external package \`${specifier}\` cannot be loaded from ${projectFolder}: ${reasonOf(error)}. ` +
      "Install it there, or start the local backend with the project's folder (option projectFolder, --project-folder).",
    { cause: error },
  );
}

/** Global, as in the cloud, and only for code for Node: whoever declares the names itself does not get to see them. */
export function installCommonJs(projectFolder: string): void {
  const filename = path.join(projectFolder, "functions.js");
  const hostRequire = createRequire(filename);
  const require = (specifier: string): unknown =>
    isProcess(specifier) ? currentInvocation()?.process : hostRequire(specifier);
  const exports = {};
  const names = {
    require: Object.assign(require, hostRequire),
    module: { exports },
    exports,
    __filename: filename,
    __dirname: projectFolder,
  };
  for (const [name, value] of Object.entries(names)) {
    let own: unknown = value;
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: () => (currentInvocation()?.isNode ? own : undefined),
      set: (replaced: unknown) => {
        own = replaced;
      },
    });
  }
}

const isProcess = (specifier: string): boolean => /^(node:)?process$/.test(specifier);

/** What the module sees as its global `process`, and not that of this worker. */
function ownProcess(): Namespace {
  const own = currentInvocation()?.process as Namespace;
  return { ...Object.fromEntries(Object.keys(own).map((name) => [name, own[name]])), default: own };
}
