/** Functions over HTTP (`ConvexHttpClient`, `convex run`). A function's own failure is still status 200. */

import type { IncomingMessage } from "node:http";
import { toCleanJson } from "../protocol/clean-json.ts";
import { isObject, type JsonObject, type JsonValue } from "../protocol/json.ts";
import { decodeTimestamp, encodeTimestamp } from "../protocol/timestamp.ts";
import type { Caller, FunctionCall, FunctionOutcome } from "../wire/calls.ts";
import type { Deployment } from "../wire/deployment.ts";
import { HttpError } from "../wire/http-error.ts";
import { MAX_CALL_BYTES, readJsonObject } from "./body.ts";
import type { Callers } from "./callers.ts";
import { requestMetadata } from "./request-metadata.ts";
import { sendJson, sendJsonText } from "./respond.ts";
import type { Exchange, Route } from "./router.ts";

export interface FunctionRoutesOptions {
  deployment: Deployment;
  callers: Callers;
  newRequestId(): string;
}

type Format = "convex_encoded_json" | "json";

export function functionRoutes(options: FunctionRoutesOptions): Route[] {
  const { deployment, callers, newRequestId } = options;

  const callerOf = (request: IncomingMessage) => callers.ofHeader(request.headers.authorization);

  const callOf = (request: IncomingMessage, body: JsonObject, caller: Caller): FunctionCall => {
    const call = {
      path: requirePath(body.path),
      argsJson: argsJsonOf(body.args),
      caller,
      requestId: newRequestId(),
      metadata: requestMetadata(request, caller.kind === "client" && caller.identity !== null),
    };
    const { componentPath } = body;
    if (componentPath === undefined || componentPath === null) return call;
    if (typeof componentPath !== "string") throw badField("componentPath", "a string");
    if (caller.kind !== "admin") {
      throw new HttpError(
        403,
        "ComponentPathNeedsAdmin",
        "Only the admin key may name a component.",
      );
    }
    return { ...call, componentPath };
  };

  /** A timestamp that queries can be asked at for a while. */
  const pinned = async () => BigInt(String(await deployment.admin("pinSnapshot", null)));

  const post =
    (run: (call: FunctionCall, body: JsonObject) => Promise<FunctionOutcome>) =>
    async ({ request, response }: Exchange) => {
      const [caller, body] = [
        await callerOf(request),
        await readJsonObject(request, MAX_CALL_BYTES),
      ];
      const format = formatOf(body.format, "convex_encoded_json");
      sendJsonText(response, outcomeText(await run(callOf(request, body, caller), body), format));
    };

  return [
    { method: "POST", path: "/api/query", handler: post((call) => deployment.query(call)) },
    { method: "POST", path: "/api/mutation", handler: post((call) => deployment.mutation(call)) },
    { method: "POST", path: "/api/action", handler: post((call) => deployment.action(call)) },
    {
      method: "POST",
      path: "/api/function",
      handler: post((call) => deployment.anyFunction(call)),
    },
    {
      method: "POST",
      path: "/api/query_at_ts",
      handler: post((call, body) => deployment.query(call, requireTimestamp(body.ts))),
    },
    {
      method: "POST",
      path: "/api/query_ts",
      handler: async ({ request, response }) => {
        request.resume();
        sendJson(response, { ts: encodeTimestamp(await pinned()) });
      },
    },
    {
      method: "GET",
      path: "/api/query",
      handler: async ({ request, response, url }) => {
        const caller = await callerOf(request);
        const body = {
          path: url.searchParams.get("path"),
          args: parseQueryArgs(url.searchParams.get("args")),
        };
        const format = formatOf(url.searchParams.get("format"), "convex_encoded_json");
        sendJsonText(
          response,
          outcomeText(await deployment.query(callOf(request, body, caller)), format),
        );
      },
    },
    {
      method: "POST",
      path: "/api/query_batch",
      handler: async ({ request, response }) => {
        const caller = await callerOf(request);
        const { queries } = await readJsonObject(request, MAX_CALL_BYTES);
        if (!Array.isArray(queries)) throw badField("queries", "an array");
        const ts = await pinned();
        const results = await Promise.all(
          queries.map(async (query) => {
            if (!isObject(query)) throw badField("queries", "an array of objects");
            const format = formatOf(query.format, "convex_encoded_json");
            return outcomeText(await deployment.query(callOf(request, query, caller), ts), format);
          }),
        );
        sendJsonText(response, `{"results":[${results.join(",")}]}`);
      },
    },
    {
      method: "POST",
      path: "/api/run/*",
      handler: async ({ request, response, rest }) => {
        const caller = await callerOf(request);
        const body = await readJsonObject(request, MAX_CALL_BYTES);
        const call = callOf(request, { path: pathOfUrl(rest), args: body.args ?? {} }, caller);
        const outcome = await deployment.anyFunction(call);
        sendJsonText(response, outcomeText(outcome, formatOf(body.format, "json")));
      },
    },
  ];
}

function outcomeText(outcome: FunctionOutcome, format: Format): string {
  const logLines =
    outcome.logLines.length === 0 ? "" : `,"logLines":${JSON.stringify(outcome.logLines)}`;
  if (outcome.ok) {
    return `{"status":"success","value":${inFormat(outcome.valueJson, format)}${logLines}}`;
  }
  const data =
    outcome.errorDataJson === undefined
      ? ""
      : `,"errorData":${inFormat(outcome.errorDataJson, format)}`;
  return `{"status":"error","errorMessage":${JSON.stringify(outcome.errorMessage)}${data}${logLines}}`;
}

function inFormat(valueJson: string, format: Format): string {
  return format === "json" ? JSON.stringify(toCleanJson(JSON.parse(valueJson))) : valueJson;
}

/** The JavaScript client sends an array with one object, `convex run` and others the object itself. */
function argsJsonOf(args: JsonValue | undefined): string {
  const object = Array.isArray(args) ? (args.length === 0 ? {} : args[0]) : args;
  if (Array.isArray(args) && args.length > 1) throw badField("args", "an array with one object");
  if (!isObject(object)) throw badField("args", "an object, or an array with one object");
  try {
    return JSON.stringify(object);
  } catch {
    // What the parser took can still be too deep to be written again.
    throw badField("args", "nested less deeply");
  }
}

function parseQueryArgs(text: string | null): JsonValue {
  try {
    return JSON.parse(text ?? "{}");
  } catch {
    throw badField("args", "JSON");
  }
}

function formatOf(format: JsonValue | undefined, standard: Format): Format {
  switch (format) {
    case undefined:
    case null:
      return standard;
    case "convex_encoded_json":
    case "convex_json":
      return "convex_encoded_json";
    case "json":
    case "convex_clean_json":
      return "json";
    default:
      throw badField("format", '"json" or "convex_encoded_json"');
  }
}

function pathOfUrl(rest: string): string {
  const parts = rest.split("/").map(decodePart);
  const name = parts.pop();
  if (parts.length === 0 || name === undefined || name === "") {
    throw new HttpError(
      400,
      "MissingIdentifier",
      "The URL must name a function, as in /api/run/messages/list.",
    );
  }
  return `${parts.join("/")}:${name}`;
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new HttpError(400, "BadPath", "The function's path is not valid percent-encoding.");
  }
}

function requirePath(path: JsonValue | undefined): string {
  if (typeof path !== "string" || path === "") throw badField("path", "a function's path");
  return path;
}

function requireTimestamp(ts: JsonValue | undefined): bigint {
  const decoded = typeof ts === "string" ? decodeTimestamp(ts) : null;
  if (decoded === null) throw badField("ts", "a timestamp from /api/query_ts");
  return decoded;
}

function badField(field: string, expected: string): HttpError {
  return new HttpError(400, "BadRequest", `The request's "${field}" must be ${expected}.`);
}
