/**
 * Tables and indexes as one transaction sees them. Values never change: a change makes a new catalog, so undoing is
 * going back to the old one, and a snapshot keeps the catalog of its timestamp.
 */
import { tableNumberOf } from "../protocol/ids.ts";
import { encodeKey } from "../protocol/keys.ts";
import { fieldAt } from "../protocol/values.ts";
import { EngineError } from "./errors.ts";
import type { ComponentPath, JsonDocument, JsonObject } from "./types.ts";

export interface Index {
  readonly number: number;
  readonly name: string;
  /** As declared, without the implied `_creationTime` and `_id`. */
  readonly fields: readonly string[];
  /** Kept up to date, and not to be read until a push enables it. */
  readonly isStaged: boolean;
  /** All of the key's fields. */
  readonly dotted: readonly string[];
  /** The same, split at the dots. */
  readonly paths: ReadonlyArray<readonly string[]>;
}

/** A text search index; `number` stands for the whole of it in read and write sets. */
export interface SearchIndex {
  readonly number: number;
  readonly name: string;
  readonly searchField: string;
  readonly filterFields: readonly string[];
  readonly isStaged: boolean;
}

export interface Table {
  /** Unique in the database. */
  readonly number: number;
  /** What ids of its documents hold; unique in its component. Differs from `number` after an import. */
  readonly idNumber: number;
  readonly component: ComponentPath;
  readonly name: string;
  readonly byId: Index;
  readonly byCreationTime: Index;
  /** All of them by name, `by_id` and `by_creation_time` included. */
  readonly indexes: ReadonlyMap<string, Index>;
  readonly searchIndexes: ReadonlyMap<string, SearchIndex>;
  /** Validator JSON; null when anything may be stored. */
  readonly documentType: JsonObject | null;
}

export const BY_ID = "by_id";
export const BY_CREATION_TIME = "by_creation_time";

export const SCHEDULED_FUNCTIONS = "_scheduled_functions";
export const FILES = "_storage";
/** Below all numbers of user tables, which a snapshot of another deployment may bring along. */
const SYSTEM_ID_NUMBERS: Readonly<Record<string, number>> = {
  [SCHEDULED_FUNCTIONS]: 513,
  [FILES]: 514,
};
export const BY_STATE = "by_state";

/** Indexes that a system table has from the start. */
export const SYSTEM_INDEXES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> =
  { [SCHEDULED_FUNCTIONS]: { [BY_STATE]: ["state.kind", "scheduledTime"] } };

/** A table with the two indexes that every one has. */
export function tableWith(
  byId: Index,
  byCreationTime: Index,
  named: Pick<Table, "number" | "idNumber" | "component" | "name" | "documentType">,
): Table {
  const indexes = new Map([byId, byCreationTime].map((index) => [index.name, index]));
  return { ...named, byId, byCreationTime, indexes, searchIndexes: new Map() };
}

export function makeIndex(
  number: number,
  name: string,
  fields: readonly string[],
  isStaged = false,
): Index {
  const implied =
    name === BY_ID ? ["_id"] : name === BY_CREATION_TIME ? ["_creationTime", "_id"] : null;
  const all = implied ?? [...fields, "_creationTime", "_id"];
  const paths = all.map((path) => path.split("."));
  return { number, name, fields, isStaged, dotted: all, paths };
}

export function indexKey(index: Index, document: JsonDocument): Buffer {
  return encodeKey(index.paths.map((path) => fieldAt(document, path)));
}

export function idKey(id: string): Buffer {
  return encodeKey([id]);
}

/** How an index is stored and compared: two with the same definition are the same index. */
export type IndexDefinition = (
  | { type: "database"; fields: readonly string[] }
  | { type: "search"; searchField: string; filterFields: readonly string[] }
) & { staged?: true };

export function definitionOf(index: Index | SearchIndex): IndexDefinition {
  const staged = index.isStaged ? { staged: true as const } : {};
  if ("fields" in index) return { type: "database", fields: index.fields, ...staged };
  const { searchField, filterFields } = index;
  return { type: "search", searchField, filterFields, ...staged };
}

/**
 * The index that a query names.
 * @param name with its table, as the query's author knows it
 */
export function readable<I extends Index | SearchIndex>(index: I | undefined, name: string): I {
  if (index === undefined) throw new EngineError("IndexNotFound", `Index ${name} not found.`);
  if (!index.isStaged) return index;
  throw new EngineError(
    "IndexStaged",
    `Index ${name} is currently staged and not available to query until it is enabled. Remove \`staged\` from it in the ` +
      "schema, and push.",
  );
}

function nameKey(component: ComponentPath, name: string): string {
  return `${component}\n${name}`;
}

export class Catalog {
  readonly #byNumber: ReadonlyMap<number, Table>;
  readonly #byName: ReadonlyMap<string, Table>;
  readonly #byIdNumber = new Map<ComponentPath, Map<number, Table>>();
  /** The last number given to a table; numbers are never used twice. */
  readonly lastTable: number;
  readonly lastIndex: number;

  private constructor(tables: ReadonlyMap<number, Table>, lastTable: number, lastIndex: number) {
    this.#byNumber = tables;
    this.#byName = new Map(
      [...tables.values()].map((table) => [nameKey(table.component, table.name), table]),
    );
    for (const table of tables.values()) {
      const own = this.#byIdNumber.get(table.component);
      if (own === undefined) {
        this.#byIdNumber.set(table.component, new Map([[table.idNumber, table]]));
      } else {
        own.set(table.idNumber, table);
      }
    }
    this.lastTable = lastTable;
    this.lastIndex = lastIndex;
  }

  static of(tables: readonly Table[], lastTable: number, lastIndex: number): Catalog {
    return new Catalog(new Map(tables.map((table) => [table.number, table])), lastTable, lastIndex);
  }

  table(component: ComponentPath, name: string): Table | undefined {
    return this.#byName.get(nameKey(component, name));
  }

  tableByNumber(number: number): Table | undefined {
    return this.#byNumber.get(number);
  }

  /** The table that the id is of; null for an id that is unknown or another component's. */
  tableOfId(component: ComponentPath, id: string): Table | null {
    const idNumber = tableNumberOf(id);
    return idNumber === null ? null : this.tableByIdNumber(component, idNumber);
  }

  tableByIdNumber(component: ComponentPath, idNumber: number): Table | null {
    return this.#byIdNumber.get(component)?.get(idNumber) ?? null;
  }

  /** Numbers for a new table; neither has been used before in its place. */
  newNumbers(component: ComponentPath, name: string): { number: number; idNumber: number } {
    let number = this.lastTable + 1;
    const idNumber = SYSTEM_ID_NUMBERS[name];
    if (idNumber !== undefined && this.tableByIdNumber(component, idNumber) === null) {
      return { number, idNumber };
    }
    while (this.tableByIdNumber(component, number) !== null) number++;
    return { number, idNumber: number };
  }

  tables(): IterableIterator<Table> {
    return this.#byNumber.values();
  }

  withTable(table: Table): Catalog {
    const lastIndex = Math.max(
      this.lastIndex,
      ...[...table.indexes.values(), ...table.searchIndexes.values()].map(({ number }) => number),
    );
    const tables = new Map(this.#byNumber).set(table.number, table);
    return new Catalog(tables, Math.max(this.lastTable, table.number), lastIndex);
  }

  withoutTable(number: number): Catalog {
    const tables = new Map(this.#byNumber);
    tables.delete(number);
    return new Catalog(tables, this.lastTable, this.lastIndex);
  }
}

/** The table with one more index, or another definition of one that it has. */
export function withIndex(
  table: Table,
  number: number,
  name: string,
  definition: IndexDefinition,
): Table {
  const isStaged = definition.staged === true;
  if (definition.type === "search") {
    const { searchField, filterFields } = definition;
    const searchIndexes = new Map(table.searchIndexes).set(name, {
      number,
      name,
      searchField,
      filterFields,
      isStaged,
    });
    return { ...table, searchIndexes };
  }
  const index = makeIndex(number, name, definition.fields, isStaged);
  return { ...table, indexes: new Map(table.indexes).set(name, index) };
}
