/**
 * `console` of user code: one log line per call, kept by the invocation, in the form that the CLI prints. Convex's default
 * runtime has a console of its own with fewer methods than Node's.
 */
import { inspect } from "node:util";
import { hostNow } from "./globals.ts";
import { currentInvocation, type Invocation, type LogLine } from "./invocation.ts";

const levels = {
  log: "LOG",
  info: "INFO",
  warn: "WARN",
  error: "ERROR",
  debug: "DEBUG",
  trace: "LOG",
} as const;

/** Convex cuts longer lines. */
const MAX_LINE_LENGTH = 32 * 1024;

export function captureConsole(): void {
  const host = console;
  const isolate = isolateConsole();
  capture(host);
  Object.defineProperty(globalThis, "console", {
    configurable: true,
    get: () => (currentInvocation()?.isNode === false ? isolate : host),
    set: () => {},
  });
}

/** Replaces the methods of Node's console: within an invocation their lines are its own. */
function capture(host: Console): void {
  const original = { ...host };
  for (const [method, level] of Object.entries({ ...levels, dir: "LOG" as const })) {
    const print = Reflect.get(original, method) as (...args: unknown[]) => void;
    Reflect.set(host, method, (...args: unknown[]) => {
      const invocation = currentInvocation();
      if (invocation) invocation.log(logLine(level, args));
      else print.apply(original, args);
    });
  }
}

/** What the default runtime has, and nothing else: `console.table` is an error in the cloud, too. */
function isolateConsole(): object {
  const methods = Object.entries(levels).map(([method, level]) => {
    const print = (...args: unknown[]) => currentInvocation()?.log(logLine(level, args));
    return [method, print] as const;
  });
  return { ...Object.fromEntries(methods), ...timers() };
}

/** When the timers of each call were started, in ms by their labels. */
const started = new WeakMap<Invocation, Map<string, number>>();

function timersOfCall(): Map<string, number> {
  const invocation = currentInvocation();
  const known = invocation && started.get(invocation);
  if (known) return known;
  const fresh = new Map<string, number>();
  if (invocation) started.set(invocation, fresh);
  return fresh;
}

/** What we say ourselves is not quoted as a text of the user is. */
function say(level: LogLine["level"], text: string, args: unknown[] = []): void {
  const line = logLine(level, args);
  currentInvocation()?.log({ ...line, messages: [text, ...line.messages] });
}

function timers(): object {
  const elapsed = (label: string, args: unknown[]): void => {
    const start = timersOfCall().get(label);
    if (start === undefined) say("WARN", `Timer '${label}' does not exist`);
    else say("INFO", `${label}: ${hostNow() - start}ms`, args);
  };
  return {
    time: (label: unknown = "default") => {
      const running = timersOfCall();
      if (running.has(String(label))) say("WARN", `Timer '${String(label)}' already exists`);
      else running.set(String(label), hostNow());
    },
    timeLog: (label: unknown = "default", ...args: unknown[]) => elapsed(String(label), args),
    timeEnd: (label: unknown = "default") => {
      elapsed(String(label), []);
      timersOfCall().delete(String(label));
    },
  };
}

export function logLine(level: LogLine["level"], args: unknown[]): LogLine {
  let room = MAX_LINE_LENGTH;
  let isTruncated = false;
  const messages: string[] = [];
  for (const arg of args) {
    const text = typeof arg === "string" ? `'${arg}'` : inspect(arg);
    if (text.length > room) isTruncated = true;
    messages.push(text.slice(0, room));
    room = Math.max(0, room - text.length);
  }
  return { level, messages, timestamp: hostNow(), isTruncated };
}

/** One line as it is sent to clients. */
export function formatLogLine(line: LogLine): string {
  const text = `[${line.level}] ${line.messages.join(" ")}`;
  return line.isTruncated ? `${text} (truncated due to length)` : text;
}
