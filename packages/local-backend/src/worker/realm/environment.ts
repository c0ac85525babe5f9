/** The `process` objects that user code sees: the deployment's variables, and of Node's own process nothing or all. */

import hostProcess from "node:process";
import type { Environment } from "../../wire/deployed-app.ts";

/**
 * `process` for Convex's default runtime: `env` alone, of which only reading a variable by its name tells anything, as in
 * the cloud. What one call sets there must not reach the next.
 */
export function isolateProcess(env: Environment): object {
  const get = (target: object, name: string | symbol): unknown => {
    if (typeof name !== "string") return Reflect.get(target, name);
    return Object.hasOwn(env, name) ? env[name] : undefined;
  };
  const ignore = () => true;
  const traps = { get, set: ignore, defineProperty: ignore, deleteProperty: ignore };
  return { env: new Proxy({}, traps) };
}

/** `process` for "use node" modules: Node's own, with the deployment's variables instead of the machine's. */
export function nodeProcess(env: Environment): object {
  const own = { ...env };
  return new Proxy(hostProcess, {
    get: (target, name) => {
      if (name === "env") return own;
      const value = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** A variable that auth.config reads without it being set. */
export class MissingEnvironmentVariable extends Error {
  override readonly name = "MissingEnvironmentVariable";
  readonly variable: string;

  constructor(variable: string) {
    super(`Environment variable ${variable} is used in auth config file but its value was not set`);
    this.variable = variable;
  }
}

/** Reading an unset variable throws; `in` only probes. */
export function strictProcess(env: Environment): object {
  return {
    env: new Proxy(
      { ...env },
      {
        get: (target, name) => {
          if (typeof name === "string" && !Object.hasOwn(target, name)) {
            throw new MissingEnvironmentVariable(name);
          }
          return Reflect.get(target, name);
        },
      },
    ),
  };
}
