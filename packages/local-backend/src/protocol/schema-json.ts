/** A schema as the client library exports it, and what a push tells of its indexes. */
import type { JsonObject } from "./json.ts";

/** A schema as `defineSchema(...).export()` gives it, parsed. */
export type SchemaJson = JsonObject & { tables: JsonObject[]; schemaValidation: boolean };

/** Items as the CLI prints them: `{name: "table.index", type, fields}`. */
export interface IndexDiff {
  added_indexes: JsonObject[];
  removed_indexes: JsonObject[];
  enabled_indexes: JsonObject[];
  disabled_indexes: JsonObject[];
}
