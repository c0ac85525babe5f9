/**
 * Convex values in JSON wire form: recognising the special objects, checking values that come from outside, and
 * measuring them. The order of values is in keys.ts.
 */
import type { JsonObject, JsonValue } from "./json.ts";
import {
  MAX_ARRAY_ELEMENTS,
  MAX_FIELD_NAME_LENGTH,
  MAX_OBJECT_FIELDS,
  MAX_VALUE_NESTING,
} from "./limits.ts";

/** A value as it may appear in filters, index ranges and patches, where a field can be absent. */
export type MaybeJson = JsonValue | undefined;

/** Not a Convex value; the message says where and why. */
export class ValueError extends Error {
  override readonly name = "ValueError";
}

export type ValueKind =
  | "undefined"
  | "null"
  | "int64"
  | "float64"
  | "boolean"
  | "string"
  | "bytes"
  | "array"
  | "object";

type SpecialKey = "$integer" | "$float" | "$bytes" | "$undefined";

/** The single `$` key of a special object, or null for a plain one. */
function specialKey(value: JsonObject): SpecialKey | null {
  for (const key in value) {
    return key === "$integer" || key === "$float" || key === "$bytes" || key === "$undefined"
      ? key
      : null;
  }
  return null;
}

/** Kind of a value that has been checked. */
export function kindOf(value: MaybeJson): ValueKind {
  if (value === undefined) return "undefined";
  if (value === null) return "null";
  switch (typeof value) {
    case "number":
      return "float64";
    case "boolean":
      return "boolean";
    case "string":
      return "string";
  }
  if (Array.isArray(value)) return "array";
  switch (specialKey(value)) {
    case "$integer":
      return "int64";
    case "$float":
      return "float64";
    case "$bytes":
      return "bytes";
    case "$undefined":
      return "undefined";
    default:
      return "object";
  }
}

export function isPlainObject(value: MaybeJson): value is JsonObject {
  return kindOf(value) === "object";
}

export function isUndefined(value: MaybeJson): boolean {
  return kindOf(value) === "undefined";
}

function specialText(value: MaybeJson, key: SpecialKey): string {
  const text = typeof value === "object" && value !== null && !Array.isArray(value) && value[key];
  if (typeof text !== "string") throw new ValueError(`Malformed ${key} value`);
  return text;
}

/** The 8 bytes, little endian, of an `$integer` or `$float` object, or the content of a `$bytes` one. */
export function bytesOf(value: MaybeJson, key: "$integer" | "$float" | "$bytes"): Buffer {
  return Buffer.from(specialText(value, key), "base64");
}

export function int64Of(value: MaybeJson): bigint {
  return bytesOf(value, "$integer").readBigInt64LE(0);
}

export function float64Of(value: MaybeJson): number {
  return typeof value === "number" ? value : bytesOf(value, "$float").readDoubleLE(0);
}

export function int64ToJson(value: bigint): JsonObject {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(value);
  return { $integer: bytes.toString("base64") };
}

export function float64ToJson(value: number): JsonValue {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value;
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return { $float: bytes.toString("base64") };
}

const CANONICAL_BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function checkSpecial(value: JsonObject, key: SpecialKey, path: string): JsonObject {
  if (Object.keys(value).length !== 1) throw fieldNameError(key, path);
  if (key === "$undefined") {
    throw new ValueError(`undefined is not a valid Convex value${at(path)}`);
  }
  const text = value[key];
  if (typeof text !== "string" || !CANONICAL_BASE64.test(text)) {
    throw new ValueError(`Malformed ${key}${at(path)}: expected base64 text`);
  }
  if (key === "$bytes") return value;
  const bytes = Buffer.from(text, "base64");
  if (bytes.length !== 8) {
    throw new ValueError(`Malformed ${key}${at(path)}: expected 8 bytes, received ${bytes.length}`);
  }
  if (key === "$float") {
    const number = bytes.readDoubleLE(0);
    if (Number.isFinite(number) && !Object.is(number, -0)) {
      throw new ValueError(`Float ${number}${at(path)} should be encoded as a number`);
    }
  }
  return value;
}

function at(path: string): string {
  return path === "" ? "" : ` at ${path}`;
}

function fieldNameError(name: string, path: string): ValueError {
  const where = at(path);
  if (name === "$commitTs") {
    return new ValueError(`\`db.vars.commitTs\`${where} is not supported locally`);
  }
  if (name.startsWith("$")) {
    return new ValueError(`Field name "${name}"${where} starts with '$', which is reserved.`);
  }
  if (name.length > MAX_FIELD_NAME_LENGTH) {
    return new ValueError(
      `Field name${where} is too long (${name.length} > maximum length ${MAX_FIELD_NAME_LENGTH})`,
    );
  }
  return new ValueError(
    `Field name ${JSON.stringify(name)}${where} has invalid characters. Field names can only contain ` +
      "non-control ASCII characters.",
  );
}

const FIELD_NAME = /^(?!\$)[ -~]{0,1024}$/;

/**
 * Checks a value from outside and returns it in canonical form: fields sorted by name, special floats encoded. The
 * same object comes back when nothing had to change. Throws `ValueError`.
 */
export function checkValue(value: unknown, path = "", nesting = MAX_VALUE_NESTING): JsonValue {
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "number") return Object.is(value, -0) ? float64ToJson(value) : value;
  if (typeof value === "string") {
    if (!value.isWellFormed()) {
      throw new ValueError(
        `String${at(path)} is not valid Unicode: it holds half a surrogate pair`,
      );
    }
    return value;
  }
  if (typeof value !== "object") {
    throw new ValueError(`${typeof value} is not a valid Convex value${at(path)}`);
  }
  if (Array.isArray(value)) return checkArray(value, path, nesting);
  return checkObject(value as Record<string, unknown>, path, nesting);
}

function checkNesting(nesting: number, path: string): void {
  if (nesting > 0) return;
  throw new ValueError(
    `Value is too nested${at(path)} (maximum nesting ${MAX_VALUE_NESTING}): flatten it`,
  );
}

function checkArray(items: unknown[], path: string, nesting: number): JsonValue[] {
  checkNesting(nesting, path);
  if (items.length > MAX_ARRAY_ELEMENTS) {
    throw new ValueError(
      `Array length is too long (${items.length} > maximum length ${MAX_ARRAY_ELEMENTS})${at(path)}`,
    );
  }
  let copy: JsonValue[] | null = null;
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    const checked = checkValue(item, `${path}[${i}]`, nesting - 1);
    if (checked !== item && copy === null) copy = items.slice(0, i) as JsonValue[];
    copy?.push(checked);
  }
  return copy ?? (items as JsonValue[]);
}

function checkObject(value: Record<string, unknown>, path: string, nesting: number): JsonObject {
  const special = specialKey(value as JsonObject);
  if (special !== null) return checkSpecial(value as JsonObject, special, path);
  checkNesting(nesting, path);
  const names = Object.keys(value);
  if (names.length > MAX_OBJECT_FIELDS) {
    throw new ValueError(
      `Object has too many fields (${names.length} > maximum number ${MAX_OBJECT_FIELDS})${at(path)}`,
    );
  }
  let changed = false;
  let previous = "";
  const fields: Array<[string, JsonValue]> = [];
  for (const name of names) {
    if (!FIELD_NAME.test(name)) throw fieldNameError(name, path);
    if (name < previous) changed = true;
    previous = name;
    const field = value[name];
    const checked = checkValue(field, `${path}.${name}`, nesting - 1);
    if (checked !== field) changed = true;
    fields.push([name, checked]);
  }
  if (!changed) return value as JsonObject;
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  // Not assignment: a field may be called `__proto__`.
  return Object.fromEntries(fields);
}

/** Size in bytes as the limits count it. */
export function sizeOf(value: JsonValue): number {
  if (value === null || typeof value === "boolean") return 1;
  if (typeof value === "number") return 9;
  if (typeof value === "string") return Buffer.byteLength(value) + 2;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + sizeOf(item), 2);
  switch (specialKey(value)) {
    case "$integer":
    case "$float":
      return 9;
    case "$bytes":
      return Buffer.byteLength(specialText(value, "$bytes"), "base64") + 2;
    default:
      return Object.entries(value).reduce(
        (sum, [name, field]) => sum + name.length + 1 + sizeOf(field),
        2,
      );
  }
}

/** Levels of arrays and objects: 0 for a scalar, 1 for a flat object. */
export function nestingOf(value: JsonValue): number {
  if (typeof value !== "object" || value === null) return 0;
  if (!Array.isArray(value) && specialKey(value) !== null) return 0;
  const children = Array.isArray(value) ? value : Object.values(value);
  return 1 + children.reduce<number>((deepest, child) => Math.max(deepest, nestingOf(child)), 0);
}

/** The value at a dotted path; a missing field, or a non-object on the way, is undefined. */
export function fieldAt(document: JsonObject, path: readonly string[]): MaybeJson {
  let value: MaybeJson = document;
  for (const name of path) {
    if (!isPlainObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}
