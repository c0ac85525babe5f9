/** Creating and dropping tables and indexes: rows and entries in the database, and the catalog that results. */
import type { Connection } from "../storage/connection.ts";
import {
  BY_CREATION_TIME,
  BY_ID,
  type Catalog,
  type IndexDefinition,
  indexKey,
  makeIndex,
  SYSTEM_INDEXES,
  type Table,
  withIndex,
} from "./catalog.ts";
import { storeSearchEntry } from "./search.ts";
import type { ComponentPath, JsonDocument } from "./types.ts";

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
): Catalog {
  const number = catalog.lastTable + 1;
  const byId = makeIndex(catalog.lastIndex + 1, BY_ID, []);
  const byCreationTime = makeIndex(catalog.lastIndex + 2, BY_CREATION_TIME, []);
  connection.catalog.insertTable(number, component, name);
  for (const index of [byId, byCreationTime]) {
    register(connection, number, index.number, index.name, { type: "database", fields: [] });
  }
  let result = catalog.withTable({
    number,
    component,
    name,
    byId,
    byCreationTime,
    indexes: new Map([
      [BY_ID, byId],
      [BY_CREATION_TIME, byCreationTime],
    ]),
    searchIndexes: new Map(),
    documentType: null,
  });
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
