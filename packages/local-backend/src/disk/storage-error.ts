/** What is wrong with the data folder or the disk, in a sentence. */
import { join } from "node:path";
import { codeOf, LocalBackendError } from "../errors.ts";
import { DATABASE_FILE } from "./data-folder.ts";

/** Of SQLite, and of the file system when the folder itself cannot be made. */
const NOT_WRITABLE = /^(SQLITE_(READONLY|CANTOPEN|PERM)|EACCES|EPERM|EROFS|ENOTDIR|EEXIST$)/;

/** Says what is wrong with the data folder when SQLite's error does; other errors come back as they are. */
export function explainStorageError(error: unknown, folder: string): unknown {
  const code = codeOf(error);
  const told = (kind: ConstructorParameters<typeof LocalBackendError>[0], message: string) =>
    new LocalBackendError(kind, message, { cause: error });
  if (code.startsWith("SQLITE_CORRUPT") || code === "SQLITE_NOTADB") {
    return told(
      "data_corrupted",
      `The database in ${folder} is damaged. It was left as it is: move the folder away to start empty, or ` +
        `recover its rows with "sqlite3 ${join(folder, DATABASE_FILE)} .recover".`,
    );
  }
  if (code === "SQLITE_FULL" || code === "SQLITE_IOERR_WRITE" || code === "ENOSPC") {
    return told(
      "data_disk_full",
      `Nothing more can be written to ${folder}: the disk is full. Free some space and try again; nothing that was ` +
        "acknowledged is lost.",
    );
  }
  if (NOT_WRITABLE.test(code)) {
    return told(
      "folder_not_writable",
      `The folder ${folder} cannot be made or written to. Make it writable for this user, or choose another one.`,
    );
  }
  return error;
}
