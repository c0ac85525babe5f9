/** One page of a query: from a cursor to the page's size, or exactly to another cursor. */
import {
  type CursorPosition,
  decodeCursor,
  encodeCursor,
  queryFingerprint,
} from "../protocol/cursors.ts";
import { MAX_ARRAY_ELEMENTS, MAX_BYTES_READ, MAX_DOCUMENTS_READ } from "../protocol/limits.ts";
import { EngineError } from "./errors.ts";
import type { Plan } from "./plan.ts";
import { openRows, type RowSource, type Rows } from "./rows.ts";
import type { ComponentPath, JsonDocument, Page, PageRequest } from "./types.ts";

/** A page that comes this near to a limit should be split. */
const NEAR = 3 / 4;

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

export function readPage(
  source: RowSource,
  plan: Plan,
  component: ComponentPath,
  request: PageRequest,
): Page {
  checkSizes(request);
  const fingerprint = queryFingerprint([component, request.query.source, request.query.operators]);
  const start = request.cursor === null ? null : parseCursor(request.cursor, fingerprint);
  const end = request.endCursor == null ? null : parseCursor(request.endCursor, fingerprint);
  const finish = (position: CursorPosition) => encodeCursor(position, fingerprint);
  if (plan.reading === null || start === "end") {
    return {
      page: [],
      isDone: true,
      continueCursor: finish("end"),
      splitCursor: null,
      pageStatus: null,
    };
  }
  const last = end === null || end === "end" ? null : end.after;
  const expected = plan.steps.length > 0 ? null : request.pageSize;
  const scan = openRows(source, plan.reading, start?.after ?? null, last, expected);
  return collect(scan, plan, request, start?.after ?? null, end, finish);
}

function checkSizes({ pageSize, maximumRowsRead, maximumBytesRead }: PageRequest): void {
  if (!Number.isInteger(pageSize) || pageSize <= 0) {
    throw new EngineError(
      "InvalidPageSize",
      `paginationOpts.numItems has to be a whole number above 0, received ${pageSize}.`,
    );
  }
  if (pageSize > MAX_DOCUMENTS_READ) {
    throw new EngineError("PageSizeTooLarge", `Requested too many items: ${pageSize}`);
  }
  if (maximumRowsRead === 0 || maximumBytesRead === 0) {
    throw new EngineError(
      "InvalidPaginationLimit",
      "maximumRowsRead and maximumBytesRead must be greater than 0",
    );
  }
}

function collect(
  scan: Rows,
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
    // A page with an end holds everything up to there: short of it would be a gap before the next one.
    const isFull = keys.length >= maxRows || (keys.length > 0 && bytes >= maxBytes);
    if (end === null && isFull) {
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
  const isLarge =
    page.length > MAX_ARRAY_ELEMENTS * NEAR ||
    keys.length > Math.min(maxRows, MAX_DOCUMENTS_READ) * NEAR ||
    bytes > Math.min(maxBytes, MAX_BYTES_READ) * NEAR;
  // Half of a search takes as long as the whole.
  const isSplittable = keys.length > 1 && plan.reading?.kind === "range";
  const middle = isSplittable ? keys[Math.floor((keys.length - 1) / 2)] : undefined;
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
