/** Creating and dropping tables and indexes: rows and entries in the database, and the catalog that results. */
import type { Connection } from "../storage/connection.ts";
import {
  BY_CREATION_TIME,
  BY_ID,
  type Catalog,
  definitionOf,
  type IndexDefinition,
  indexKey,
  makeIndex,
  SYSTEM_INDEXES,
  type Table,
  tableWith,
  withIndex,
} from "./catalog.ts";
import { EngineError } from "./errors.ts";
import { checkIdentifier } from "./identifiers.ts";
import { storeSearchEntry } from "./search.ts";
import type { ComponentPath, JsonDocument, JsonObject, NewTable } from "./types.ts";

const BACKFILL_CHUNK = 256;

function register(
  connection: Connection,
  tableNumber: number,
  number: number,
  name: string,
  definition: IndexDefinition,
): void {
  const text = JSON.stringify(definition);
  connection.catalog.insertIndex({ number, tableNumber, name, definition: text });
}

export function createTable(
  connection: Connection,
  catalog: Catalog,
  component: ComponentPath,
  name: string,
  givenIdNumber?: number,
): Catalog {
  if (!name.startsWith("_")) checkIdentifier("Table", name);
  const { number, ...fresh } = catalog.newNumbers(component, name);
  const idNumber = givenIdNumber ?? fresh.idNumber;
  const byId = makeIndex(catalog.lastIndex + 1, BY_ID, []);
  const byCreationTime = makeIndex(catalog.lastIndex + 2, BY_CREATION_TIME, []);
  connection.catalog.insertTable({ number, idNumber, component, name });
  for (const index of [byId, byCreationTime]) {
    register(connection, number, index.number, index.name, { type: "database", fields: [] });
  }
  const named = { number, idNumber, component, name, documentType: null };
  let result = catalog.withTable(tableWith(byId, byCreationTime, named));
  for (const [indexName, fields] of Object.entries(SYSTEM_INDEXES[name] ?? {})) {
    result = createIndex(connection, result, number, indexName, { type: "database", fields });
  }
  return result;
}

function tableOf(catalog: Catalog, number: number): Table {
  const table = catalog.tableByNumber(number);
  if (table === undefined) throw new Error(`no table has the number ${number}`);
  return table;
}

/** Documents of a table in chunks, oldest first. */
export function* tableDocuments(
  connection: Connection,
  table: Table,
): Generator<{ seq: number; document: JsonDocument }> {
  let lower: Uint8Array = new Uint8Array(0);
  for (;;) {
    const rows = connection.documents.scan(table.byId.number, lower, null, "asc", BACKFILL_CHUNK);
    for (const row of rows) yield { seq: row.seq, document: JSON.parse(row.json) };
    const last = rows.at(-1);
    if (last === undefined || rows.length < BACKFILL_CHUNK) return;
    lower = Buffer.concat([last.key, Buffer.alloc(1)]);
  }
}

/** Creates the index and fills it with what the table already holds. */
export function createIndex(
  connection: Connection,
  catalog: Catalog,
  tableNumber: number,
  name: string,
  definition: IndexDefinition,
): Catalog {
  const number = catalog.lastIndex + 1;
  const table = withIndex(tableOf(catalog, tableNumber), number, name, definition);
  register(connection, tableNumber, number, name, definition);
  const index = table.indexes.get(name);
  const searchIndex = table.searchIndexes.get(name);
  if (searchIndex !== undefined) connection.searches.create(number);
  for (const { seq, document } of tableDocuments(connection, table)) {
    if (index !== undefined) {
      connection.documents.putEntry(number, indexKey(index, document), seq);
    } else if (searchIndex !== undefined) {
      storeSearchEntry(connection.searches, searchIndex, seq, document);
    }
  }
  return catalog.withTable(table);
}

/** Whether it may be read changes; what it holds stays. */
export function redefineIndex(
  connection: Connection,
  catalog: Catalog,
  tableNumber: number,
  name: string,
  definition: IndexDefinition,
): Catalog {
  const table = tableOf(catalog, tableNumber);
  const known = table.indexes.get(name) ?? table.searchIndexes.get(name);
  if (known === undefined) throw new Error(`${table.name} has no index ${name}`);
  connection.catalog.deleteIndex(known.number);
  register(connection, tableNumber, known.number, name, definition);
  return catalog.withTable(withIndex(table, known.number, name, definition));
}

export function dropIndex(
  connection: Connection,
  catalog: Catalog,
  tableNumber: number,
  name: string,
): Catalog {
  const table = tableOf(catalog, tableNumber);
  const indexes = new Map(table.indexes);
  const searchIndexes = new Map(table.searchIndexes);
  const index = indexes.get(name);
  const searchIndex = searchIndexes.get(name);
  if (index !== undefined) connection.documents.deleteEntries(index.number);
  if (searchIndex !== undefined) connection.searches.drop(searchIndex.number);
  const dropped = index ?? searchIndex;
  if (dropped === undefined) throw new Error(`${table.name} has no index ${name}`);
  indexes.delete(name);
  searchIndexes.delete(name);
  connection.catalog.deleteIndex(dropped.number);
  return catalog.withTable({ ...table, indexes, searchIndexes });
}

export function dropTable(connection: Connection, catalog: Catalog, number: number): Catalog {
  const table = tableOf(catalog, number);
  connection.documents.deleteDocuments(table.byId.number);
  for (const index of table.indexes.values()) connection.documents.deleteEntries(index.number);
  for (const index of table.searchIndexes.values()) connection.searches.drop(index.number);
  for (const index of [...table.indexes.values(), ...table.searchIndexes.values()]) {
    connection.catalog.deleteIndex(index.number);
  }
  connection.catalog.deleteTable(number);
  return catalog.withoutTable(number);
}

/** The tables without their documents, with another `idNumber` where one is given; new ones where there are none. */
export function emptyTables(
  connection: Connection,
  before: Catalog,
  tables: readonly NewTable[],
): Catalog {
  const olds = tables.map(({ component, name }) => before.table(component, name));
  let catalog = before;
  // All at first: two may swap their numbers.
  for (const old of olds) if (old) catalog = dropTable(connection, catalog, old.number);
  const entries = [...tables.entries()];
  // Then those that need a certain number, before one that may have any takes it.
  for (const [index, table] of [
    ...entries.filter(([, { idNumber }]) => idNumber !== undefined),
    ...entries.filter(([, { idNumber }]) => idNumber === undefined),
  ]) {
    catalog = createEmptied(connection, catalog, table, olds[index]);
  }
  return catalog;
}

function createEmptied(
  connection: Connection,
  before: Catalog,
  { component, name, idNumber: given }: NewTable,
  old: Table | undefined,
): Catalog {
  const wanted = given ?? old?.idNumber;
  const holder = wanted === undefined ? null : before.tableByIdNumber(component, wanted);
  // Without documents there are no ids to keep: another number does as well.
  const idNumber = holder !== null && given === undefined ? undefined : wanted;
  if (holder !== null && given !== undefined) {
    throw new EngineError(
      "TableNumberConflict",
      `The ids of table "${name}" have the number ${given}, which the table "${holder.name}" has here already. ` +
        "Import with --replace-all, or into an empty deployment.",
    );
  }
  let catalog = createTable(connection, before, component, name, idNumber);
  const created = catalog.table(component, name);
  if (old === undefined || created === undefined) return catalog;
  for (const index of [...old.indexes.values(), ...old.searchIndexes.values()]) {
    if (created.indexes.has(index.name)) continue;
    catalog = createIndex(connection, catalog, created.number, index.name, definitionOf(index));
  }
  return setDocumentType(connection, catalog, created.number, old.documentType);
}

export function setDocumentType(
  connection: Connection,
  catalog: Catalog,
  number: number,
  documentType: JsonObject | null,
): Catalog {
  const table = tableOf(catalog, number);
  const text = documentType === null ? null : JSON.stringify(documentType);
  if (text === JSON.stringify(table.documentType)) return catalog;
  connection.catalog.setDocumentType(number, text);
  return catalog.withTable({ ...table, documentType });
}
