/**
 * Exceptions that nobody caught and rejections that nobody handled. In the cloud they end the function that they belong
 * to, and with it nothing else: there it has an isolate or a process to itself. Here the async context says whose they
 * are. What cannot be told apart from a fault of ours ends the worker, which the main thread replaces.
 */
import hostProcess from "node:process";
import { currentInvocation } from "./invocation.ts";
import { isUserCode } from "./stack.ts";

export interface UncaughtListener {
  /** User code whose function has ended already, or that cannot be found: there is nobody to tell but the log. */
  warn(message: string, error: unknown): void;
  fatal(error: unknown): void;
}

export function catchUncaught({ warn, fatal }: UncaughtListener): void {
  const uncaught = (error: unknown): void => {
    const invocation = currentInvocation();
    if (invocation?.interruption.interrupt(error)) return;
    if (invocation || isOthers(error)) warn("An exception was not caught", error);
    else fatal(error);
  };
  hostProcess.on("uncaughtException", uncaught);
  hostProcess.on("unhandledRejection", (reason) => {
    if (currentInvocation()?.interruption.interrupt(reason)) return;
    warn("A rejected promise was not handled", reason);
  });
  keepContextOfMicrotasks(uncaught);
}

/** Node has left the context of a microtask by the time it reports what that threw. */
function keepContextOfMicrotasks(uncaught: (error: unknown) => void): void {
  const original = globalThis.queueMicrotask;
  const run = (callback: () => void) => () => {
    try {
      callback();
    } catch (error) {
      uncaught(error);
    }
  };
  Object.defineProperty(globalThis, "queueMicrotask", {
    configurable: true,
    writable: true,
    value: (callback: () => void) =>
      original(typeof callback === "function" ? run(callback) : callback),
  });
}

/** Whether its stack leads to a pushed module or a package of the project, and not to us alone. */
function isOthers(error: unknown): boolean {
  if (isUserCode(error)) return true;
  const stack = error instanceof Error ? String(error.stack) : "";
  return !stack.includes(import.meta.url) && stack.includes("node_modules");
}

/** Resolves after Node has told of every rejection that came so far: those count as the function's, too. */
export function afterRejections<T>(value: T): Promise<T> {
  return new Promise((resolve) => setImmediate(() => resolve(value)));
}
