/** Stack traces of user code: mapped to the sources the user wrote, our own frames left out. */
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { FRAME_PREFIX, type ModuleGraph } from "./module-graph.ts";

const FRAME = /^\s+at (?:(.*?) \()?(convex:.+?):(\d+):(\d+)\)?$/;
const maps = new WeakMap<ModuleGraph, Map<string, TraceMap | null>>();

/** `Name: message` and the frames of user code, one a line. */
export function mappedStack(error: unknown, graphs: Iterable<ModuleGraph>): string {
  if (!(error instanceof Error)) return `${describeThrown(error)}`;
  const stack = typeof error.stack === "string" ? error.stack : "";
  const frames = stack
    .split("\n")
    .map((line) => mapFrame(line, graphs))
    .filter((line) => line !== null);
  return [headOf(error), ...frames].join("\n");
}

/** Whether the error was made by a pushed module, as far as its stack tells. */
export function isUserCode(error: unknown): boolean {
  return error instanceof Error && (error.stack ?? "").includes(FRAME_PREFIX);
}

function headOf(error: Error): string {
  const name = error.name || "Error";
  return error.message ? `${name}: ${error.message}` : name;
}

function describeThrown(thrown: unknown): string {
  try {
    return typeof thrown === "string" ? thrown : (JSON.stringify(thrown) ?? String(thrown));
  } catch {
    return String(thrown);
  }
}

function mapFrame(line: string, graphs: Iterable<ModuleGraph>): string | null {
  const frame = FRAME.exec(line);
  if (!frame) return null;
  const [, functionName, identifier = "", lineText, columnText] = frame;
  const row = Number(lineText);
  const column = Number(columnText);
  const place = originalPlace(identifier, row, column, graphs) ?? `${identifier}:${row}:${column}`;
  return functionName ? `    at ${functionName} (${place})` : `    at ${place}`;
}

function originalPlace(
  identifier: string,
  row: number,
  column: number,
  graphs: Iterable<ModuleGraph>,
): string | null {
  for (const graph of graphs) {
    const modulePath = graph.pathOf(identifier);
    if (modulePath === null) continue;
    const map = sourceMapOf(graph, modulePath);
    if (!map) return `${modulePath}:${row}:${column}`;
    const original = originalPositionFor(map, { line: row, column: Math.max(0, column - 1) });
    if (original.source === null) return `${modulePath}:${row}:${column}`;
    return `${original.source}:${original.line}:${original.column + 1}`;
  }
  return null;
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
