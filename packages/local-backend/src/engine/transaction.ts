/** The writer's view: changes documents, remembers what it touched, and can undo a part. */
import { MAX_BYTES_WRITTEN, MAX_DOCUMENTS_WRITTEN } from "../protocol/limits.ts";
import type { SchemaJson } from "../protocol/schema-json.ts";
import type { Connection } from "../storage/connection.ts";
import { type Catalog, type Index, idKey, indexKey, type Table } from "./catalog.ts";
import { createTable, dropTable, emptyTables } from "./catalog-changes.ts";
import type { Clock } from "./clock.ts";
import {
  checkDocumentLimits,
  checkFields,
  checkImported,
  checkNewFields,
  checkPatch,
} from "./document-checks.ts";
import { argumentError, EngineError } from "./errors.ts";
import { newId } from "./new-id.ts";
import { applySchema, checkDocument, dropComponent } from "./schema.ts";
import { storeSearchEntry } from "./search.ts";
import type {
  ComponentPath,
  JsonDocument,
  JsonObject,
  NewTable,
  Savepoint,
  Timestamp,
  Transaction,
  TransactionLimits,
  WriteUsage,
} from "./types.ts";
import { type FoundRow, missingTable, TABLES, View } from "./view.ts";
import { EVERYTHING } from "./watched-reads.ts";

/** An index entry that was written or removed. */
export interface WrittenKey {
  index: number;
  key: Uint8Array;
}

const WHOLE_INDEX = new Uint8Array(0);

export class WriteTransaction extends View implements Transaction {
  readonly commitTs: Timestamp;
  readonly written: WrittenKey[] = [];
  readonly touched: string[] = [];
  readonly #clock: Clock;
  readonly #startedAt: number;
  #catalog: Catalog;
  #version = 0;
  #depth = 0;
  #documents = 0;
  #bytes = 0;
  #otherWrites = 0;
  #limits = { documents: MAX_DOCUMENTS_WRITTEN, bytes: MAX_BYTES_WRITTEN };

  constructor(
    connection: Connection,
    catalog: Catalog,
    clock: Clock,
    ts: Timestamp,
    commitTs: Timestamp,
  ) {
    super(connection, ts);
    this.#catalog = catalog;
    this.#clock = clock;
    this.#startedAt = clock.now();
    this.commitTs = commitTs;
  }

  override get catalog(): Catalog {
    return this.#catalog;
  }

  override get version(): number {
    return this.#version;
  }

  get hasWrites(): boolean {
    return this.written.length > 0 || this.touched.length > 0 || this.#otherWrites > 0;
  }

  get writes(): WriteUsage {
    return { documents: this.#documents, bytes: this.#bytes };
  }

  override limit(limits: TransactionLimits): () => void {
    const unlimitReads = super.limit(limits);
    const before = this.#limits;
    const { documentsWritten = before.documents, bytesWritten = before.bytes } = limits;
    this.#limits = {
      documents: Math.min(before.documents, this.#documents + documentsWritten),
      bytes: Math.min(before.bytes, this.#bytes + bytesWritten),
    };
    return () => {
      unlimitReads();
      this.#limits = before;
    };
  }

  asSystem<T>(run: () => T): T {
    const wasPaused = this.recorder.isPaused;
    this.recorder.isPaused = true;
    try {
      return run();
    } finally {
      this.recorder.isPaused = wasPaused;
    }
  }

  insert(component: ComponentPath, tableName: string, value: JsonObject): string {
    const fields = checkNewFields(value);
    const table = this.#catalog.table(component, tableName) ?? this.#create(component, tableName);
    const _id = newId(table.idNumber, this.#startedAt);
    const _creationTime = this.#clock.nextCreationTime(this.#startedAt);
    const document: JsonDocument = { _creationTime, _id, ...fields };
    const json = this.#checkDocument(table, document);
    const seq = this.documents.insert(json);
    for (const index of table.indexes.values()) {
      const key = indexKey(index, document);
      this.documents.putEntry(index.number, key, seq);
      this.written.push({ index: index.number, key });
    }
    this.#writeSearchEntries(table, seq, null, document);
    return _id;
  }

  patch(component: ComponentPath, id: string, value: JsonObject, table?: string): JsonDocument {
    const row = this.#findOrRefuse(component, id, table, "db.patch", "Update");
    const { fields, removed } = checkPatch(value);
    const merged = Object.entries({ ...row.document, ...fields });
    const kept = merged.filter(([name]) => !removed.has(name));
    return this.#update(row, Object.fromEntries(kept) as JsonDocument, "db.patch");
  }

  replace(component: ComponentPath, id: string, value: JsonObject, table?: string): JsonDocument {
    const row = this.#findOrRefuse(component, id, table, "db.replace", "Replace");
    const fields = checkFields(value, "db.replace");
    const { _id, _creationTime } = row.document;
    return this.#update(row, { _creationTime, _id, ...fields }, "db.replace");
  }

  remove(component: ComponentPath, id: string, table?: string): JsonDocument {
    const row = this.#findOrRefuse(component, id, table, "db.delete", "Delete");
    this.#countWrite(0);
    this.#version++;
    for (const index of row.table.indexes.values()) {
      const key = indexKey(index, row.document);
      this.documents.deleteEntry(index.number, key);
      this.written.push({ index: index.number, key });
    }
    this.#writeSearchEntries(row.table, row.seq, row.document, null);
    this.documents.delete(row.seq);
    return row.document;
  }

  savepoint(): Savepoint {
    const depth = ++this.#depth;
    const catalog = this.#catalog;
    const written = this.written.length;
    const touched = this.touched.length;
    const usage = [this.#documents, this.#bytes, this.#otherWrites] as const;
    this.connection.requireTransaction();
    this.connection.savepoint(depth);
    return {
      release: () => {
        this.connection.requireTransaction();
        this.connection.releaseSavepoint(depth);
        this.#depth = depth - 1;
      },
      rollback: () => {
        // Nothing is left to undo when SQLite has ended the whole transaction by itself.
        if (this.connection.inTransaction) this.connection.rollbackToSavepoint(depth);
        this.#depth = depth - 1;
        this.#catalog = catalog;
        this.#version++;
        this.written.length = written;
        this.touched.length = touched;
        [this.#documents, this.#bytes, this.#otherWrites] = usage;
      },
    };
  }

  putRecord(space: string, key: string, value: string | null): void {
    this.connection.requireTransaction();
    this.#otherWrites++;
    this.connection.records.put(space, key, value);
  }

  dropRecords(from: string, before: string): void {
    this.connection.requireTransaction();
    this.#otherWrites++;
    this.connection.records.drop(from, before);
  }

  applySchema(component: ComponentPath, schema: SchemaJson | null): void {
    this.connection.requireTransaction();
    this.#changeCatalog(applySchema(this.connection, this.#catalog, component, schema));
  }

  dropComponent(component: ComponentPath): void {
    this.connection.requireTransaction();
    this.#changeCatalog(dropComponent(this.connection, this.#catalog, component));
  }

  touch(virtual: string): void {
    this.touched.push(virtual);
  }

  importDocument(component: ComponentPath, tableName: string, value: JsonObject): void {
    const table = this.#catalog.table(component, tableName);
    if (table === undefined) throw new Error(`table ${tableName} does not exist`);
    const document = checkImported(table, value, () => ({
      _creationTime: this.#clock.nextCreationTime(this.#startedAt),
      _id: newId(table.idNumber, this.#startedAt),
    }));
    checkDocumentLimits(document);
    checkDocument(table, document, (id) => this.tableOf(component, id));
    this.connection.requireTransaction();
    if (this.documents.find(table.byId.number, idKey(document._id)) !== undefined) {
      throw new EngineError(
        "DuplicateId",
        `The id "${document._id}" is in table "${tableName}" already. Import with --replace to replace what is there.`,
      );
    }
    this.#otherWrites++;
    this.#version++;
    const seq = this.documents.insert(JSON.stringify(document));
    for (const index of table.indexes.values()) {
      this.documents.putEntry(index.number, indexKey(index, document), seq);
    }
    for (const index of table.searchIndexes.values()) {
      storeSearchEntry(this.searches, index, seq, document);
    }
  }

  emptyTables(tables: readonly NewTable[]): void {
    this.connection.requireTransaction();
    this.#changeCatalog(emptyTables(this.connection, this.#catalog, tables));
  }

  dropTable(component: ComponentPath, name: string): void {
    const table = this.#catalog.table(component, name);
    if (table === undefined) return;
    this.connection.requireTransaction();
    this.#changeCatalog(dropTable(this.connection, this.#catalog, table.number));
  }

  touchEverything(): void {
    this.touch(EVERYTHING);
  }

  #changeCatalog(catalog: Catalog): void {
    this.#otherWrites++;
    this.#version++;
    const before = new Set([...this.#catalog.tables()].map(({ number }) => number));
    for (const table of catalog.tables()) {
      if (!before.delete(table.number)) this.touch(missingTable(table.component, table.name));
    }
    this.touch(TABLES);
    this.#catalog = catalog;
  }

  #create(component: ComponentPath, name: string): Table {
    this.connection.requireTransaction();
    this.#changeCatalog(createTable(this.connection, this.#catalog, component, name));
    const table = this.#catalog.table(component, name);
    if (table === undefined) throw new Error(`table ${name} was not created`);
    return table;
  }

  #findOrRefuse(
    component: ComponentPath,
    id: string,
    table: string | undefined,
    method: string,
    verb: string,
  ): FoundRow {
    const row = this.find(component, id, table, method);
    if (row !== null) return row;
    if (this.tableOf(component, id) === null) {
      throw argumentError("id", method, `The ID "${id}" is of no table of this component.`);
    }
    throw new EngineError("NonexistentDocument", `${verb} on nonexistent document ID ${id}`);
  }

  #update(row: FoundRow, document: JsonDocument, method: string): JsonDocument {
    const { _id, _creationTime } = row.document;
    if (document._id !== _id || document._creationTime !== _creationTime) {
      throw argumentError(
        "value",
        method,
        "The system fields _id and _creationTime cannot change.",
      );
    }
    const json = this.#checkDocument(row.table, document);
    for (const index of row.table.indexes.values()) {
      const before = indexKey(index, row.document);
      this.written.push({ index: index.number, key: before });
      if (hasSameFields(index, row.document, document)) continue;
      const after = indexKey(index, document);
      if (before.equals(after)) continue;
      this.documents.deleteEntry(index.number, before);
      this.documents.putEntry(index.number, after, row.seq);
      this.written.push({ index: index.number, key: after });
    }
    this.#writeSearchEntries(row.table, row.seq, row.document, document);
    this.documents.update(row.seq, json);
    return document;
  }

  /** A search depends on the whole of its index, so any key tells of the change. */
  #writeSearchEntries(
    table: Table,
    seq: number,
    before: JsonDocument | null,
    after: JsonDocument | null,
  ): void {
    for (const index of table.searchIndexes.values()) {
      if (before !== null) this.searches.delete(index.number, seq);
      if (after !== null) storeSearchEntry(this.searches, index, seq, after);
      this.written.push({ index: index.number, key: WHOLE_INDEX });
    }
  }

  /** Returns the text to store. */
  #checkDocument(table: Table, document: JsonDocument): string {
    const size = this.recorder.isPaused ? 0 : checkDocumentLimits(document);
    checkDocument(table, document, (id) => this.tableOf(table.component, id));
    this.#countWrite(size);
    this.#version++;
    return JSON.stringify(document);
  }

  #countWrite(bytes: number): void {
    this.connection.requireTransaction();
    if (this.recorder.isPaused) return;
    this.#documents++;
    this.#bytes += bytes;
    const { documents, bytes: bytesLimit } = this.#limits;
    if (this.#documents > documents) {
      throw new EngineError(
        "TooManyWrites",
        `Too many writes in a single function execution (limit: ${documents})`,
      );
    }
    if (this.#bytes > bytesLimit) {
      throw new EngineError(
        "TooManyBytesWritten",
        `Too many bytes written in a single function execution (limit: ${bytesLimit} bytes)`,
      );
    }
  }
}

/** Whether the two certainly have one key: a field that did not change is the same value, or the same scalar. */
function hasSameFields({ paths }: Index, before: JsonDocument, after: JsonDocument): boolean {
  return paths.every(([name = ""]) => before[name] === after[name]);
}
