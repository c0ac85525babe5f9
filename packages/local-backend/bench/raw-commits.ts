/** What SQLite itself does: the same six rows and their index, one commit after another, in the same file system. */
import { join } from "node:path";
import { Database } from "../src/storage/sqlite.ts";
import { noteBody } from "./api.ts";

/** Commits a second. */
export function rawCommits(folder: string, count: number): number {
  const db = new Database(join(folder, "raw.sqlite"));
  try {
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = FULL");
    db.exec("CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY, key REAL, json TEXT)");
    db.exec("CREATE INDEX IF NOT EXISTS by_key ON notes (key)");
    const insert = db.prepare("INSERT INTO notes (key, json) VALUES (?, ?)");
    const commit = db.transaction((key: number) => {
      for (let copy = 0; copy < 6; copy++) insert.run(key, JSON.stringify({ key, body: noteBody }));
    });
    const started = performance.now();
    for (let index = 0; index < count; index++) commit(index % 1_000);
    return count / ((performance.now() - started) / 1000);
  } finally {
    db.close();
  }
}
