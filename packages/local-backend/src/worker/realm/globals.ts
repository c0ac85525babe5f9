/**
 * Replaces the globals that user code must see differently from ours. There is one realm: a separate vm context
 * would have its own intrinsics, and values crossing from Node's APIs would fail `instanceof`. Each
 * replacement asks for the current invocation and, outside of any, is the original.
 */
import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";
import hostProcess from "node:process";
import { reasonOf } from "../../errors.ts";
import { captureConsole } from "./console.ts";
import { currentInvocation, type Invocation } from "./invocation.ts";
import { hideNodeGlobals, withDuplex } from "./isolate-globals.ts";
import { installStacks } from "./stack.ts";

const HostDate = Date;
const hostRandom = Math.random;

/** The real clock, also while user code with a frozen one is current. */
export const hostNow: () => number = Date.now.bind(Date);

export function installGlobals(): void {
  installDate();
  installRandom();
  installTimers();
  installFetch();
  installProcess();
  captureConsole();
  installStacks();
  define("Convex", {
    syscall: (op: string, args: string) => {
      try {
        return requireInvocation(op).syscalls.syscall(op, args);
      } catch (error) {
        throw userError(error);
      }
    },
    // The library makes an error of its own of what this one rejects with.
    asyncSyscall: (op: string, args: string) =>
      requireInvocation(op).syscalls.asyncSyscall(op, args),
    jsSyscall: async (op: string, args: Record<string, unknown>) => {
      try {
        return await requireInvocation(op).syscalls.jsSyscall(op, args);
      } catch (error) {
        throw userError(error);
      }
    },
  });
  // The CLI's bundles replace `node:async_hooks` by these two names.
  define("AsyncLocalStorage", AsyncLocalStorage);
  define("AsyncResource", AsyncResource);
  hideNodeGlobals();
}

/** A refusal as the user's code sees it: a plain error with the place of its call, and none of our classes. */
function userError(error: unknown): Error {
  return new Error(reasonOf(error));
}

function requireInvocation(op: string): Invocation {
  const invocation = currentInvocation();
  if (!invocation) throw new Error(`\`${op}\` was called outside of a function`);
  return invocation;
}

function define(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}

function installDate(): void {
  const now = (): number => currentInvocation()?.frozenTime ?? hostNow();
  function PatchedDate(this: unknown, ...args: unknown[]): unknown {
    if (!new.target) return new HostDate(now()).toString();
    return Reflect.construct(HostDate, args.length === 0 ? [now()] : args, new.target);
  }
  Object.defineProperties(PatchedDate, {
    name: { value: "Date" },
    length: { value: 7 },
    prototype: { value: HostDate.prototype, writable: false },
    now: { value: now, writable: true, configurable: true },
    parse: { value: HostDate.parse, writable: true, configurable: true },
    UTC: { value: HostDate.UTC, writable: true, configurable: true },
  });
  Object.defineProperty(HostDate.prototype, "constructor", {
    value: PatchedDate,
    writable: true,
    configurable: true,
  });
  define("Date", PatchedDate);

  const hostPerformanceNow = performance.now.bind(performance);
  performance.now = () => {
    const frozen = currentInvocation()?.frozenTime;
    return frozen == null ? hostPerformanceNow() : Math.max(0, frozen - performance.timeOrigin);
  };
}

function installRandom(): void {
  Math.random = () => {
    const random = currentInvocation()?.random;
    return random ? random() : hostRandom();
  };
}

/** Timers and network wait for the outside world, which a transaction must not. */
function refuseOutsideActions(description: string): void {
  const invocation = currentInvocation();
  if (!invocation) return;
  if (invocation.kind === "query" || invocation.kind === "mutation") {
    throw new Error(
      `Can't use ${description} in queries and mutations. Please consider using an action. ` +
        "See https://docs.convex.dev/functions/actions for more details.",
    );
  }
  // Node itself lets its modules do anything while they are imported.
  if (invocation.kind === "import" && !invocation.isNode) {
    throw new Error(
      `Can't use ${description} while a module is being imported. Call it inside of an action instead.`,
    );
  }
}

function installTimers(): void {
  const host = { setTimeout, setInterval, setImmediate };
  for (const name of ["setTimeout", "setInterval", "setImmediate"] as const) {
    const original = host[name] as (...args: unknown[]) => unknown;
    define(name, (...args: unknown[]) => {
      refuseOutsideActions(name);
      return original(...args);
    });
  }
}

function installFetch(): void {
  const hostFetch = globalThis.fetch;
  define("fetch", (...args: Parameters<typeof fetch>) => {
    refuseOutsideActions("fetch()");
    const [input, init] = args;
    return hostFetch(input, currentInvocation()?.isNode === false ? withDuplex(init) : init);
  });
}

function installProcess(): void {
  Object.defineProperty(globalThis, "process", {
    configurable: true,
    get: () => {
      const invocation = currentInvocation();
      return invocation ? invocation.process : hostProcess;
    },
    set: () => {},
  });
}
