import { createRequire } from "node:module";
import type BetterSqlite3 from "better-sqlite3";

/**
 * better-sqlite3 13 brings its binary with it, built on Node-API 10, which Node has from 22.14 on. Node 20
 * needs 12, and Node 24 must not have it: from 24.19 on, collecting one of its statements may end the process.
 */
export const sqlitePackage =
  Number(process.versions.napi) >= 10 ? "better-sqlite3" : "better-sqlite3-12";

export const Database: typeof BetterSqlite3 = loadSqlite();

export type Sqlite = BetterSqlite3.Database;

function loadSqlite(): typeof BetterSqlite3 {
  try {
    return createRequire(import.meta.url)(sqlitePackage);
  } catch (error) {
    throw new Error(
      "SQLite is not installed. Use Node 22.14 or later, which needs no compiler, or install Python 3 and a C++ compiler; then run `npm install` again.",
      { cause: error },
    );
  }
}
