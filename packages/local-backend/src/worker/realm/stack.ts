/**
 * Stack traces of user code, wherever they go (answers, logs, `console`, `error.stack`): mapped to the sources the user
 * wrote, with our own frames left out, and those of the `convex` library at either end, as in the cloud.
 */
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { FRAME_PREFIX, graphOf, type ModuleGraph } from "./module-graph.ts";

const FRAME = /^(\s+at (?:async )?)(?:(.*?) \()?(convex:.+?):(\d+):(\d+)\)?$/;
/** `Array.map`, `JSON.parse`, `Promise.all`: V8's own, in no file. */
const BUILT_IN = /^\s+at .*\((?:<anonymous>|index \d+)\)$/;
const LIBRARY = "convex/src/server/impl";

const maps = new WeakMap<ModuleGraph, Map<string, TraceMap | null>>();
/** Of errors whose stack has been made: the text that V8 keeps of them is mapped already. */
const preparedFrames = new WeakMap<object, string[]>();

/** What `error.stack` says is decided when it is read for the first time. */
export function installStacks(): void {
  Error.prepareStackTrace = (error, callSites) => {
    const lines = callSites.map((callSite) => `    at ${String(callSite)}`);
    if (!lines.some((line) => line.includes(FRAME_PREFIX))) {
      return [firstLine(error), ...lines].join("\n");
    }
    const frames = userFrames(lines);
    preparedFrames.set(error, frames);
    return [firstLine(error), ...frames].join("\n");
  };
}

/** As V8 makes it: what is asked for its stack need not be an error, and may refuse to be shown. */
function firstLine(error: unknown): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "<error>";
  }
}

/** `Name: message` and the frames of user code, one a line. */
export function mappedStack(thrown: unknown): string {
  return [headOf(thrown), ...framesOf(thrown)].join("\n");
}

/** Whether the error was made by a pushed module, as far as its stack tells. */
export function isUserCode(error: unknown): boolean {
  return framesOf(error).length > 0;
}

/** `Name: message` of an error, and anything else that was thrown as text. */
export function headOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return describeThrown(thrown);
  const name = thrown.name || "Error";
  return thrown.message ? `${name}: ${thrown.message}` : name;
}

export function framesOf(thrown: unknown): string[] {
  if (!(thrown instanceof Error)) return [];
  const { stack } = thrown;
  const prepared = preparedFrames.get(thrown);
  if (prepared) return prepared;
  // User code may have put another text there, or its own way of making one.
  return typeof stack === "string" ? userFrames(stack.split("\n")) : [];
}

function describeThrown(thrown: unknown): string {
  try {
    return typeof thrown === "string" ? thrown : (JSON.stringify(thrown) ?? String(thrown));
  } catch {
    return String(thrown);
  }
}

interface Frame {
  line: string;
  isLibrary: boolean;
}

function userFrames(lines: string[]): string[] {
  const frames = lines
    .map((line, index) => (isCalledByUserCode(lines, index) ? builtIn(line) : mapFrame(line)))
    .filter((frame) => frame !== null);
  const first = frames.findIndex(({ isLibrary }) => !isLibrary);
  const last = frames.findLastIndex(({ isLibrary }) => !isLibrary);
  return first === -1 ? [] : frames.slice(first, last + 1).map(({ line }) => line);
}

/** Our code calls built-in functions, too. */
function isCalledByUserCode(lines: string[], index: number): boolean {
  if (!BUILT_IN.test(lines[index] ?? "")) return false;
  const caller = lines.slice(index + 1).find((line) => !BUILT_IN.test(line));
  return caller?.includes(FRAME_PREFIX) === true;
}

function builtIn(line: string): Frame {
  return { line, isLibrary: false };
}

function mapFrame(line: string): Frame | null {
  const frame = FRAME.exec(line);
  if (!frame) return null;
  const [, at = "", functionName, identifier = "", lineText, columnText] = frame;
  const row = Number(lineText);
  const column = Number(columnText);
  const { source, position } = originalPlace(identifier, row, column);
  const place = `${source}:${position}`;
  return {
    line: functionName ? `${at}${functionName} (${place})` : `${at}${place}`,
    isLibrary: source.includes(LIBRARY),
  };
}

function originalPlace(
  identifier: string,
  row: number,
  column: number,
): { source: string; position: string } {
  const graph = graphOf(identifier);
  const modulePath = graph?.pathOf(identifier) ?? null;
  if (!graph || modulePath === null) return { source: identifier, position: `${row}:${column}` };
  const map = sourceMapOf(graph, modulePath);
  const original = map && originalPositionFor(map, { line: row, column: Math.max(0, column - 1) });
  if (!original || original.source === null)
    return { source: modulePath, position: `${row}:${column}` };
  return { source: original.source, position: `${original.line}:${original.column + 1}` };
}

function sourceMapOf(graph: ModuleGraph, modulePath: string): TraceMap | null {
  let known = maps.get(graph);
  if (!known) {
    known = new Map();
    maps.set(graph, known);
  }
  let map = known.get(modulePath);
  if (map === undefined) {
    map = parseMap(graph.sourceMap(modulePath));
    known.set(modulePath, map);
  }
  return map;
}

/** A bundle without a usable map still has its own positions. */
function parseMap(text: string | null): TraceMap | null {
  if (text === null) return null;
  try {
    return new TraceMap(text);
  } catch {
    return null;
  }
}
