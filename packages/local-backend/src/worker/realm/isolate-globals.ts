/**
 * Names that Node's realm has and Convex's default runtime has not, the other way round, and those that mean something else
 * there. What works only here would fail in the cloud, so code of that runtime does not see them; Node's own code and ours,
 * which the same call may be running, does.
 */
import { TextDecoder, TextDecoderStream } from "@exodus/bytes/encoding.js";
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
  for (const name of nodeOnly) replace(name, () => undefined);
  split(
    "self",
    () => undefined,
    () => globalThis,
  );
  // Node's know fewer labels, and some of them as another encoding.
  replace("TextDecoder", () => TextDecoder);
  replace("TextDecoderStream", () => TextDecoderStream);
  replace("Request", (host) => streamingRequest(host as typeof Request));
}

/** In Node, a body that is a stream is taken only from who says how it is sent; the default runtime does not ask. */
export function withDuplex(init: RequestInit | undefined): RequestInit | undefined {
  const half = { duplex: "half" };
  return init?.body ? { ...half, ...init } : init;
}

function streamingRequest(host: typeof Request): typeof Request {
  return new Proxy(host, {
    construct: (target, [input, init], newTarget) =>
      Reflect.construct(target, [input, withDuplex(init)], newTarget) as Request,
  });
}

/** A name that Node has. Some are loaded when they are asked for, so nothing is asked for before it is needed. */
function replace(name: string, isolate: (host: unknown) => unknown): void {
  const found = Object.getOwnPropertyDescriptor(globalThis, name);
  if (found === undefined) return;
  const host = once(() => {
    const value: unknown = found.value ?? found.get?.call(globalThis);
    // Node puts what it has loaded in the place of what loads it, which is ours by now.
    define();
    return value;
  });
  const define = split(
    name,
    host,
    once(() => isolate(host())),
  );
}

function once<T>(load: () => T): () => T {
  let loaded: { value: T } | null = null;
  return () => {
    loaded ??= { value: load() };
    return loaded.value;
  };
}

/**
 * `isolate` is what code of the default runtime sees, until it sets another value for itself, as polyfills do. The
 * returned function puts the name back.
 */
function split(name: string, host: () => unknown, isolate: () => unknown): () => void {
  let own = { isolate, host };
  const get = (): unknown => (isIsolateCode(get) ? own.isolate() : own.host());
  const set = (value: unknown): void => {
    own = isIsolateCode(set) ? { ...own, isolate: () => value } : { ...own, host: () => value };
  };
  const define = () =>
    Object.defineProperty(globalThis, name, { configurable: true, enumerable: false, get, set });
  define();
  return define;
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
