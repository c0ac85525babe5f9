/** Filter expressions of `.filter(q => …)`, compiled to closures over wire documents. */
import { isObject, type JsonObject, type JsonValue } from "../protocol/json.ts";
import { compareValues } from "../protocol/keys.ts";
import {
  checkValue,
  fieldAt,
  float64Of,
  float64ToJson,
  int64Of,
  int64ToJson,
  isUndefined,
  kindOf,
  type MaybeJson,
} from "../protocol/values.ts";
import { EngineError } from "./errors.ts";

type Expression = (document: JsonObject) => MaybeJson;
export type Predicate = (document: JsonObject) => boolean;

function invalid(message: string): EngineError {
  return new EngineError("InvalidFilter", message);
}

const comparisons: Record<string, (order: number) => boolean> = {
  $eq: (order) => order === 0,
  $neq: (order) => order !== 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
};

interface Arithmetic {
  int64(a: bigint, b: bigint): bigint;
  float64(a: number, b: number): number;
}

const subtract: Arithmetic = { int64: (a, b) => a - b, float64: (a, b) => a - b };

const arithmetics: Record<string, Arithmetic> = {
  $add: { int64: (a, b) => a + b, float64: (a, b) => a + b },
  $sub: subtract,
  $mul: { int64: (a, b) => a * b, float64: (a, b) => a * b },
  $div: { int64: (a, b) => a / b, float64: (a, b) => a / b },
  $mod: { int64: (a, b) => a % b, float64: (a, b) => a % b },
};

function calculate(name: string, operation: Arithmetic, a: MaybeJson, b: MaybeJson): JsonValue {
  const kind = kindOf(a);
  if (kind !== kindOf(b) || (kind !== "int64" && kind !== "float64")) {
    throw invalid(`${name} needs two int64s or two floats, received ${kind} and ${kindOf(b)}.`);
  }
  if (kind === "float64") return float64ToJson(operation.float64(float64Of(a), float64Of(b)));
  const right = int64Of(b);
  if (right === 0n && (name === "$div" || name === "$mod")) {
    throw invalid(`${name} of an int64 by zero.`);
  }
  const result = operation.int64(int64Of(a), right);
  if (BigInt.asIntN(64, result) !== result) throw invalid(`${name} overflows int64.`);
  return int64ToJson(result);
}

function booleanOf(value: MaybeJson, operator: string): boolean {
  if (typeof value === "boolean") return value;
  throw invalid(`${operator} needs booleans, received ${kindOf(value)}.`);
}

function pair(operand: JsonValue | undefined, operator: string): [Expression, Expression] {
  if (!Array.isArray(operand) || operand.length !== 2) {
    throw invalid(`${operator} takes two expressions.`);
  }
  return [compile(operand[0]), compile(operand[1])];
}

function list(operand: JsonValue | undefined, operator: string): Expression[] {
  if (!Array.isArray(operand)) throw invalid(`${operator} takes a list of expressions.`);
  return operand.map(compile);
}

function compile(expression: JsonValue | undefined): Expression {
  if (!isObject(expression)) {
    throw invalid("A filter expression has to be an object.");
  }
  const [operator, ...more] = Object.keys(expression);
  if (operator === undefined || more.length > 0) {
    throw invalid("A filter expression has exactly one operator.");
  }
  const operand = expression[operator];
  const comparison = comparisons[operator];
  if (comparison !== undefined) {
    const [left, right] = pair(operand, operator);
    return (document) => comparison(compareValues(left(document), right(document)));
  }
  const arithmetic = arithmetics[operator];
  if (arithmetic !== undefined) {
    const [left, right] = pair(operand, operator);
    return (document) => calculate(operator, arithmetic, left(document), right(document));
  }
  return compileOther(operator, operand);
}

function compileOther(operator: string, operand: JsonValue | undefined): Expression {
  switch (operator) {
    case "$literal": {
      if (isUndefined(operand)) return () => undefined;
      const value = checkValue(operand);
      return () => value;
    }
    case "$field": {
      if (typeof operand !== "string") throw invalid("$field takes a field path.");
      const path = operand.split(".");
      return (document) => fieldAt(document, path);
    }
    case "$and": {
      const all = list(operand, operator);
      return (document) => all.every((part) => booleanOf(part(document), operator));
    }
    case "$or": {
      const any = list(operand, operator);
      return (document) => any.some((part) => booleanOf(part(document), operator));
    }
    case "$not": {
      const inner = compile(operand);
      return (document) => !booleanOf(inner(document), operator);
    }
    case "$neg": {
      const inner = compile(operand);
      return (document) => negate(inner(document));
    }
    default:
      throw invalid(`The filter operator ${operator} is not supported locally.`);
  }
}

function negate(value: MaybeJson): JsonValue {
  if (kindOf(value) === "float64") return float64ToJson(-float64Of(value));
  return calculate("$neg", subtract, int64ToJson(0n), value);
}

/** A document passes when the expression is `true`; any other value, also a truthy one, does not pass. */
export function compileFilter(expression: JsonValue | undefined): Predicate {
  const compiled = compile(expression);
  return (document) => compiled(document) === true;
}
