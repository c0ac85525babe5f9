/**
 * One FTS5 table for each search index; a row's id is the document's. The tables come and go with pushes, so their
 * statements are prepared when they are first used.
 */
import type { Statement } from "better-sqlite3";
import type { Sqlite } from "./sqlite.ts";

interface SearchStatements {
  match: Statement<[string, number], { seq: number; json: string }>;
  insert: Statement<[number, string, string]>;
  delete: Statement<[number]>;
}

function prepare(db: Sqlite, name: string): SearchStatements {
  return {
    // The filters decide which documents are found, never in what order; of two that are as good the newer comes first.
    match: db.prepare(
      `SELECT d.seq, d.json FROM ${name} s CROSS JOIN documents d ON d.seq = s.rowid WHERE ${name} MATCH ? ` +
        `ORDER BY bm25(${name}, 1.0, 0.0), s.rowid DESC LIMIT 0 + ?`,
    ),
    insert: db.prepare(`INSERT INTO ${name} (rowid, terms, filters) VALUES (?, ?, ?)`),
    delete: db.prepare(`DELETE FROM ${name} WHERE rowid = ?`),
  };
}

export class SearchStore {
  readonly #db: Sqlite;
  readonly #prepared = new Map<number, SearchStatements>();

  constructor(db: Sqlite) {
    this.#db = db;
  }

  create(index: number): void {
    this.#db.exec(
      `CREATE VIRTUAL TABLE search_${index} USING fts5 (terms, filters, content='', contentless_delete=1, ` +
        `tokenize='unicode61 remove_diacritics 0')`,
    );
  }

  drop(index: number): void {
    this.#prepared.delete(index);
    this.#db.exec(`DROP TABLE search_${index}`);
  }

  /** Best first. `query` is in FTS5's language. */
  match(index: number, query: string, limit: number): Array<{ seq: number; json: string }> {
    return this.#statements(index).match.all(query, limit);
  }

  insert(index: number, seq: number, terms: string, filters: string): void {
    this.#statements(index).insert.run(seq, terms, filters);
  }

  delete(index: number, seq: number): void {
    this.#statements(index).delete.run(seq);
  }

  #statements(index: number): SearchStatements {
    let statements = this.#prepared.get(index);
    if (statements === undefined) {
      statements = prepare(this.#db, `search_${index}`);
      this.#prepared.set(index, statements);
    }
    return statements;
  }
}
