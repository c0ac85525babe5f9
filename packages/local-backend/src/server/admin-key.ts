import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeOf, LocalBackendError } from "../errors.ts";
import { requireAdminKey } from "../options.ts";

const FILE = "admin-key";

/** The folder's admin key, made at the first start. Only its owner may read the file. */
export function keptAdminKey(folder: string, instanceName: string): string {
  const path = join(folder, FILE);
  try {
    const key = `${instanceName}|${randomBytes(32).toString("hex")}`;
    writeFileSync(path, `${key}\n`, { mode: 0o600, flag: "wx" });
    return key;
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
  const key = readFileSync(path, "utf8").trim();
  try {
    requireAdminKey(key);
  } catch (error) {
    throw new LocalBackendError(
      "bad_admin_key",
      `The file ${path} does not hold an admin key, which looks like name|secret. Correct it, or remove it: the next start makes a new one.`,
      { cause: error },
    );
  }
  return key;
}
