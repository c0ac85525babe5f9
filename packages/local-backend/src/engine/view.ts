/** Reading documents of one consistent state, be it a snapshot or a transaction. */

import { tableNumberOf } from "../protocol/ids.ts";
import { afterPrefix, encodeKey } from "../protocol/keys.ts";
import type { Connection } from "../storage/connection.ts";
import type { DocumentStore } from "../storage/document-store.ts";
import type { SearchStore } from "../storage/search-store.ts";
import { BY_STATE, type Catalog, idKey, SCHEDULED_FUNCTIONS, type Table } from "./catalog.ts";
import { tableDocuments } from "./catalog-changes.ts";
import { argumentError } from "./errors.ts";
import { readPage } from "./paginate.ts";
import { type Plan, planQuery } from "./plan.ts";
import { PlanCursor } from "./query-cursor.ts";
import { ReadRecorder } from "./reads.ts";
import type { RowSource } from "./rows.ts";
import type {
  ComponentPath,
  JsonDocument,
  Page,
  PageRequest,
  QueryCursor,
  QueryJson,
  ScheduledJob,
  Snapshot,
  TableInfo,
  Timestamp,
  TransactionLimits,
} from "./types.ts";

interface Found {
  table: Table;
  key: Buffer;
  seq: number;
}

type FoundText = Found & { json: string };
export type FoundRow = Found & { document: JsonDocument };

/** Virtual dependency of queries that looked for a table that does not exist. */
export function missingTable(component: ComponentPath, name: string): string {
  return `table:${component}/${name}`;
}

/** Virtual dependency of queries that listed the tables. */
export const TABLES = "tables";

export abstract class View implements Snapshot, RowSource {
  readonly ts: Timestamp;
  readonly recorder: ReadRecorder;
  protected readonly connection: Connection;

  constructor(connection: Connection, ts: Timestamp) {
    this.connection = connection;
    this.ts = ts;
    this.recorder = new ReadRecorder(ts);
  }

  abstract get catalog(): Catalog;
  abstract get version(): number;

  get documents(): DocumentStore {
    return this.connection.documents;
  }

  get searches(): SearchStore {
    return this.connection.searches;
  }

  get reads(): ReadRecorder {
    return this.recorder;
  }

  limit(limits: TransactionLimits): () => void {
    return this.recorder.limit(limits);
  }

  get(component: ComponentPath, id: string, table?: string): JsonDocument | null {
    return this.find(component, id, table, "db.get")?.document ?? null;
  }

  getText(component: ComponentPath, id: string, table?: string): string | null {
    return this.#findText(component, id, table, "db.get")?.json ?? null;
  }

  query(component: ComponentPath, query: QueryJson): QueryCursor {
    return new PlanCursor(this, this.#plan(component, query));
  }

  page(component: ComponentPath, request: PageRequest): Page {
    return readPage(this, this.#plan(component, request.query), component, request);
  }

  count(component: ComponentPath, tableName: string): number {
    const table = this.tableOrDepend(component, tableName);
    if (table === null) return 0;
    this.recorder.whole(table.byCreationTime.number);
    return this.documents.count(table.byCreationTime.number);
  }

  normalizeId(component: ComponentPath, table: string, id: string): string | null {
    return this.tableOf(component, id) === table ? id : null;
  }

  tableOf(component: ComponentPath, id: string): string | null {
    return this.catalog.tableOfId(component, id)?.name ?? null;
  }

  tableNames(component: ComponentPath): string[] {
    this.dependOn(TABLES);
    return [...this.catalog.tables()]
      .filter((table) => table.component === component && !table.name.startsWith("_"))
      .map((table) => table.name)
      .sort();
  }

  tables(): TableInfo[] {
    return [...this.catalog.tables()].map(({ component, name, idNumber }) => ({
      component,
      name,
      idNumber,
    }));
  }

  *allDocuments(component: ComponentPath, name: string): Iterable<JsonDocument> {
    const table = this.catalog.table(component, name);
    if (table === undefined) return;
    for (const { document } of tableDocuments(this.connection, table)) yield document;
  }

  size(component: ComponentPath, name: string): number {
    const table = this.catalog.table(component, name);
    return table === undefined ? 0 : this.documents.count(table.byId.number);
  }

  scheduled(state: string, until: number, limit: number, after?: number): ScheduledJob[] {
    const lower = after === undefined ? encodeKey([state]) : afterPrefix(encodeKey([state, after]));
    const upper = encodeKey([state, until, Number.MAX_VALUE]);
    const jobs = [...this.catalog.tables()]
      .filter((table) => table.name === SCHEDULED_FUNCTIONS)
      .flatMap((table) => {
        const index = table.indexes.get(BY_STATE);
        if (index === undefined) return [];
        return this.documents.scan(index.number, lower, upper, "asc", limit).map((row) => ({
          component: table.component,
          document: JSON.parse(row.json) as JsonDocument,
        }));
      });
    const due = ({ document }: ScheduledJob) => Number(document.scheduledTime);
    return jobs.sort((a, b) => due(a) - due(b)).slice(0, limit);
  }

  dependOn(virtual: string): void {
    this.recorder.virtual.add(virtual);
  }

  record(space: string, key: string): string | null {
    return this.connection.records.get(space, key);
  }

  records(space: string): Array<{ key: string; value: string }> {
    return this.connection.records.list(space);
  }

  /** Null for an id that is unknown or another component's; an error for what is no id or of another table than named. */
  protected find(
    component: ComponentPath,
    id: string,
    tableName: string | undefined,
    method: string,
  ): FoundRow | null {
    const found = this.#findText(component, id, tableName, method);
    if (found === null) return null;
    const { json, ...row } = found;
    return { ...row, document: JSON.parse(json) };
  }

  #findText(
    component: ComponentPath,
    id: string,
    tableName: string | undefined,
    method: string,
  ): FoundText | null {
    const table = this.catalog.tableOfId(component, id);
    if (table === null) {
      if (tableNumberOf(id) === null) {
        throw argumentError(
          "id",
          method,
          `Unable to decode ID: ${JSON.stringify(id)} is not an id`,
        );
      }
      return null;
    }
    if (tableName !== undefined && tableName !== table.name) {
      throw argumentError(
        "id",
        method,
        `Expected an id of table "${tableName}", but the id "${id}" is of table "${table.name}".`,
      );
    }
    const key = idKey(id);
    this.recorder.point(table.byId.number, key);
    const row = this.documents.find(table.byId.number, key);
    if (row === undefined) return null;
    this.recorder.count(row.json.length);
    return { table, key, seq: row.seq, json: row.json };
  }

  protected tableOrDepend(component: ComponentPath, name: string): Table | null {
    const table = this.catalog.table(component, name);
    if (table !== undefined) return table;
    this.dependOn(missingTable(component, name));
    return null;
  }

  #plan(component: ComponentPath, query: QueryJson): Plan {
    const plan = planQuery(this.catalog, component, query);
    if (plan.reading === null) this.dependOn(missingTable(component, plan.tableName));
    return plan;
  }
}
