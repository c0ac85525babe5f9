/**
 * Injected into the worker's bundle: the globals that user code sees differently (see globals.ts), as our own code
 * needs them even while it answers a syscall of that user code.
 */
export { default as process } from "node:process";
