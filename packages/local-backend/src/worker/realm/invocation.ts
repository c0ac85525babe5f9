/**
 * What the patched globals need to know about the code that is running: which kind of function it is, what it may do
 * and what it sees as time, chance and environment. Carried by one AsyncLocalStorage through everything user code
 * awaits.
 */
import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";
import type { Interruption } from "./interruption.ts";

export type InvocationKind = "query" | "mutation" | "action" | "httpAction" | "import";

/** The three entry points that every bundle's copy of the `convex` library calls. */
export interface SyscallHandler {
  syscall(op: string, argsJson: string): string;
  asyncSyscall(op: string, argsJson: string): Promise<string>;
  jsSyscall(op: string, args: Record<string, unknown>): unknown;
}

export interface LogLine {
  level: "LOG" | "INFO" | "WARN" | "ERROR" | "DEBUG";
  messages: string[];
  /** ms */
  timestamp: number;
  isTruncated: boolean;
}

export interface Invocation {
  readonly kind: InvocationKind;
  /** Whether its code was written for Node ("use node") instead of Convex's default runtime. */
  readonly isNode: boolean;
  /** Milliseconds that `Date.now()` answers, or null for the real clock. */
  readonly frozenTime: number | null;
  /** Replaces `Math.random`, or null for the real one. */
  readonly random: (() => number) | null;
  /** What user code sees as `process`. */
  readonly process: unknown;
  readonly syscalls: SyscallHandler;
  /** Ends it with an exception that its code did not catch (uncaught.ts). */
  readonly interruption: Interruption;
  log(line: LogLine): void;
}

const storage = new AsyncLocalStorage<Invocation | undefined>();

export function currentInvocation(): Invocation | undefined {
  return storage.getStore();
}

/** Enters the context in which this module was loaded: that of no user code at all. */
const outsideOfUserCode = AsyncLocalStorage.snapshot();

/**
 * Runs user code as `invocation`; everything it awaits stays within. What its caller keeps in an AsyncLocalStorage of
 * its own is not visible, as between two isolates, nor does what `enterWith` sets outlive the call.
 */
export function runAs<T>(invocation: Invocation, run: () => T): T {
  return inFreshContext(() => storage.run(invocation, run));
}

/** Runs our own code outside of the current invocation. */
export function runAsHost<T>(run: () => T): T {
  return inFreshContext(() => storage.run(undefined, run));
}

function inFreshContext<T>(run: () => T): T {
  const resource = outsideOfUserCode(() => new AsyncResource("Invocation"));
  return resource.runInAsyncScope(run);
}
