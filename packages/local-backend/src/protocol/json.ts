/** A Convex value in its JSON wire form: `$integer`, `$bytes` and `$float` objects stand for what JSON lacks. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | JsonValue[]
  | { [field: string]: JsonValue };

export type JsonObject = { [field: string]: JsonValue };

/** A stored document, always in wire form: the host never needs `bigint` or `ArrayBuffer`. */
export type JsonDocument = JsonObject & { _id: string; _creationTime: number };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
