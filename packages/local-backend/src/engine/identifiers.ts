/** Names that a deployment takes for tables and indexes, and paths of fields that it takes for indexes. */
import { MAX_IDENTIFIER_LENGTH } from "../protocol/limits.ts";
import { EngineError } from "./errors.ts";

const IDENTIFIER = /^[A-Za-z][A-Za-z0-9_]*$/;
const FIELD = /^_*[A-Za-z0-9][A-Za-z0-9_]*$/;

/** @throws EngineError that names the identifier */
export function checkIdentifier(what: "Table" | "Index", name: string): void {
  if (IDENTIFIER.test(name) && name.length <= MAX_IDENTIFIER_LENGTH) return;
  throw new EngineError(
    `Invalid${what}Name`,
    `${what} name "${name}" is not valid: it has to start with a letter, hold only letters, digits and underscores, and ` +
      `be at most ${MAX_IDENTIFIER_LENGTH} characters long.`,
  );
}

/** `a.b` looks into nested objects. */
export function isFieldPath(path: string): boolean {
  return path
    .split(".")
    .every((part) => FIELD.test(part) && !/^\d/.test(part) && part.length <= MAX_IDENTIFIER_LENGTH);
}
