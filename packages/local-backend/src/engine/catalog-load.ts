/** The catalog as the database holds it. */
import type { Connection } from "../storage/connection.ts";
import {
  BY_CREATION_TIME,
  BY_ID,
  Catalog,
  type IndexDefinition,
  makeIndex,
  type Table,
  tableWith,
  withIndex,
} from "./catalog.ts";

export function loadCatalog(connection: Connection, lastTable: number): Catalog {
  const indexRows = connection.catalog.indexes();
  const tables = connection.catalog.tables().map((row): Table => {
    const own = indexRows.filter((index) => index.tableNumber === row.number);
    const builtIn = (name: string) => {
      const index = own.find((one) => one.name === name);
      if (index === undefined) throw new Error(`table ${row.name} has no index ${name}`);
      return makeIndex(index.number, name, []);
    };
    const documentType = row.documentType === null ? null : JSON.parse(row.documentType);
    const bare = tableWith(builtIn(BY_ID), builtIn(BY_CREATION_TIME), { ...row, documentType });
    return own
      .filter(({ name }) => name !== BY_ID && name !== BY_CREATION_TIME)
      .reduce((table, { number, name, definition }) => {
        const parsed: IndexDefinition = JSON.parse(definition);
        return withIndex(table, number, name, parsed);
      }, bare);
  });
  const lastIndex = Math.max(0, ...indexRows.map(({ number }) => number));
  return Catalog.of(tables, lastTable, lastIndex);
}
