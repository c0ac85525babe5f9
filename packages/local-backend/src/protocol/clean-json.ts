import type { JsonValue } from "./json.ts";
import { float64Of, int64Of } from "./values.ts";

/**
 * A wire value in the lossy form that `format: "json"` asks for: int64 as decimal text, bytes as base64, floats that
 * JSON lacks by their names.
 */
export function toCleanJson(value: JsonValue): JsonValue {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(toCleanJson);
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only !== undefined && typeof only[1] === "string") {
    const [form, encoded] = only;
    if (form === "$bytes") return encoded;
    if (form === "$integer") return String(int64Of(value));
    if (form === "$float") return cleanFloat(float64Of(value));
  }
  return Object.fromEntries(entries.map(([field, inner]) => [field, toCleanJson(inner)]));
}

function cleanFloat(value: number): JsonValue {
  return Number.isFinite(value) ? value : String(value);
}
