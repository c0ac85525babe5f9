/** The `process` objects that user code sees: the deployment's variables, and of Node's own process nothing or all. */

import hostProcess from "node:process";
import type { Environment } from "../../wire/deployed-app.ts";
import { currentInvocation } from "./invocation.ts";

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

/**
 * `process` for "use node" modules: Node's own, with the deployment's variables instead of the machine's. What would end
 * the process, which all functions share, ends the one that calls it.
 */
export function nodeProcess(env: Environment): object {
  const own: Record<string, unknown> = {
    env: { ...env },
    exit,
    reallyExit: exit,
    kill: (pid: number, signal?: string | number) =>
      pid === hostProcess.pid && signal !== 0 ? exit() : hostProcess.kill(pid, signal),
  };
  return new Proxy(hostProcess, {
    get: (target, name) => {
      if (typeof name === "string" && Object.hasOwn(own, name)) return own[name];
      const value = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** In Convex's words. It is thrown as well: nothing of the caller runs on. */
function exit(code?: unknown): never {
  const how = code === undefined ? "no exit code" : `exit code ${String(code)}`;
  const error = new Error(`process.exit() called with ${how}`);
  currentInvocation()?.interruption.interrupt(error);
  throw error;
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
