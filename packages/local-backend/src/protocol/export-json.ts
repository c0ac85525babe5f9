/**
 * The JSON of snapshots: every value type comes back as it was. int64 is a number without, float64 one with a point or
 * an exponent; what numbers cannot say (NaN, infinities, bytes) keeps its wire form.
 */
import { parse } from "lossless-json";
import type { JsonValue } from "./json.ts";
import { float64Of, float64ToJson, int64Of, int64ToJson, kindOf } from "./values.ts";

/** One line of `documents.jsonl`, without its end. */
export function toExportJson(value: JsonValue): string {
  switch (kindOf(value)) {
    case "int64":
      return int64Of(value).toString();
    case "float64":
      return floatText(float64Of(value), value);
    case "array":
      return `[${(value as JsonValue[]).map(toExportJson).join(",")}]`;
    case "object":
      return `{${Object.entries(value as Record<string, JsonValue>)
        .map(([name, field]) => `${JSON.stringify(name)}:${toExportJson(field)}`)
        .join(",")}}`;
    default:
      return JSON.stringify(value);
  }
}

/** @throws SyntaxError */
export function fromExportJson(text: string): JsonValue {
  return parse(text, null, numberOf) as JsonValue;
}

function floatText(number: number, json: JsonValue): string {
  if (!Number.isFinite(number)) return JSON.stringify(json);
  if (Object.is(number, -0)) return "-0.0";
  const text = String(number);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

const MAX_INT64 = 2n ** 63n - 1n;

function numberOf(text: string): JsonValue {
  if (/^-?\d+$/.test(text)) {
    const integer = BigInt(text);
    if (integer <= MAX_INT64 && integer >= -MAX_INT64 - 1n) return int64ToJson(integer);
  }
  return float64ToJson(Number(text));
}
