/**
 * What the engine offers to the worker. Everything is synchronous but the writer's turn: a function's
 * syscalls are plain calls on a snapshot or a transaction.
 */

import type { JsonDocument, JsonObject, JsonValue } from "../protocol/json.ts";
import type { IndexDiff, SchemaJson } from "../protocol/schema-json.ts";

/** Instance path of a component, `""` for the application, `"a/b"` for a nested one. */
export type ComponentPath = string;

/** Commit timestamp: nanoseconds, strictly increasing over restarts. */
export type Timestamp = bigint;

/** `{source, operators}` exactly as the `convex` library puts it into `1.0/queryStream`. */
export interface QueryJson {
  source: JsonObject;
  operators: JsonObject[];
}

export interface PageRequest {
  query: QueryJson;
  cursor: string | null;
  endCursor?: string | null;
  pageSize: number;
  maximumRowsRead?: number | null;
  maximumBytesRead?: number | null;
}

export interface Page {
  page: JsonDocument[];
  isDone: boolean;
  continueCursor: string;
  splitCursor: string | null;
  pageStatus: "SplitRecommended" | "SplitRequired" | null;
}

/** A lazy scan: each step reads only what it needs, and the read set ends where reading stopped. */
export interface QueryCursor {
  next(): { value: JsonDocument | null; done: boolean };
  /** The same as the document's JSON text, which is not parsed unless a filter has to look into it; null at the end. */
  nextText(): string | null;
  close(): void;
}

/** What a function read. `virtual` names what has no index: `"env"`, `"modules"`, `"logs"`, a missing table. */
export interface ReadSet {
  /** The snapshot they were read at. */
  readonly ts: Timestamp;
  readonly ranges: ReadonlyArray<ReadRange>;
  readonly virtual: ReadonlySet<string>;
  readonly documents: number;
  readonly bytes: number;
  /** Documents got and ranges read; the same one twice counts once. */
  readonly queries: number;
}

/** What a nested call may use, at most; what is left out is limited as ever. */
export interface TransactionLimits {
  readonly documentsRead?: number;
  readonly bytesRead?: number;
  readonly databaseQueries?: number;
  readonly documentsWritten?: number;
  readonly bytesWritten?: number;
}

export interface TableInfo {
  component: ComponentPath;
  name: string;
  /** What its ids hold. */
  idNumber: number;
}

export type NewTable = Omit<TableInfo, "idNumber"> & { idNumber?: number };

/** Half-open range of keys of one index, as it was consumed; `upper` null means to the end. */
export interface ReadRange {
  index: number;
  lower: Uint8Array;
  upper: Uint8Array | null;
}

/** A consistent view of all tables at `ts`, for one top-level function. Reads are recorded in `reads`. */
export interface Snapshot {
  readonly ts: Timestamp;
  readonly reads: ReadSet;
  /** Holds what is used from now on to `limits`, until the returned function is called. */
  limit(limits: TransactionLimits): () => void;
  /**
   * Null for an id that is unknown or another component's; an error for a text that is no id, and when `table` is given
   * and does not match.
   */
  get(component: ComponentPath, id: string, table?: string): JsonDocument | null;
  /** The same as JSON text. */
  getText(component: ComponentPath, id: string, table?: string): string | null;
  query(component: ComponentPath, query: QueryJson): QueryCursor;
  page(component: ComponentPath, request: PageRequest): Page;
  count(component: ComponentPath, table: string): number;
  normalizeId(component: ComponentPath, table: string, id: string): string | null;
  /**
   * Name of the table that an id belongs to; null for an unknown id or another component's. The engine lets system
   * tables (`_…`) through everywhere: who may touch them is decided at the syscall, with this.
   */
  tableOf(component: ComponentPath, id: string): string | null;
  /**
   * Documents of every component's `_scheduled_functions` in that state, by `scheduledTime` up to `until` (ms) and later
   * than `after`, at most `limit`. Not in the read set.
   */
  scheduled(state: string, until: number, limit: number, after?: number): ScheduledJob[];
  /** Records a dependency on something that is not a document. */
  dependOn(virtual: string): void;
  /** User tables of a component that exist, sorted; depends on `"tables"`. */
  tableNames(component: ComponentPath): string[];
  /** Every component's tables, system tables included. Not in the read set. */
  tables(): TableInfo[];
  /** All documents of a table by id, read as they are taken. Neither in the read set nor limited. */
  allDocuments(component: ComponentPath, table: string): Iterable<JsonDocument>;
  /** How many there are. Not in the read set. */
  size(component: ComponentPath, table: string): number;
  /** Text that the worker keeps beside the documents (deployment, modules, environment, request records …). Not in the read set. */
  record(space: string, key: string): string | null;
  records(space: string): Array<{ key: string; value: string }>;
}

export interface ScheduledJob {
  component: ComponentPath;
  document: JsonDocument;
}

export interface ReadSnapshot extends Snapshot {
  close(): void;
}

/** The writer's view: sees its own writes, and may undo a part of them. */
export interface Transaction extends Snapshot {
  /** The timestamp it commits at if it writes. */
  readonly commitTs: Timestamp;
  /** Whether anything has been written that is not undone: documents, records, schemas, touches. */
  readonly hasWrites: boolean;
  readonly writes: WriteUsage;
  /**
   * What is done inside is bookkeeping beside a function's work: it is not counted, and neither the limits of a
   * transaction nor those of a document hold it up.
   */
  asSystem<T>(run: () => T): T;
  insert(component: ComponentPath, table: string, value: JsonObject): string;
  /** `{"$undefined": null}` as a field's value removes the field. Returns the new document. */
  patch(component: ComponentPath, id: string, value: JsonObject, table?: string): JsonDocument;
  replace(component: ComponentPath, id: string, value: JsonObject, table?: string): JsonDocument;
  /** Returns the old document. */
  remove(component: ComponentPath, id: string, table?: string): JsonDocument;
  /** Documents a nested call wrote disappear with `rollback`, and only they. */
  savepoint(): Savepoint;
  /** Null deletes. Undone with the transaction or its savepoint. */
  putRecord(space: string, key: string, value: string | null): void;
  /** Deletes all records of the spaces with `from <= space < before`. */
  dropRecords(from: string, before: string): void;
  /**
   * Makes the component's tables, indexes and document types those of its pushed schema: creates and backfills, drops
   * what is gone (documents stay), and throws when an existing document does not fit. Null is "no schema".
   */
  applySchema(component: ComponentPath, schema: SchemaJson | null): void;
  /**
   * Stores a document of a snapshot, which may bring its `_id` and `_creationTime`, in an existing table. Checked
   * like any other, but not counted: the import calls `touchEverything` at the end.
   */
  importDocument(component: ComponentPath, table: string, value: JsonObject): void;
  /**
   * Makes the tables empty ones with the same indexes and document types; creates those that are missing. `idNumber`,
   * when given, is what a table's ids will hold: throws when another table of the component has it afterwards.
   */
  emptyTables(tables: readonly NewTable[]): void;
  dropTable(component: ComponentPath, table: string): void;
  /** Makes every live query run again. */
  touchEverything(): void;
  /** Deletes an unmounted component's tables with their documents. */
  dropComponent(component: ComponentPath): void;
  /** Announces a change of something that is not a document to the live queries that depend on it. */
  touch(virtual: string): void;
}

export interface WriteUsage {
  readonly documents: number;
  readonly bytes: number;
}

export interface Savepoint {
  release(): void;
  rollback(): void;
}

/** A live query: stale when a commit touches what its last run read. */
export type SubscriptionId = number;

export interface Commit {
  ts: Timestamp;
  /** Subscriptions whose last run read something that this commit wrote. */
  stale: SubscriptionId[];
}

/** `openEngine(options): Engine` of engine.ts opens or creates the folder's database; the lock on the folder is the main thread's. */
export interface EngineOptions {
  folder: string;
  /** Milliseconds since the epoch; tests move it. */
  now?: () => number;
  /** The database may not grow beyond this many pages of 4 KiB: further writes fail as on a full disk. */
  maxPages?: number;
}

export interface Engine {
  latestTs(): Timestamp;
  /** What `applySchema` would change, without changing it. */
  diffSchema(component: ComponentPath, schema: SchemaJson | null): IndexDiff;
  /** The first existing document that does not fit, or null. */
  checkSchema(
    component: ComponentPath,
    schema: SchemaJson | null,
  ): { tableName: string; error: string } | null;
  /** Snapshot of the last commit, open until it is closed. */
  read(): ReadSnapshot;
  /** What `read` makes of a snapshot of the last commit, which is open as long as that takes. */
  reading<T>(read: (snapshot: ReadSnapshot) => T): T;
  /** Another snapshot at a timestamp that some open snapshot still holds, else null. */
  readAt(ts: Timestamp): ReadSnapshot | null;
  /**
   * Group commit. Runs the transactions one after another, each in a savepoint of its own, and commits them
   * together with one fsync; a transaction that throws is undone alone. Resolves after the data is on disk.
   */
  writeAll<T>(runs: ReadonlyArray<(tx: Transaction) => Promise<T>>): Promise<{
    commit: Commit;
    results: Array<{ ok: true; value: T; ts: Timestamp } | { ok: false; error: unknown }>;
  }>;
  /**
   * Remembers what the subscription's run read, replacing what it had read before. False when something of it has
   * been written since: run it again.
   */
  watch(id: SubscriptionId, reads: ReadSet): boolean;
  unwatch(id: SubscriptionId): void;
  close(): void;
}

export type { JsonDocument, JsonObject, JsonValue };
