/** Text search: what is stored for a document, what a search asks for, and the results as rows. */
import { createHash } from "node:crypto";
import { encodeKey } from "../protocol/keys.ts";
import { queryTermsOf, termsOf } from "../protocol/search-text.ts";
import { checkValue, fieldAt, isUndefined, type MaybeJson } from "../protocol/values.ts";
import type { SearchStore } from "../storage/search-store.ts";
import { readable, type SearchIndex, type Table } from "./catalog.ts";
import { EngineError } from "./errors.ts";
import type { ReadRecorder } from "./reads.ts";
import type { JsonDocument, JsonObject, JsonValue } from "./types.ts";

/** Documents that a search ranks at most; a query that reads on is told so, as the rest is not known. */
const MAX_CANDIDATES = 1024;
const MAX_FILTERS = 8;
const OFFSET_BYTES = 4;

export interface Search {
  readonly index: SearchIndex;
  /** In FTS5's language; null when nothing can match. */
  readonly match: string | null;
}

export interface Row {
  /** Where the row is in its scan; a cursor may point to it. */
  key: Buffer;
  json: string;
}

/** A filter field's value as one word, so that it can be matched exactly. */
function filterWord(position: number, value: MaybeJson): string {
  const digest = createHash("sha256")
    .update(encodeKey([value]))
    .digest("hex")
    .slice(0, 24);
  return `f${position}x${digest}`;
}

export function storeSearchEntry(
  store: SearchStore,
  index: SearchIndex,
  seq: number,
  document: JsonDocument,
): void {
  const text = fieldAt(document, index.searchField.split("."));
  if (typeof text !== "string") return;
  const filters = index.filterFields.map((field, position) =>
    filterWord(position, fieldAt(document, field.split("."))),
  );
  store.insert(index.number, seq, termsOf(text).join(" "), filters.join(" "));
}

function invalidSearch(message: string): EngineError {
  return new EngineError("InvalidSearch", message);
}

interface SearchFilters {
  text: string[];
  words: string[];
}

function parseFilter(index: SearchIndex, name: string, json: JsonValue, into: SearchFilters): void {
  const { type, fieldPath, value } = json as JsonObject;
  if (type === "Search") {
    if (fieldPath !== index.searchField) {
      throw invalidSearch(
        `Search query against ${name} contains a search filter against ${JSON.stringify(fieldPath)}, which doesn't ` +
          `match the indexed \`searchField\` ${JSON.stringify(index.searchField)}.`,
      );
    }
    into.text.push(String(value));
    return;
  }
  const position = index.filterFields.indexOf(String(fieldPath));
  if (type !== "Eq" || position < 0) {
    throw invalidSearch(
      `Search query against ${name} contains an equality filter on ${JSON.stringify(fieldPath)} but that field ` +
        "isn't indexed for filtering in `filterFields`.",
    );
  }
  into.words.push(filterWord(position, isUndefined(value) ? undefined : checkValue(value)));
}

export function planSearch(table: Table, indexName: string, filters: JsonValue): Search {
  const name = `${table.name}.${indexName}`;
  const index = readable(table.searchIndexes.get(indexName), name);
  const parsed: SearchFilters = { text: [], words: [] };
  for (const filter of Array.isArray(filters) ? filters : []) {
    parseFilter(index, name, filter, parsed);
  }
  const [text, ...others] = parsed.text;
  if (text === undefined || others.length > 0) {
    throw invalidSearch(
      `Search query against ${name} needs exactly one search filter like \`q.search("field", searchText)\`.`,
    );
  }
  if (parsed.words.length > MAX_FILTERS) {
    throw invalidSearch(`Search query against ${name} has more than ${MAX_FILTERS} filters.`);
  }
  return { index, match: matchOf(queryTermsOf(text), parsed.words) };
}

function matchOf(terms: readonly string[], words: readonly string[]): string | null {
  if (terms.length === 0) return null;
  const any = terms.map((term) => `"${term}"`).join(" OR ");
  const found = `terms : (${any} *)`;
  if (words.length === 0) return found;
  return `${found} AND filters : (${words.map((word) => `"${word}"`).join(" AND ")})`;
}

export interface SearchSource {
  readonly searches: SearchStore;
  readonly recorder: ReadRecorder;
}

/** The results of a search between two positions; all are read at once, because ranking needs all of them. */
export class SearchScan {
  readonly #rows: Array<{ json: string }>;
  readonly #recorder: ReadRecorder;
  readonly #end: number;
  #position: number;
  #taken = 0;

  constructor(source: SearchSource, search: Search, start: Buffer | null, end: Buffer | null) {
    this.#recorder = source.recorder;
    this.#recorder.whole(search.index.number);
    this.#rows =
      search.match === null
        ? []
        : source.searches.match(search.index.number, search.match, MAX_CANDIDATES);
    this.#position = start === null ? 0 : offsetAfter(start);
    this.#end = end === null ? MAX_CANDIDATES : offsetAfter(end);
  }

  next(): Row | null {
    if (this.#taken === MAX_CANDIDATES) {
      throw new EngineError(
        "SearchQueryScannedTooManyDocumentsError",
        `Search query scanned too many documents (fetched ${MAX_CANDIDATES}). Consider using a smaller limit, paginating ` +
          "the query, or using a filter field to limit the number of documents pulled from the search index.",
      );
    }
    const row = this.#position < this.#end ? this.#rows[this.#position] : undefined;
    if (row === undefined) return null;
    this.#taken++;
    const key = Buffer.alloc(OFFSET_BYTES);
    key.writeUInt32BE(this.#position++);
    this.#recorder.count(row.json.length);
    return { key, json: row.json };
  }
}

function offsetAfter(key: Buffer): number {
  return key.length === OFFSET_BYTES ? key.readUInt32BE() + 1 : 0;
}
