/** What `convex function-spec` and `convex run` read about the functions of a component. */
import type { JsonValue } from "../../protocol/json.ts";
import type { Component } from "../app/component.ts";

export function apiSpec(component: Component | undefined): JsonValue {
  if (!component) return [];
  const functions = Object.entries(component.definition.functions);
  return functions.flatMap(([modulePath, module]) => [
    ...module.functions.map(
      ({ name, udfType, visibility, args, returns }): JsonValue => ({
        functionType: udfType,
        identifier: `${modulePath}:${name}`,
        visibility: visibility ? { ...visibility } : { kind: "internal" },
        args: validator(args),
        returns: validator(returns),
      }),
    ),
    ...(module.httpRoutes ?? []).map(
      ({ route }): JsonValue => ({ functionType: "HttpAction", ...route }),
    ),
  ]);
}

function validator(text: string | null): JsonValue {
  const parsed = text === null ? null : (JSON.parse(text) as JsonValue);
  return parsed ?? { type: "any" };
}
