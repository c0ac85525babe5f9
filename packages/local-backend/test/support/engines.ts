/** Engines in folders of their own, and the shapes of queries as the client library writes them. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openEngine } from "../../src/engine/engine.ts";
import type {
  Engine,
  EngineOptions,
  JsonDocument,
  JsonObject,
  JsonValue,
  QueryCursor,
  QueryJson,
  Transaction,
} from "../../src/engine/types.ts";
import type { SchemaJson } from "../../src/protocol/schema-json.ts";

/** Deleted when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "local-backend-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function openTestEngine(
  folder = temporaryFolder(),
  options: Omit<EngineOptions, "folder"> = {},
): Engine {
  const engine = openEngine({ folder, ...options });
  onTestFinished(() => engine.close());
  return engine;
}

/** Runs one transaction; throws what it throws. */
export async function write<T>(engine: Engine, run: (tx: Transaction) => T): Promise<T> {
  const { results } = await engine.writeAll([async (tx) => run(tx)]);
  const [result] = results;
  if (result === undefined) throw new Error("no result");
  if (!result.ok) throw result.error;
  return result.value;
}

export type Bound = {
  type: "Eq" | "Gt" | "Gte" | "Lt" | "Lte";
  fieldPath: string;
  value: JsonValue;
};

export function byIndex(
  indexName: string,
  range: Bound[] = [],
  order: "asc" | "desc" | null = null,
  operators: JsonObject[] = [],
): QueryJson {
  return { source: { type: "IndexRange", indexName, range, order }, operators };
}

export function fullScan(
  tableName: string,
  order: "asc" | "desc" | null = null,
  operators: JsonObject[] = [],
): QueryJson {
  return { source: { type: "FullTableScan", tableName, order }, operators };
}

export function eq(fieldPath: string, value: JsonValue): Bound {
  return { type: "Eq", fieldPath, value };
}

export function collect(cursor: QueryCursor, atMost = Number.POSITIVE_INFINITY): JsonDocument[] {
  const documents: JsonDocument[] = [];
  while (documents.length < atMost) {
    const { value } = cursor.next();
    if (value === null) break;
    documents.push(value);
  }
  cursor.close();
  return documents;
}

/** A schema of tables with indexes (name → fields) and no document types. */
export function schemaOf(tables: Record<string, Record<string, string[]>>): SchemaJson {
  return {
    schemaValidation: false,
    tables: Object.entries(tables).map(([tableName, indexes]) => ({
      tableName,
      indexes: Object.entries(indexes).map(([indexDescriptor, fields]) => ({
        indexDescriptor,
        fields,
      })),
      searchIndexes: [],
      vectorIndexes: [],
      documentType: { type: "any" },
    })),
  };
}
