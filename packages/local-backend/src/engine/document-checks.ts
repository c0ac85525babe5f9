/** What a document from user code may look like, whatever its table's schema says. */
import { reasonOf } from "../errors.ts";
import { tableNumberOf } from "../protocol/ids.ts";
import { MAX_DOCUMENT_BYTES, MAX_DOCUMENT_NESTING } from "../protocol/limits.ts";
import { checkValue, isPlainObject, isUndefined, nestingOf, sizeOf } from "../protocol/values.ts";
import { argumentError, EngineError } from "./errors.ts";
import type { JsonDocument, JsonObject, JsonValue } from "./types.ts";

const SYSTEM_FIELDS: ReadonlySet<string> = new Set(["_id", "_creationTime"]);

/** Returns the fields in canonical form; the argument of the method is called `value`. */
export function checkFields(value: JsonValue, method: string): JsonObject {
  if (!isPlainObject(value)) throw argumentError("value", method, "Value must be an Object");
  let fields: JsonValue;
  try {
    fields = checkValue(value);
  } catch (error) {
    throw argumentError("value", method, reasonOf(error));
  }
  const wrong = Object.keys(value).find((name) => name.startsWith("_") && !SYSTEM_FIELDS.has(name));
  if (wrong === undefined) return fields as JsonObject;
  throw argumentError(
    "value",
    method,
    `Field '${wrong}' starts with an underscore, which is only allowed for system fields like '_id'`,
  );
}

export function checkNewFields(value: JsonValue): JsonObject {
  const fields = checkFields(value, "db.insert");
  const given = Object.keys(fields).find((name) => SYSTEM_FIELDS.has(name));
  if (given === undefined) return fields;
  throw argumentError("value", "db.insert", `The system field "${given}" cannot be given.`);
}

/** A document of a snapshot: `fresh` makes the system fields that it does not bring. */
export function checkImported(
  table: { name: string; idNumber: number },
  value: JsonObject,
  fresh: () => { _id: string; _creationTime: number },
): JsonDocument {
  const { _id, _creationTime, ...fields } = checkFields(value, "import");
  if (_id !== undefined && (typeof _id !== "string" || tableNumberOf(_id) !== table.idNumber)) {
    throw argumentError(
      "value",
      "import",
      `${JSON.stringify(_id)} is not an id of table "${table.name}".`,
    );
  }
  if (_creationTime !== undefined && typeof _creationTime !== "number") {
    throw argumentError("value", "import", "`_creationTime` must be a number of milliseconds.");
  }
  const made = _id === undefined || _creationTime === undefined ? fresh() : null;
  return {
    _creationTime: _creationTime ?? made?._creationTime ?? 0,
    _id: _id ?? made?._id ?? "",
    ...fields,
  };
}

export function checkPatch(value: JsonValue): {
  fields: JsonObject;
  removed: ReadonlySet<string>;
} {
  if (!isPlainObject(value)) throw argumentError("value", "db.patch", "Value must be an Object");
  const removed = new Set(Object.keys(value).filter((name) => isUndefined(value[name])));
  const given = Object.entries(value).filter(([name]) => !removed.has(name));
  return { fields: checkFields(Object.fromEntries(given), "db.patch"), removed };
}

function inMebibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(2)} MiB`;
}

/** Returns the document's size in bytes. */
export function checkDocumentLimits(document: JsonDocument): number {
  const nesting = nestingOf(document);
  if (nesting > MAX_DOCUMENT_NESTING) {
    throw new EngineError(
      "TooNested",
      `Document is too nested (nested ${nesting} levels deep > maximum nesting ${MAX_DOCUMENT_NESTING})`,
    );
  }
  const size = sizeOf(document);
  if (size > MAX_DOCUMENT_BYTES) {
    throw new EngineError(
      "ValueTooLarge",
      `Value is too large (${inMebibytes(size)} > maximum size ${inMebibytes(MAX_DOCUMENT_BYTES)})`,
    );
  }
  return size;
}
