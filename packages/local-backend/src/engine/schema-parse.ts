/** A pushed schema as the engine uses it: tables, their indexes and their document types, checked against the limits. */
import {
  MAX_IDENTIFIER_LENGTH,
  MAX_INDEX_FIELDS,
  MAX_INDEXES_PER_TABLE,
  MAX_SEARCH_FILTER_FIELDS,
} from "../protocol/limits.ts";
import { BY_CREATION_TIME, BY_ID, type IndexDefinition } from "./catalog.ts";
import { EngineError } from "./errors.ts";
import type { JsonObject, JsonValue, SchemaJson } from "./types.ts";

export interface SchemaTable {
  name: string;
  indexes: Map<string, IndexDefinition>;
  documentType: JsonObject | null;
}

const IDENTIFIER = /^[A-Za-z][A-Za-z0-9_]*$/;

function checkIdentifier(what: string, name: string): void {
  if (IDENTIFIER.test(name) && name.length <= MAX_IDENTIFIER_LENGTH) return;
  throw new EngineError(
    "InvalidIdentifier",
    `${what} name "${name}" is not valid: it has to start with a letter, hold only letters, digits and underscores, and ` +
      `be at most ${MAX_IDENTIFIER_LENGTH} characters long.`,
  );
}

function listOf(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? (value as JsonObject[]) : [];
}

function checkIndex(table: string, name: string, definition: IndexDefinition): void {
  checkIdentifier("Index", name);
  if (name === BY_ID || name === BY_CREATION_TIME) {
    throw new EngineError(
      "ReservedIndexName",
      `The index "${table}.${name}" has a name that is reserved: every table has it already.`,
    );
  }
  const [fields, most] =
    definition.type === "search"
      ? [definition.filterFields, MAX_SEARCH_FILTER_FIELDS]
      : [definition.fields, MAX_INDEX_FIELDS];
  if (definition.type === "database") checkIndexFields(`${table}.${name}`, fields);
  if (fields.length > most) {
    throw new EngineError(
      "IndexTooManyFields",
      `The index "${table}.${name}" has ${fields.length} fields, more than ${most}.`,
    );
  }
}

/** The implied fields come after the declared ones by themselves. */
function checkIndexFields(name: string, fields: readonly string[]): void {
  const refuse = (reason: string) => {
    throw new EngineError("InvalidIndexFields", `The index "${name}" ${reason}.`);
  };
  if (fields.length === 0) refuse("has no fields");
  if (new Set(fields).size < fields.length) refuse("has a field twice");
  const implied = fields.find((field) => field === "_id" || field === "_creationTime");
  if (implied !== undefined) refuse(`names "${implied}", which every index ends with already`);
}

function parseTable(json: JsonObject, validates: boolean): SchemaTable {
  const name = String(json.tableName);
  checkIdentifier("Table", name);
  const indexes = new Map<string, IndexDefinition>();
  const add = (index: JsonObject, definition: IndexDefinition) => {
    const indexName = String(index.indexDescriptor);
    checkIndex(name, indexName, definition);
    indexes.set(indexName, definition);
  };
  for (const index of listOf(json.indexes)) {
    add(index, { type: "database", fields: listOf(index.fields).map(String) });
  }
  for (const index of listOf(json.searchIndexes)) {
    const filterFields = listOf(index.filterFields).map(String);
    add(index, { type: "search", searchField: String(index.searchField), filterFields });
  }
  if (listOf(json.vectorIndexes).length > 0) {
    throw new EngineError("Unsupported", `vectorIndex (table "${name}") is not supported locally.`);
  }
  if (indexes.size > MAX_INDEXES_PER_TABLE) {
    throw new EngineError(
      "TooManyIndexes",
      `Table "${name}" has ${indexes.size} indexes, more than ${MAX_INDEXES_PER_TABLE}.`,
    );
  }
  const documentType = validates ? ((json.documentType ?? null) as JsonObject | null) : null;
  return { name, indexes, documentType };
}

/** Throws when a name, a field list or a count is beyond what a deployment takes. */
export function parseSchema(schema: SchemaJson | null): SchemaTable[] {
  return (schema?.tables ?? []).map((table) =>
    parseTable(table, schema?.schemaValidation === true),
  );
}
