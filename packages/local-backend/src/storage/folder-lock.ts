/** One server per data folder: an exclusive SQLite lock that the operating system releases when the process dies. */
import { accessSync, constants, mkdirSync } from "node:fs";
import { join } from "node:path";
import { explainStorageError } from "../disk/storage-error.ts";
import { codeOf, LocalBackendError } from "../errors.ts";
import { Database, type Sqlite } from "./sqlite.ts";

export interface FolderLock {
  release(): void;
}

/** Creates the folder when it is missing. Throws `folder_in_use` when another process holds it. */
export function lockFolder(folder: string): FolderLock {
  let db: Sqlite | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    // SQLite opens what it may only read without a word, and then locks nothing.
    accessSync(folder, constants.W_OK);
    db = new Database(join(folder, "lock.sqlite"), { timeout: 0 });
    db.pragma("journal_mode = DELETE");
    db.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    db?.close();
    throw explainLockError(error, folder);
  }
  const held = db;
  return { release: () => held.close() };
}

function explainLockError(error: unknown, folder: string): unknown {
  if (codeOf(error) === "SQLITE_BUSY") {
    return new LocalBackendError(
      "folder_in_use",
      `Another local backend is using ${folder}. Stop it first, or start this one with another data folder.`,
      { cause: error },
    );
  }
  return explainStorageError(error, folder);
}
