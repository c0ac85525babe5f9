/**
 * Injected into the worker's bundle: the globals that user code sees differently (see globals.ts and
 * isolate-globals.ts), as our own code needs them even while it answers a syscall of that user code. It also spares
 * the look at the current invocation, which costs more than most uses of these names.
 */
export { Buffer } from "node:buffer";
export { default as process } from "node:process";
export { clearImmediate, setImmediate } from "node:timers";
