/** Opens the data folder's SQLite file: its settings, its tables, and what can be wrong with it. */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DATABASE_FILE, keepPrivate } from "../disk/data-folder.ts";
import { explainStorageError } from "../disk/storage-error.ts";
import { LocalBackendError } from "../errors.ts";
import { Database, type Sqlite } from "./sqlite.ts";

/** "VSTB" */
const APPLICATION_ID = 0x56535442;
const SCHEMA_VERSION = 2;
/** Pages of 4 KiB: SQLite's own default of 1,000 copies the log back too often under steady writes. */
const CHECKPOINT_PAGES = 4_000;
const CACHE_KIBIBYTES = 16_384;

const SCHEMA = `
  -- One row: commit timestamp (ns), last creation time (ms), last number given to a table or an index.
  CREATE TABLE clock (
    id INTEGER PRIMARY KEY CHECK (id = 1), ts INTEGER NOT NULL, creation_time REAL NOT NULL, number INTEGER NOT NULL
  );
  CREATE TABLE tables (
    number INTEGER PRIMARY KEY, component TEXT NOT NULL, name TEXT NOT NULL, document_type TEXT,
    id_number INTEGER NOT NULL DEFAULT 0, UNIQUE (component, name)
  );
  CREATE UNIQUE INDEX table_ids ON tables (component, id_number);
  CREATE TABLE indexes (
    number INTEGER PRIMARY KEY, table_number INTEGER NOT NULL, name TEXT NOT NULL, definition TEXT NOT NULL,
    UNIQUE (table_number, name)
  );
  CREATE TABLE documents (seq INTEGER PRIMARY KEY, json TEXT NOT NULL);
  CREATE TABLE entries (
    index_number INTEGER NOT NULL, key BLOB NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (index_number, key)
  ) WITHOUT ROWID;
  CREATE TABLE records (
    space TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (space, key)
  ) WITHOUT ROWID;
`;

/** What brings a database of version 1 to ours: ids held the table's own number then. */
const FROM_VERSION_1 = `
  ALTER TABLE tables ADD COLUMN id_number INTEGER NOT NULL DEFAULT 0;
  UPDATE tables SET id_number = number;
  CREATE UNIQUE INDEX table_ids ON tables (component, id_number);
`;

function pragmaNumber(db: Sqlite, name: string): number {
  return Number(db.pragma(name, { simple: true }));
}

/** Throws when the file is not ours to write; looks at it without a chance of changing it. */
function checkVersion(folder: string): "new" | "older" | "current" {
  const file = join(folder, DATABASE_FILE);
  if (!existsSync(file)) return "new";
  const db = new Database(file, { readonly: true });
  try {
    const application = pragmaNumber(db, "application_id");
    const version = pragmaNumber(db, "user_version");
    if (application === APPLICATION_ID && version === SCHEMA_VERSION) return "current";
    if (application === APPLICATION_ID && version === 1) return "older";
    if (pragmaNumber(db, "schema_version") === 0 && application === 0) return "new";
    const found =
      application === APPLICATION_ID
        ? `of version ${version}`
        : "a file that this program did not write";
    throw new LocalBackendError(
      "data_version",
      `The database in ${folder} is ${found}, and this program reads version ${SCHEMA_VERSION}. It was left ` +
        "untouched: use the program that wrote it, or choose another data folder.",
    );
  } finally {
    db.close();
  }
}

function configure(db: Sqlite): void {
  db.pragma("synchronous = FULL");
  db.pragma("busy_timeout = 5000");
  db.pragma("temp_store = MEMORY");
  db.pragma(`cache_size = -${CACHE_KIBIBYTES}`);
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
}

/** The connection that writes; creates folder, file and tables when they are missing. */
export function openWriter(folder: string, maxPages?: number): Sqlite {
  let db: Sqlite | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    const state = checkVersion(folder);
    const file = join(folder, DATABASE_FILE);
    keepPrivate(file, [`${file}-wal`, `${file}-shm`]);
    db = new Database(file);
    db.pragma("journal_mode = WAL");
    if (maxPages !== undefined) db.pragma(`max_page_count = ${maxPages}`);
    configure(db);
    if (state === "new") create(db);
    else if (state === "older") upgrade(db);
    // SQLite notices a folder that cannot be written to only with the first write.
    else db.exec("BEGIN IMMEDIATE; UPDATE clock SET id = 1; COMMIT");
    return db;
  } catch (error) {
    db?.close();
    throw explainStorageError(error, folder);
  }
}

function create(db: Sqlite): void {
  db.transaction(() => {
    db.exec(SCHEMA);
    db.exec("INSERT INTO clock (id, ts, creation_time, number) VALUES (1, 0, 0, 10000)");
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${SCHEMA_VERSION}`);
  })();
}

function upgrade(db: Sqlite): void {
  db.transaction(() => {
    db.exec(FROM_VERSION_1);
    db.pragma(`user_version = ${SCHEMA_VERSION}`);
  })();
}

/** A connection for snapshots of a database that `openWriter` has opened. */
export function openReader(folder: string): Sqlite {
  const db = new Database(join(folder, DATABASE_FILE), { fileMustExist: true });
  configure(db);
  db.pragma("query_only = ON");
  return db;
}
