import { expect, test } from "vitest";
import { LocalBackendError } from "../errors.ts";
import { Database } from "../storage/sqlite.ts";
import { explainStorageError } from "./storage-error.ts";

test.each([
  ["SQLITE_FULL", "data_disk_full", /disk is full. Free some space/],
  ["SQLITE_READONLY", "folder_not_writable", /Make it writable/],
  ["SQLITE_READONLY_DIRECTORY", "folder_not_writable", /Make it writable/],
  ["SQLITE_CANTOPEN", "folder_not_writable", /choose another one/],
  ["SQLITE_CORRUPT", "data_corrupted", /left as it is.*\.recover/],
  ["SQLITE_CORRUPT_VTAB", "data_corrupted", /is damaged/],
  ["SQLITE_NOTADB", "data_corrupted", /is damaged/],
])("SQLite's %s is explained as %s", (sqliteCode, code, message) => {
  const cause = new Database.SqliteError("what SQLite says", sqliteCode);
  const error = explainStorageError(cause, "/data");
  expect(error).toBeInstanceOf(LocalBackendError);
  expect(error).toMatchObject({ code, message: expect.stringMatching(message), cause });
  expect(String(error)).toContain("/data");
});

test("other errors stay as they are", () => {
  const error = new Error("a bug");
  expect(explainStorageError(error, "/data")).toBe(error);
});
