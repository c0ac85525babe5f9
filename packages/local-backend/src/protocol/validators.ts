/**
 * Checks wire values against validators in JSON form (`v.….json`), with Convex's own error text. A string is an id
 * of a table when `tableOf` says so.
 */
import type { JsonObject, JsonValue } from "./json.ts";
import { compareValues } from "./keys.ts";
import { float64Of, int64Of, isPlainObject, kindOf, type ValueKind } from "./values.ts";

/** Name of the table that an id belongs to, or null when the string is no id of this component. */
export type TableOf = (id: string) => string | null;

interface Field {
  fieldType: ValidatorJson;
  optional: boolean;
}

export type ValidatorJson =
  | { type: "null" | "number" | "bigint" | "commitTs" | "boolean" | "string" | "bytes" | "any" }
  | { type: "literal"; value: JsonValue }
  | { type: "id"; tableName: string }
  | { type: "array"; value: ValidatorJson }
  | { type: "record"; keys: ValidatorJson; values: Field }
  | { type: "union"; value: ValidatorJson[] }
  | { type: "object"; value: Record<string, Field> };

const KIND_OF_TYPE: Partial<Record<ValidatorJson["type"], ValueKind>> = {
  null: "null",
  number: "float64",
  bigint: "int64",
  commitTs: "int64",
  boolean: "boolean",
  string: "string",
  bytes: "bytes",
};

function showValue(value: JsonValue): string {
  switch (kindOf(value)) {
    case "int64":
      return String(int64Of(value));
    case "float64": {
      const number = float64Of(value);
      if (Object.is(number, -0)) return "-0.0";
      return Number.isInteger(number) ? `${number}.0` : String(number);
    }
    case "array":
      return `[${(value as JsonValue[]).map(showValue).join(", ")}]`;
    case "object": {
      const fields = Object.entries(value as JsonObject);
      return `{${fields.map(([name, field]) => `${name}: ${showValue(field)}`).join(", ")}}`;
    }
    default:
      return JSON.stringify(value);
  }
}

function showLiteral(value: JsonValue): string {
  return kindOf(value) === "int64" ? `${int64Of(value)}n` : JSON.stringify(value);
}

/** The validator as its author wrote it. */
export function showValidator(validator: ValidatorJson): string {
  switch (validator.type) {
    case "number":
      return "v.float64()";
    case "bigint":
      return "v.int64()";
    case "literal":
      return `v.literal(${showLiteral(validator.value)})`;
    case "id":
      return `v.id(${JSON.stringify(validator.tableName)})`;
    case "array":
      return `v.array(${showValidator(validator.value)})`;
    case "record":
      return `v.record(${showValidator(validator.keys)}, ${showField(validator.values)})`;
    case "union":
      return `v.union(${validator.value.map(showValidator).join(", ")})`;
    case "object": {
      const fields = Object.entries(validator.value).sort(([a], [b]) => (a < b ? -1 : 1));
      return `v.object({${fields.map(([name, field]) => `${name}: ${showField(field)}`).join(", ")}})`;
    }
    default:
      return `v.${validator.type}()`;
  }
}

function showField({ fieldType, optional }: Field): string {
  return optional ? `v.optional(${showValidator(fieldType)})` : showValidator(fieldType);
}

/** What is wrong, as it is shown. */
type Failure = string;

function pathLine(path: string): string {
  return path === "" ? "" : `Path: ${path}`;
}

function fail(
  path: string,
  text: string,
  ...details: Array<[name: string, shown: string]>
): Failure {
  const lines = details.map(([name, shown]) => `${name}: ${shown}`);
  return [text, pathLine(path), ...lines].join("\n");
}

function noMatch(validator: ValidatorJson, value: JsonValue, path: string): Failure {
  return fail(
    path,
    "Value does not match validator.",
    ["Value", showValue(value)],
    ["Validator", showValidator(validator)],
  );
}

function checkId(
  validator: ValidatorJson & { type: "id" },
  value: JsonValue,
  path: string,
  tableOf: TableOf,
): Failure | null {
  const table = typeof value === "string" ? tableOf(value) : null;
  if (table === null) return noMatch(validator, value, path);
  if (table === validator.tableName) return null;
  const origin = table.startsWith("_") ? "a system table" : `table \`${table}\``;
  return fail(
    path,
    `Found ID ${JSON.stringify(value)} from ${origin}, which does not match the table name in validator ` +
      `\`${showValidator(validator)}\`.`,
  );
}

function checkObject(
  validator: ValidatorJson & { type: "object" },
  value: JsonObject,
  path: string,
  tableOf: TableOf,
): Failure | null {
  for (const [name, field] of Object.entries(validator.value)) {
    if (Object.hasOwn(value, name)) {
      const failure = check(field.fieldType, value[name] ?? null, `${path}.${name}`, tableOf);
      if (failure !== null) return failure;
    } else if (!field.optional) {
      return fail(
        path,
        `Object is missing the required field \`${name}\`. Consider wrapping the field validator in ` +
          "`v.optional(...)` if this is expected.",
        ["Object", showValue(value)],
        ["Validator", showValidator(validator)],
      );
    }
  }
  const extra = Object.keys(value).find((name) => !Object.hasOwn(validator.value, name));
  if (extra === undefined) return null;
  return fail(
    path,
    `Object contains extra field \`${extra}\` that is not in the validator.`,
    ["Object", showValue(value)],
    ["Validator", showValidator(validator)],
  );
}

function checkRecord(
  validator: ValidatorJson & { type: "record" },
  value: JsonObject,
  path: string,
  tableOf: TableOf,
): Failure | null {
  for (const [name, field] of Object.entries(value)) {
    const failure =
      check(validator.keys, name, `${path}.keys()`, tableOf) ??
      check(validator.values.fieldType, field, `${path}.values()`, tableOf);
    if (failure !== null) return failure;
  }
  return null;
}

function check(
  validator: ValidatorJson,
  value: JsonValue,
  path: string,
  tableOf: TableOf,
): Failure | null {
  switch (validator.type) {
    case "any":
      return null;
    case "literal":
      if (compareValues(validator.value, value) === 0) return null;
      return fail(
        path,
        `\`${showValue(value)}\` does not match literal validator \`${showValidator(validator)}\`.`,
      );
    case "id":
      return checkId(validator, value, path, tableOf);
    case "array":
      if (!Array.isArray(value)) return noMatch(validator, value, path);
      for (const [i, item] of value.entries()) {
        const failure = check(validator.value, item, `${path}[${i}]`, tableOf);
        if (failure !== null) return failure;
      }
      return null;
    case "record":
      if (!isPlainObject(value)) return noMatch(validator, value, path);
      return checkRecord(validator, value, path, tableOf);
    case "object":
      if (!isPlainObject(value)) return noMatch(validator, value, path);
      return checkObject(validator, value, path, tableOf);
    case "union": {
      const [only, ...others] = validator.value;
      if (only !== undefined && others.length === 0) return check(only, value, path, tableOf);
      const matches = validator.value.some((one) => check(one, value, path, tableOf) === null);
      return matches ? null : noMatch(validator, value, path);
    }
    default:
      if (KIND_OF_TYPE[validator.type] === undefined) {
        throw new Error(`The validator ${JSON.stringify(validator)} is not supported locally`);
      }
      return KIND_OF_TYPE[validator.type] === kindOf(value)
        ? null
        : noMatch(validator, value, path);
  }
}

/** What is wrong with the value, in Convex's words, or null when it fits. The value has been through `checkValue`. */
export function findMismatch(
  validator: ValidatorJson,
  value: JsonValue,
  tableOf: TableOf,
): string | null {
  return check(validator, value, "", tableOf);
}
