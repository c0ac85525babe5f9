/** A pushed schema: what it changes, whether existing documents fit, and making it so. */

import type { IndexDiff, SchemaJson } from "../protocol/schema-json.ts";
import { findMismatch, type TableOf, type ValidatorJson } from "../protocol/validators.ts";
import type { Connection } from "../storage/connection.ts";
import {
  BY_CREATION_TIME,
  BY_ID,
  type Catalog,
  definitionOf,
  type IndexDefinition,
  SYSTEM_INDEXES,
  type Table,
} from "./catalog.ts";
import {
  createIndex,
  createTable,
  dropIndex,
  dropTable,
  redefineIndex,
  setDocumentType,
  tableDocuments,
} from "./catalog-changes.ts";
import { EngineError } from "./errors.ts";
import { parseSchema, type SchemaTable } from "./schema-parse.ts";
import type { ComponentPath, JsonDocument, JsonObject } from "./types.ts";

function declaredIndexes(table: Table): Map<string, IndexDefinition> {
  const declared = new Map<string, IndexDefinition>();
  for (const index of [...table.indexes.values(), ...table.searchIndexes.values()]) {
    const { name } = index;
    const isBuiltIn =
      name === BY_ID || name === BY_CREATION_TIME || name in (SYSTEM_INDEXES[table.name] ?? {});
    if (!isBuiltIn) declared.set(name, definitionOf(index));
  }
  return declared;
}

interface IndexChange {
  table: string;
  name: string;
  definition: IndexDefinition;
}

interface SchemaChange {
  tables: SchemaTable[];
  /** Tables of the component that the schema does not mention. */
  others: Table[];
  added: IndexChange[];
  removed: IndexChange[];
  /** Those that stay, and were staged before. */
  enabled: IndexChange[];
  /** Those that stay, and are staged from now on. */
  disabled: IndexChange[];
}

/** Staging aside: two that hold the same entries. */
function isSame(a: IndexDefinition | undefined, b: IndexDefinition | undefined): boolean {
  const held = (definition: IndexDefinition | undefined) =>
    definition && JSON.stringify({ ...definition, staged: undefined });
  return held(a) === held(b);
}

function compare(
  catalog: Catalog,
  component: ComponentPath,
  schema: SchemaJson | null,
): SchemaChange {
  const tables = parseSchema(schema);
  const wanted = new Map(tables.map((table) => [table.name, table]));
  const existing = [...catalog.tables()].filter((table) => table.component === component);
  const change: SchemaChange = {
    tables,
    others: existing.filter((table) => !wanted.has(table.name)),
    added: [],
    removed: [],
    enabled: [],
    disabled: [],
  };
  const names = new Set([...wanted.keys(), ...existing.map(({ name }) => name)]);
  for (const table of names) {
    const current = catalog.table(component, table);
    const before = current === undefined ? new Map() : declaredIndexes(current);
    const after = wanted.get(table)?.indexes ?? new Map<string, IndexDefinition>();
    for (const [name, definition] of before) {
      if (!isSame(after.get(name), definition)) change.removed.push({ table, name, definition });
    }
    for (const [name, definition] of after) {
      const old = before.get(name);
      if (!isSame(old, definition)) change.added.push({ table, name, definition });
      else if (old?.staged === definition.staged) continue;
      else change[definition.staged ? "disabled" : "enabled"].push({ table, name, definition });
    }
  }
  return change;
}

function toDiffItem({ table, name, definition }: IndexChange): JsonObject {
  const fullName = `${table}.${name}`;
  const staged: JsonObject = definition.staged ? { staged: true } : {};
  if (definition.type === "database") {
    return { name: fullName, type: "database", fields: [...definition.fields], ...staged };
  }
  const { searchField, filterFields } = definition;
  return {
    name: fullName,
    type: "search",
    searchField,
    filterFields: [...filterFields],
    ...staged,
  };
}

export function diffSchema(
  catalog: Catalog,
  component: ComponentPath,
  schema: SchemaJson | null,
): IndexDiff {
  const { added, removed, enabled, disabled } = compare(catalog, component, schema);
  return {
    added_indexes: added.map(toDiffItem),
    removed_indexes: removed.map(toDiffItem),
    enabled_indexes: enabled.map(toDiffItem),
    disabled_indexes: disabled.map(toDiffItem),
  };
}

function mismatch(type: JsonObject, document: JsonDocument, tableOf: TableOf): string | null {
  const { _id, _creationTime, ...fields } = document;
  return findMismatch(type as ValidatorJson, fields, tableOf);
}

/** Throws when a document that is about to be stored does not fit the schema. */
export function checkDocument(table: Table, document: JsonDocument, tableOf: TableOf): void {
  if (table.documentType === null) return;
  const problem = mismatch(table.documentType, document, tableOf);
  if (problem === null) return;
  throw new EngineError(
    "SchemaValidation",
    `Failed to insert or update a document in table "${table.name}" because it does not match the schema: ${problem}`,
  );
}

function tableOfIds(catalog: Catalog, component: ComponentPath): TableOf {
  return (id) => catalog.tableOfId(component, id)?.name ?? null;
}

/** The first existing document that does not fit. Tables whose type has not changed are not read. */
export function checkSchema(
  connection: Connection,
  catalog: Catalog,
  component: ComponentPath,
  schema: SchemaJson | null,
): { tableName: string; error: string } | null {
  const tableOf = tableOfIds(catalog, component);
  for (const { name, documentType } of parseSchema(schema)) {
    const table = catalog.table(component, name);
    if (table === undefined || documentType === null) continue;
    if (JSON.stringify(documentType) === JSON.stringify(table.documentType)) continue;
    for (const { document } of tableDocuments(connection, table)) {
      const problem = mismatch(documentType, document, tableOf);
      if (problem === null) continue;
      return {
        tableName: name,
        error: `Document with ID "${document._id}" in table "${name}" does not match the schema: ${problem}`,
      };
    }
  }
  return null;
}

export function applySchema(
  connection: Connection,
  before: Catalog,
  component: ComponentPath,
  schema: SchemaJson | null,
): Catalog {
  const { tables, others, added, removed, enabled, disabled } = compare(before, component, schema);
  let catalog = before;
  for (const { name } of tables) {
    if (catalog.table(component, name) === undefined) {
      catalog = createTable(connection, catalog, component, name);
    }
  }
  const numberOf = (name: string) => {
    const table = catalog.table(component, name);
    if (table === undefined) throw new Error(`table ${name} was not created`);
    return table.number;
  };
  const misfit = checkSchema(connection, catalog, component, schema);
  if (misfit !== null) throw new EngineError("SchemaValidation", misfit.error);
  for (const { table, name } of removed) {
    catalog = dropIndex(connection, catalog, numberOf(table), name);
  }
  for (const { table, name, definition } of added) {
    catalog = createIndex(connection, catalog, numberOf(table), name, definition);
  }
  for (const { table, name, definition } of [...enabled, ...disabled]) {
    catalog = redefineIndex(connection, catalog, numberOf(table), name, definition);
  }
  for (const { name, documentType } of tables) {
    catalog = setDocumentType(connection, catalog, numberOf(name), documentType);
  }
  for (const { number } of others) catalog = setDocumentType(connection, catalog, number, null);
  return catalog;
}

export function dropComponent(
  connection: Connection,
  before: Catalog,
  component: ComponentPath,
): Catalog {
  let catalog = before;
  for (const table of before.tables()) {
    if (table.component === component) catalog = dropTable(connection, catalog, table.number);
  }
  return catalog;
}
