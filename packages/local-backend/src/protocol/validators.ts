/**
 * Checks wire values against validators in JSON form (`v.….json`), with Convex's own error text. A string is an id
 * of a table when `tableOf` says so.
 */
import { idOfFunctionHandle } from "./function-handle.ts";
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
  /** The types of the function are for the compiler alone. */
  | { type: "function" }
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

/** What is wrong and where. The words are made only when they are read: a union tries what does not fit. */
interface Failure {
  path: string;
  describe(path: string): string;
}

function fail(
  text: () => string,
  details: () => Array<[name: string, shown: string]> = () => [],
): Failure {
  const describe = (path: string) => {
    const lines = details().map(([name, shown]) => `${name}: ${shown}`);
    return [text(), path === "" ? "" : `Path: ${path}`, ...lines].join("\n");
  };
  return { path: "", describe };
}

/** The failure of a part, as its whole sees it. */
function within(step: string, failure: Failure): Failure {
  failure.path = step + failure.path;
  return failure;
}

function noMatch(validator: ValidatorJson, value: JsonValue): Failure {
  return fail(
    () => "Value does not match validator.",
    () => [
      ["Value", showValue(value)],
      ["Validator", showValidator(validator)],
    ],
  );
}

function checkId(
  validator: ValidatorJson & { type: "id" },
  value: JsonValue,
  tableOf: TableOf,
): Failure | null {
  const table = typeof value === "string" ? tableOf(value) : null;
  if (table === null) return noMatch(validator, value);
  if (table === validator.tableName) return null;
  const origin = table.startsWith("_") ? "a system table" : `table \`${table}\``;
  return fail(
    () =>
      `Found ID ${JSON.stringify(value)} from ${origin}, which does not match the table name in validator ` +
      `\`${showValidator(validator)}\`.`,
  );
}

function checkObject(
  validator: ValidatorJson & { type: "object" },
  value: JsonObject,
  tableOf: TableOf,
): Failure | null {
  const shown = (): Array<[string, string]> => [
    ["Object", showValue(value)],
    ["Validator", showValidator(validator)],
  ];
  let known = 0;
  for (const [name, field] of Object.entries(validator.value)) {
    if (Object.hasOwn(value, name)) {
      known++;
      const failure = check(field.fieldType, value[name] ?? null, tableOf);
      if (failure !== null) return within(`.${name}`, failure);
    } else if (!field.optional) {
      return fail(
        () =>
          `Object is missing the required field \`${name}\`. Consider wrapping the field validator in ` +
          "`v.optional(...)` if this is expected.",
        shown,
      );
    }
  }
  const names = Object.keys(value);
  if (names.length === known) return null;
  const extra = names.find((name) => !Object.hasOwn(validator.value, name));
  return fail(
    () => `Object contains extra field \`${extra}\` that is not in the validator.`,
    shown,
  );
}

function checkRecord(
  validator: ValidatorJson & { type: "record" },
  value: JsonObject,
  tableOf: TableOf,
): Failure | null {
  for (const [name, field] of Object.entries(value)) {
    const ofKey = check(validator.keys, name, tableOf);
    if (ofKey !== null) return within(".keys()", ofKey);
    const ofValue = check(validator.values.fieldType, field, tableOf);
    if (ofValue !== null) return within(".values()", ofValue);
  }
  return null;
}

function isSame(literal: JsonValue, value: JsonValue): boolean {
  // Only an int64 or a special float is an object.
  if (typeof literal !== "object" || literal === null) return literal === value;
  return compareValues(literal, value) === 0;
}

function check(validator: ValidatorJson, value: JsonValue, tableOf: TableOf): Failure | null {
  switch (validator.type) {
    case "any":
      return null;
    case "literal":
      if (isSame(validator.value, value)) return null;
      return fail(
        () =>
          `\`${showValue(value)}\` does not match literal validator \`${showValidator(validator)}\`.`,
      );
    case "id":
      return checkId(validator, value, tableOf);
    case "function":
      return typeof value === "string" && idOfFunctionHandle(value) !== null
        ? null
        : noMatch(validator, value);
    case "array":
      if (!Array.isArray(value)) return noMatch(validator, value);
      for (const [i, item] of value.entries()) {
        const failure = check(validator.value, item, tableOf);
        if (failure !== null) return within(`[${i}]`, failure);
      }
      return null;
    case "record":
      if (!isPlainObject(value)) return noMatch(validator, value);
      return checkRecord(validator, value, tableOf);
    case "object":
      if (!isPlainObject(value)) return noMatch(validator, value);
      return checkObject(validator, value, tableOf);
    case "union": {
      const [only, ...others] = validator.value;
      if (only !== undefined && others.length === 0) return check(only, value, tableOf);
      const matches = validator.value.some((one) => check(one, value, tableOf) === null);
      return matches ? null : noMatch(validator, value);
    }
    default:
      if (KIND_OF_TYPE[validator.type] === undefined) {
        throw new Error(`The validator ${JSON.stringify(validator)} is not supported locally`);
      }
      return KIND_OF_TYPE[validator.type] === kindOf(value) ? null : noMatch(validator, value);
  }
}

/** What is wrong with the value, in Convex's words, or null when it fits. The value has been through `checkValue`. */
export function findMismatch(
  validator: ValidatorJson,
  value: JsonValue,
  tableOf: TableOf,
): string | null {
  const failure = check(validator, value, tableOf);
  return failure === null ? null : failure.describe(failure.path);
}
