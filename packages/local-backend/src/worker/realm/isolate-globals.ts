/**
 * Names that Node's realm has and Convex's default runtime has not, and the other way round. What works only here would
 * fail in the cloud, so code of that runtime does not see them; Node's own code and ours, which the same call may be
 * running, does.
 */
import { currentInvocation } from "./invocation.ts";
import { FRAME_PREFIX } from "./module-graph.ts";

const nodeOnly = [
  "Buffer",
  "global",
  "setImmediate",
  "clearImmediate",
  "BroadcastChannel",
  "MessageChannel",
  "MessagePort",
  "MessageEvent",
  "CompressionStream",
  "DecompressionStream",
  "CustomEvent",
];

/** After all other replacements, which code outside of the default runtime keeps. */
export function hideNodeGlobals(): void {
  for (const name of nodeOnly) {
    const host = Object.getOwnPropertyDescriptor(globalThis, name);
    if (host !== undefined) split(name, () => host.value ?? host.get?.call(globalThis), undefined);
  }
  split("self", () => undefined, globalThis);
}

/** `isolate` is what code of the default runtime sees, until it sets another value for itself, as polyfills do. */
function split(name: string, host: () => unknown, isolate: unknown): void {
  let own = { isolate, host };
  const get = (): unknown => (isIsolateCode(get) ? own.isolate : own.host());
  const set = (value: unknown): void => {
    own = isIsolateCode(set) ? { ...own, isolate: value } : { ...own, host: () => value };
  };
  Object.defineProperty(globalThis, name, { configurable: true, enumerable: false, get, set });
}

const fileOfCaller: typeof Error.prepareStackTrace = (_error, [caller]) => caller?.getFileName();

/** Whether a pushed module of the default runtime has just called `accessor`. */
function isIsolateCode(accessor: (value?: unknown) => unknown): boolean {
  const invocation = currentInvocation();
  if (invocation === undefined || invocation.isNode) return false;
  const { stackTraceLimit, prepareStackTrace } = Error;
  const holder: { stack?: unknown } = {};
  Error.stackTraceLimit = 1;
  Error.prepareStackTrace = fileOfCaller;
  Error.captureStackTrace(holder, accessor);
  const file = holder.stack;
  Error.prepareStackTrace = prepareStackTrace;
  Error.stackTraceLimit = stackTraceLimit;
  return typeof file === "string" && file.startsWith(FRAME_PREFIX);
}
