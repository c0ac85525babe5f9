/** One page of a query: from a cursor to the page's size, or exactly to another cursor. */
import {
  type CursorPosition,
  decodeCursor,
  encodeCursor,
  queryFingerprint,
} from "../protocol/cursors.ts";
import { afterKey } from "../protocol/keys.ts";
import { MAX_BYTES_READ, SOFT_MAX_PAGE_DOCUMENTS } from "../protocol/limits.ts";
import { EngineError } from "./errors.ts";
import type { Plan } from "./plan.ts";
import { RangeScan, type ScanSource } from "./scan.ts";
import type { ComponentPath, JsonDocument, Page, PageRequest } from "./types.ts";

/** A page that read this much of what one function may read should be split. */
const SOFT_MAX_PAGE_BYTES = (MAX_BYTES_READ * 3) / 4;

function parseCursor(text: string, fingerprint: Buffer): CursorPosition {
  const position = decodeCursor(text, fingerprint);
  if (position !== null) return position;
  throw new EngineError(
    "InvalidCursor",
    "InvalidCursor: Tried to run a query starting from a cursor, but it looks like this cursor is from a different " +
      "query.",
    { isConvexSystemError: true, paginationError: "InvalidCursor" },
  );
}

/** The part of the plan's range between two cursors, both of which name the last key before them in scan order. */
function between(
  plan: Plan,
  start: Uint8Array | null,
  end: CursorPosition | null,
): { lower: Uint8Array; upper: Uint8Array | null } {
  const last = end === null || end === "end" ? null : end.after;
  return plan.order === "asc"
    ? {
        lower: start === null ? plan.lower : afterKey(start),
        upper: last === null ? plan.upper : afterKey(last),
      }
    : { lower: last ?? plan.lower, upper: start ?? plan.upper };
}

export function readPage(
  source: ScanSource,
  plan: Plan,
  component: ComponentPath,
  request: PageRequest,
): Page {
  const { pageSize } = request;
  if (!Number.isInteger(pageSize) || pageSize <= 0) {
    throw new EngineError(
      "InvalidPageSize",
      `paginationOpts.numItems has to be a whole number above 0, received ${pageSize}.`,
    );
  }
  const fingerprint = queryFingerprint([component, request.query.source, request.query.operators]);
  const start = request.cursor === null ? null : parseCursor(request.cursor, fingerprint);
  const end = request.endCursor == null ? null : parseCursor(request.endCursor, fingerprint);
  const finish = (position: CursorPosition) => encodeCursor(position, fingerprint);
  if (plan.index === null || start === "end") {
    return {
      page: [],
      isDone: true,
      continueCursor: finish("end"),
      splitCursor: null,
      pageStatus: null,
    };
  }
  const scan = new RangeScan(
    source,
    {
      index: plan.index.number,
      ...between(plan, start?.after ?? null, end),
      order: plan.order,
      lastKey: null,
      exhausted: false,
    },
    plan.steps.length > 0 ? null : pageSize,
  );
  return collect(scan, plan, request, start?.after ?? null, end, finish);
}

function collect(
  scan: RangeScan,
  plan: Plan,
  request: PageRequest,
  start: Buffer | null,
  end: CursorPosition | null,
  finish: (position: CursorPosition) => string,
): Page {
  const maxRows = request.maximumRowsRead ?? Number.POSITIVE_INFINITY;
  const maxBytes = request.maximumBytesRead ?? Number.POSITIVE_INFINITY;
  const page: JsonDocument[] = [];
  const keys: Buffer[] = [];
  let bytes = 0;
  let isExhausted = false;
  let isCut = false;
  while (end !== null || page.length < request.pageSize) {
    if (keys.length >= maxRows || (keys.length > 0 && bytes >= maxBytes)) {
      isCut = true;
      break;
    }
    const row = scan.next();
    if (row === null) {
      isExhausted = true;
      break;
    }
    keys.push(row.key);
    bytes += row.json.length;
    const document: JsonDocument = JSON.parse(row.json);
    if (plan.steps.every((step) => "limit" in step || step.filter(document))) page.push(document);
  }
  const last = keys.at(-1) ?? start;
  const position = stoppedAt(isExhausted, end, last);
  const isLarge = page.length > SOFT_MAX_PAGE_DOCUMENTS || bytes > SOFT_MAX_PAGE_BYTES;
  const middle = keys.length > 1 ? keys[Math.floor((keys.length - 1) / 2)] : undefined;
  return {
    page,
    isDone: position === "end",
    continueCursor: finish(position),
    splitCursor: middle === undefined ? null : finish({ after: middle }),
    pageStatus: isCut ? "SplitRequired" : isLarge ? "SplitRecommended" : null,
  };
}

function stoppedAt(
  isExhausted: boolean,
  end: CursorPosition | null,
  last: Buffer | null,
): CursorPosition {
  if (isExhausted) return end ?? "end";
  return last === null ? "end" : { after: last };
}
