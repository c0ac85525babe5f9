/** The folder that holds the data: made for its owner alone, as sessions and secrets are in it. */
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  mkdirSync,
  openSync,
  statSync,
} from "node:fs";
import { dirname } from "node:path";
import { codeOf, LocalBackendError, reasonOf } from "../errors.ts";

export const DATABASE_FILE = "data.sqlite";
export const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;

/**
 * Creates the folder when it is missing; one that exists keeps its rights.
 *
 * @throws LocalBackendError `folder_not_writable`, with what is in the way
 */
export function prepareDataFolder(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new LocalBackendError(
      "folder_not_writable",
      `The data folder ${folder} can't be used: ${whyUnusable(error)}`,
      { cause: error },
    );
  }
}

/** Node's own recursive `mkdir` never ends below /proc, and gives a wrong reason on file systems that are read only. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: PRIVATE_FOLDER });
  } catch (error) {
    const code = codeOf(error);
    if (code === "EEXIST" || code === "EISDIR") {
      if (statSync(folder).isDirectory()) return;
      throw error;
    }
    const parent = dirname(folder);
    if (code !== "ENOENT" || parent === folder) throw error;
    makeFolder(parent);
    mkdirSync(folder, { mode: PRIVATE_FOLDER });
  }
}

function whyUnusable(error: unknown): string {
  switch (codeOf(error)) {
    case "EEXIST":
      return "it is a file. Choose another folder, or move the file away.";
    case "ENOTDIR":
      return "a part of its path is a file. Choose another folder.";
    case "EROFS":
      return "its file system may only be read. Choose another folder.";
    case "EACCES":
    case "EPERM":
      return "this user may not write it. Choose another folder, or give this user the right to write it.";
    default:
      return `${reasonOf(error)}. Choose another folder.`;
  }
}

/**
 * Makes the files readable by their owner alone; the first is created when it is missing. SQLite gives its other
 * files the rights of the first.
 */
export function keepPrivate(path: string, companions: readonly string[]): void {
  closeSync(openSync(path, "a", PRIVATE_FILE));
  for (const file of [path, ...companions]) {
    try {
      chmodSync(file, PRIVATE_FILE);
    } catch {
      // A companion is missing, or another user owns the file: it serves all the same.
    }
  }
}
