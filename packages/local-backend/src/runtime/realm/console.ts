/** `console` of user code: one log line per call, kept by the invocation, in the form that the CLI prints. */
import { inspect } from "node:util";
import { hostNow } from "./globals.ts";
import { currentInvocation, type LogLine } from "./invocation.ts";

const levels = {
  log: "LOG",
  info: "INFO",
  warn: "WARN",
  error: "ERROR",
  debug: "DEBUG",
  trace: "LOG",
  dir: "LOG",
} as const;

/** Convex cuts longer lines. */
const MAX_LINE_LENGTH = 32 * 1024;

export function captureConsole(): void {
  const target: Record<string, unknown> = { ...console };
  for (const [method, level] of Object.entries(levels)) {
    const original = Reflect.get(console, method) as (...args: unknown[]) => void;
    Reflect.set(console, method, (...args: unknown[]) => {
      const invocation = currentInvocation();
      if (invocation) invocation.log(logLine(level, args));
      else original.apply(target, args);
    });
  }
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
