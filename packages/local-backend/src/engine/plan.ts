/** From a query as the client library writes it to a range of one index and the steps after it. */
import { afterPrefix, encodeKey } from "../protocol/keys.ts";
import { checkValue, isUndefined, type MaybeJson } from "../protocol/values.ts";
import { BY_CREATION_TIME, type Catalog, type Index, readable, type Table } from "./catalog.ts";
import { EngineError } from "./errors.ts";
import { compileFilter, type Predicate } from "./filter.ts";
import { planSearch, type Search } from "./search.ts";
import type { ComponentPath, JsonObject, JsonValue, QueryJson } from "./types.ts";

export type Order = "asc" | "desc";

/** What happens to the documents of the range, in order. */
export type Step = { filter: Predicate } | { limit: number };

export interface IndexRange {
  readonly kind: "range";
  readonly index: Index;
  readonly lower: Uint8Array;
  readonly upper: Uint8Array | null;
  readonly order: Order;
}

/** Where the documents come from. */
export type Reading = IndexRange | { readonly kind: "search"; readonly search: Search };

export interface Plan {
  readonly tableName: string;
  /** Null when the table does not exist: there is nothing to read, but its creation has to be noticed. */
  readonly reading: Reading | null;
  readonly steps: readonly Step[];
}

type Comparison = "Eq" | "Gt" | "Gte" | "Lt" | "Lte";

interface Bound {
  type: Comparison;
  field: string;
  value: MaybeJson;
}

const SYMBOLS: Record<Comparison, string> = { Eq: "==", Gt: ">", Gte: ">=", Lt: "<", Lte: "<=" };

function isComparison(value: JsonValue | undefined): value is Comparison {
  return typeof value === "string" && Object.hasOwn(SYMBOLS, value);
}

function invalidQuery(message: string): EngineError {
  return new EngineError("InvalidQuery", message);
}

function parseBound(json: JsonValue): Bound {
  const bound = json as JsonObject;
  const { type, fieldPath } = bound;
  if (!isComparison(type) || typeof fieldPath !== "string") {
    throw invalidQuery(`Not an index range expression: ${JSON.stringify(json)}`);
  }
  const value = isUndefined(bound.value) ? undefined : checkValue(bound.value, "value");
  return { type, field: fieldPath, value };
}

function shown(value: MaybeJson): string {
  return value === undefined ? "undefined" : JSON.stringify(value);
}

function alreadyDefined(kind: string, bound: Bound): EngineError {
  return new EngineError(
    "AlreadyDefinedBound",
    `Already defined ${kind} bound in index range. Can't add ${JSON.stringify(bound.field)} ` +
      `${SYMBOLS[bound.type]} ${shown(bound.value)}.`,
  );
}

interface SplitRange {
  equal: Map<string, Bound>;
  lower: Bound | null;
  upper: Bound | null;
}

function splitBounds(indexName: string, bounds: readonly Bound[]): SplitRange {
  const range: SplitRange = { equal: new Map(), lower: null, upper: null };
  for (const bound of bounds) {
    if (bound.type === "Eq") {
      if (range.equal.has(bound.field)) throw alreadyDefined("equality", bound);
      range.equal.set(bound.field, bound);
      continue;
    }
    const side = bound.type === "Lt" || bound.type === "Lte" ? "upper" : "lower";
    if (range[side] !== null) throw alreadyDefined(side, bound);
    const other = range.lower ?? range.upper;
    if (other !== null && other.field !== bound.field) {
      throw new EngineError(
        "BoundsOnMultipleFields",
        "Upper and lower bounds in `range` can only be applied to a single index field. This query against index " +
          `${indexName} attempted to set a range bound on both ${JSON.stringify(other.field)} and ` +
          `${JSON.stringify(bound.field)}. Consider using \`filter\` instead. ` +
          "See https://docs.convex.dev/using/indexes for more info.",
      );
    }
    range[side] = bound;
  }
  const inequality = range.lower ?? range.upper;
  const equality = inequality && range.equal.get(inequality.field);
  if (equality) throw alreadyDefined("inequality", equality);
  return range;
}

function listed(fields: readonly string[]): string {
  return `[${fields.map((field) => JSON.stringify(field)).join(", ")}]`;
}

/** Byte range of the index that the bounds describe; the bounds have to use a prefix of the index's fields. */
export function rangeOf(
  indexName: string,
  index: Index,
  bounds: readonly Bound[],
): { lower: Buffer; upper: Buffer } {
  if (
    bounds.every(({ type, field }, position) => type === "Eq" && field === index.dotted[position])
  ) {
    const prefix = encodeKey(bounds.map(({ value }) => value));
    return { lower: prefix, upper: afterPrefix(prefix) };
  }
  const { equal, lower, upper } = splitBounds(indexName, bounds);
  const fields = index.dotted;
  const rank = new Map(fields.map((field, position) => [field, position]));
  const inequality = (lower ?? upper)?.field;
  for (const field of [...equal.keys(), ...(inequality === undefined ? [] : [inequality])]) {
    if (rank.has(field)) continue;
    throw new EngineError(
      "FieldNotInIndex",
      `The index range included a comparison with ${JSON.stringify(field)}, but ${indexName} with fields ` +
        `${listed(fields)} doesn't index this field. For more information see https://docs.convex.dev/using/indexes.`,
    );
  }
  const ordered = [...equal.keys()].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
  const used = inequality === undefined ? ordered : [...ordered, inequality];
  const wrong = used.find((field, position) => field !== fields[position]);
  if (wrong !== undefined) {
    throw new EngineError(
      "InvalidIndexRange",
      `Tried to query index ${indexName} but the query didn't use the index fields in order.\n` +
        `Index fields: ${listed(fields)}\nQuery fields: ${listed(used)}\n` +
        `First incorrect field: ${JSON.stringify(wrong)}\n` +
        "For more information see https://docs.convex.dev/using/indexes.",
    );
  }
  const prefix = ordered.map((field) => equal.get(field)?.value);
  const keyOf = (bound: Bound | null) => encodeKey(bound ? [...prefix, bound.value] : prefix);
  const from = keyOf(lower);
  return {
    lower: lower?.type === "Gt" ? afterPrefix(from) : from,
    upper: upper?.type === "Lt" ? keyOf(upper) : afterPrefix(keyOf(upper)),
  };
}

function parseOrder(order: JsonValue | undefined): Order {
  if (order === null || order === undefined || order === "asc") return "asc";
  if (order === "desc") return "desc";
  throw invalidQuery(`Unknown order ${JSON.stringify(order)}: use "asc" or "desc".`);
}

function parseSteps(operators: readonly JsonObject[]): Step[] {
  return operators.map((operator) => {
    if ("filter" in operator) return { filter: compileFilter(operator.filter) };
    const { limit } = operator;
    if (typeof limit === "number" && Number.isInteger(limit) && limit >= 0) return { limit };
    throw invalidQuery(`The query operator ${JSON.stringify(operator)} is not supported locally.`);
  });
}

function textOf(value: JsonValue | undefined, what: string): string {
  if (typeof value === "string") return value;
  throw invalidQuery(`A query needs ${what}.`);
}

function splitIndexName(value: JsonValue | undefined): { tableName: string; indexName: string } {
  const fullName = textOf(value, "an index name");
  const dot = fullName.indexOf(".");
  return { tableName: fullName.slice(0, dot), indexName: fullName.slice(dot + 1) };
}

/** Throws when the index does not exist or the range does not fit it; reads nothing. */
export function planQuery(catalog: Catalog, component: ComponentPath, query: QueryJson): Plan {
  const { source } = query;
  const steps = parseSteps(query.operators);
  switch (source.type) {
    case "FullTableScan": {
      const tableName = textOf(source.tableName, "a table name");
      const table = catalog.table(component, tableName);
      const order = parseOrder(source.order);
      const reading = table ? planRange(table, BY_CREATION_TIME, [], order) : null;
      return { tableName, reading, steps };
    }
    case "IndexRange": {
      const { tableName, indexName } = splitIndexName(source.indexName);
      const bounds = Array.isArray(source.range) ? source.range.map(parseBound) : [];
      const table = catalog.table(component, tableName);
      const order = parseOrder(source.order);
      return {
        tableName,
        reading: table ? planRange(table, indexName, bounds, order) : null,
        steps,
      };
    }
    case "Search": {
      const { tableName, indexName } = splitIndexName(source.indexName);
      const table = catalog.table(component, tableName);
      if (table === undefined) return { tableName, reading: null, steps };
      const search = planSearch(table, indexName, source.filters ?? null);
      return { tableName, reading: { kind: "search", search }, steps };
    }
    default:
      throw invalidQuery(
        `Queries of type ${JSON.stringify(source.type)} are not supported locally.`,
      );
  }
}

function planRange(
  table: Table,
  indexName: string,
  bounds: readonly Bound[],
  order: Order,
): IndexRange {
  const name = `${table.name}.${indexName}`;
  const index = readable(table.indexes.get(indexName), name);
  return { kind: "range", index, ...rangeOf(name, index, bounds), order };
}
