/** Documents and their index entries. Reads come in pages: no statement stays open between two calls. */
import { dirname } from "node:path";
import { explainStorageError } from "../disk/storage-error.ts";
import type { Sqlite } from "./sqlite.ts";

/** One entry of an index with its document. */
export interface EntryRow {
  key: Buffer;
  seq: number;
  json: string;
}

const IN_RANGE = "e.index_number = ? AND e.key >= ? AND e.key < ?";
const FROM = "e.index_number = ? AND e.key >= ?";
/** A bare `?` makes SQLite plan the statement again whenever the number changes: three times the work of the read. */
const LIMIT = "LIMIT 0 + ?";
const SELECT =
  "SELECT e.key, e.seq, d.json FROM entries e CROSS JOIN documents d ON d.seq = e.seq WHERE";

export class DocumentStore {
  readonly #folder: string;
  readonly #find;
  readonly #ascending;
  readonly #ascendingToEnd;
  readonly #descending;
  readonly #descendingFromEnd;
  readonly #count;
  readonly #insert;
  readonly #update;
  readonly #delete;
  readonly #putEntry;
  readonly #deleteEntry;
  readonly #deleteEntries;
  readonly #deleteDocuments;

  constructor(db: Sqlite) {
    this.#folder = dirname(db.name);
    this.#find = db.prepare<[number, Uint8Array], { seq: number; json: string }>(
      "SELECT d.seq, d.json FROM entries e CROSS JOIN documents d ON d.seq = e.seq " +
        "WHERE e.index_number = ? AND e.key = ?",
    );
    this.#ascending = db.prepare<[number, Uint8Array, Uint8Array, number], EntryRow>(
      `${SELECT} ${IN_RANGE} ORDER BY e.key ${LIMIT}`,
    );
    this.#ascendingToEnd = db.prepare<[number, Uint8Array, number], EntryRow>(
      `${SELECT} ${FROM} ORDER BY e.key ${LIMIT}`,
    );
    this.#descending = db.prepare<[number, Uint8Array, Uint8Array, number], EntryRow>(
      `${SELECT} ${IN_RANGE} ORDER BY e.key DESC ${LIMIT}`,
    );
    this.#descendingFromEnd = db.prepare<[number, Uint8Array, number], EntryRow>(
      `${SELECT} ${FROM} ORDER BY e.key DESC ${LIMIT}`,
    );
    this.#count = db.prepare<[number], { count: number }>(
      "SELECT count(*) AS count FROM entries WHERE index_number = ?",
    );
    this.#insert = db.prepare<[string]>("INSERT INTO documents (json) VALUES (?)");
    this.#update = db.prepare<[string, number]>("UPDATE documents SET json = ? WHERE seq = ?");
    this.#delete = db.prepare<[number]>("DELETE FROM documents WHERE seq = ?");
    this.#putEntry = db.prepare<[number, Uint8Array, number]>(
      "INSERT INTO entries (index_number, key, seq) VALUES (?, ?, ?)",
    );
    this.#deleteEntry = db.prepare<[number, Uint8Array]>(
      "DELETE FROM entries WHERE index_number = ? AND key = ?",
    );
    this.#deleteEntries = db.prepare<[number]>("DELETE FROM entries WHERE index_number = ?");
    this.#deleteDocuments = db.prepare<[number]>(
      "DELETE FROM documents WHERE seq IN (SELECT seq FROM entries WHERE index_number = ?)",
    );
  }

  find(index: number, key: Uint8Array): { seq: number; json: string } | undefined {
    try {
      return this.#find.get(index, key);
    } catch (error) {
      throw explainStorageError(error, this.#folder);
    }
  }

  /** Entries with `lower <= key < upper`, at most `limit`; `upper` null means to the end of the index. */
  scan(
    index: number,
    lower: Uint8Array,
    upper: Uint8Array | null,
    order: "asc" | "desc",
    limit: number,
  ): EntryRow[] {
    const isAscending = order === "asc";
    try {
      if (upper === null) {
        const statement = isAscending ? this.#ascendingToEnd : this.#descendingFromEnd;
        return statement.all(index, lower, limit);
      }
      const statement = isAscending ? this.#ascending : this.#descending;
      return statement.all(index, lower, upper, limit);
    } catch (error) {
      throw explainStorageError(error, this.#folder);
    }
  }

  count(index: number): number {
    return this.#count.get(index)?.count ?? 0;
  }

  insert(json: string): number {
    return Number(this.#insert.run(json).lastInsertRowid);
  }

  update(seq: number, json: string): void {
    this.#update.run(json, seq);
  }

  delete(seq: number): void {
    this.#delete.run(seq);
  }

  putEntry(index: number, key: Uint8Array, seq: number): void {
    this.#putEntry.run(index, key, seq);
  }

  deleteEntry(index: number, key: Uint8Array): void {
    this.#deleteEntry.run(index, key);
  }

  deleteEntries(index: number): void {
    this.#deleteEntries.run(index);
  }

  /** Deletes all documents that the index, which must hold the whole table, points to. */
  deleteDocuments(index: number): void {
    this.#deleteDocuments.run(index);
  }
}
