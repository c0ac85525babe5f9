/** A pushed schema as the engine uses it: tables, their indexes and their document types, checked as Convex does. */
import {
  MAX_INDEX_FIELDS,
  MAX_INDEXES_PER_TABLE,
  MAX_SEARCH_FILTER_FIELDS,
} from "../protocol/limits.ts";
import type { SchemaJson } from "../protocol/schema-json.ts";
import { BY_CREATION_TIME, BY_ID, type IndexDefinition } from "./catalog.ts";
import { EngineError } from "./errors.ts";
import { checkIdentifier, isFieldPath } from "./identifiers.ts";
import type { JsonObject, JsonValue } from "./types.ts";

export interface SchemaTable {
  name: string;
  indexes: Map<string, IndexDefinition>;
  documentType: JsonObject | null;
}

function listOf(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? (value as JsonObject[]) : [];
}

function checkIndex(
  table: string,
  name: string,
  definition: IndexDefinition,
  documentType: JsonObject | null,
): void {
  checkIdentifier("Index", name);
  if (name === BY_ID || name === BY_CREATION_TIME) {
    throw new EngineError(
      "IndexNameReserved",
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
  const read = definition.type === "search" ? [definition.searchField, ...fields] : fields;
  for (const field of read) checkField(`${table}.${name}`, field, documentType);
}

/** The implied fields come after the declared ones by themselves. */
function checkIndexFields(name: string, fields: readonly string[]): void {
  const refuse = (code: string, reason: string) => {
    throw new EngineError(code, `The index "${name}" ${reason}.`);
  };
  if (fields.length === 0) refuse("EmptyIndex", "has no fields: name at least one");
  if (new Set(fields).size < fields.length) {
    refuse("FieldsNotUniqueWithinIndex", "has a field twice: name it once");
  }
  const implied = fields.find((field) => field === "_id" || field === "_creationTime");
  if (implied !== undefined) {
    refuse(
      implied === "_id" ? "IndexFieldsContainId" : "IndexFieldsContainCreationTime",
      `names "${implied}", which every index ends with already: leave it out`,
    );
  }
}

function checkField(index: string, field: string, documentType: JsonObject | null): void {
  if (!isFieldPath(field)) {
    throw new EngineError(
      "InvalidIndexField",
      `The index "${index}" names "${field}", which cannot be a field of an index.`,
    );
  }
  const parts = field.split(".");
  const isSystemField = parts.length === 1 && field.startsWith("_");
  if (documentType === null || isSystemField || canContain(documentType, parts)) return;
  throw new EngineError(
    "SchemaDefinitionError",
    `The index "${index}" is invalid because it references the field "${field}", which the schema of its table does ` +
      "not have. Add the field, or correct its name in the index.",
  );
}

/** Whether a document of the type may have the field. */
function canContain(type: JsonValue | undefined, [first, ...rest]: string[]): boolean {
  if (first === undefined) return true;
  const { type: kind, value } = (type ?? {}) as JsonObject;
  if (kind === "any") return true;
  if (kind === "union") return listOf(value).some((member) => canContain(member, [first, ...rest]));
  if (kind !== "object") return false;
  const fields = (value ?? {}) as Record<string, JsonObject>;
  return Object.hasOwn(fields, first) && canContain(fields[first]?.fieldType, rest);
}

/** Two indexes that would hold the same entries, of which Convex takes only one. */
function checkDistinct(table: string, indexes: Map<string, IndexDefinition>): void {
  const names = new Map<string, string>();
  for (const [name, definition] of indexes) {
    const { type } = definition;
    const key = JSON.stringify(
      type === "search"
        ? [type, definition.searchField, [...definition.filterFields].sort()]
        : [type, definition.fields],
    );
    const same = names.get(key);
    if (same !== undefined) {
      throw new EngineError(
        type === "search" ? "SearchIndexFieldNotUnique" : "IndexNotUnique",
        `The indexes "${table}.${same}" and "${table}.${name}" have the same fields. Remove one of them.`,
      );
    }
    names.set(key, name);
  }
}

function staged(definition: IndexDefinition): IndexDefinition {
  return { ...definition, staged: true };
}

function parseTable(json: JsonObject, validates: boolean): SchemaTable {
  const name = String(json.tableName);
  checkIdentifier("Table", name);
  const documentType = validates ? ((json.documentType ?? null) as JsonObject | null) : null;
  const indexes = new Map<string, IndexDefinition>();
  const add = (index: JsonObject, definition: IndexDefinition) => {
    const indexName = String(index.indexDescriptor);
    checkIndex(name, indexName, definition, documentType);
    if (indexes.has(indexName)) {
      throw new EngineError(
        "IndexNamesNotUnique",
        `Table "${name}" has two indexes with the name "${indexName}". Rename one of them.`,
      );
    }
    indexes.set(indexName, definition);
  };
  const database = (index: JsonObject): IndexDefinition => ({
    type: "database",
    fields: listOf(index.fields).map(String),
  });
  const search = (index: JsonObject): IndexDefinition => ({
    type: "search",
    searchField: String(index.searchField),
    filterFields: listOf(index.filterFields).map(String),
  });
  for (const index of listOf(json.indexes)) add(index, database(index));
  for (const index of listOf(json.stagedDbIndexes)) add(index, staged(database(index)));
  for (const index of listOf(json.searchIndexes)) add(index, search(index));
  for (const index of listOf(json.stagedSearchIndexes)) add(index, staged(search(index)));
  const [vectorIndex] = [...listOf(json.vectorIndexes), ...listOf(json.stagedVectorIndexes)];
  if (vectorIndex !== undefined) {
    throw new EngineError(
      "Unsupported",
      `The vectorIndex "${name}.${String(vectorIndex.indexDescriptor)}" is not supported locally. Remove it from the ` +
        "schema, or use a Convex deployment for it.",
    );
  }
  if (indexes.size > MAX_INDEXES_PER_TABLE) {
    throw new EngineError(
      "TooManyIndexes",
      `Table "${name}" has ${indexes.size} indexes, more than ${MAX_INDEXES_PER_TABLE}.`,
    );
  }
  checkDistinct(name, indexes);
  return { name, indexes, documentType };
}

/** @throws EngineError when a name, an index or a count is not what a deployment takes */
export function parseSchema(schema: SchemaJson | null): SchemaTable[] {
  return (schema?.tables ?? []).map((table) =>
    parseTable(table, schema?.schemaValidation === true),
  );
}
