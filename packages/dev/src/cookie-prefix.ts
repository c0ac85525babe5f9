import { createHash } from "node:crypto";
import path from "node:path";

/** What the session cookies of a stack begin with: the same at every start on a data folder, and another for another folder. */
export function cookiePrefixOf(folder: string): string {
  const name = createHash("sha256").update(path.resolve(folder)).digest("hex").slice(0, 8);
  return `vestibule-${name}`;
}
