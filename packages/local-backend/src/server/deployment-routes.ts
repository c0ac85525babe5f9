/** What the official CLI asks of a deployment: pushes, environment variables, logs. All need the admin key. */

import type { IncomingMessage } from "node:http";
import { pipeline } from "node:stream/promises";
import type { JsonObject } from "../protocol/json.ts";
import type { JwtSigner } from "../protocol/jwt-signer.ts";
import type { AdminOperation, Deployment } from "../wire/deployment.ts";
import { HttpError } from "../wire/http-error.ts";
import { MAX_PUSH_BYTES, readJsonObject } from "./body.ts";
import type { Callers } from "./callers.ts";
import { executionOf, type FunctionLog } from "./function-log.ts";
import { notSupported } from "./refusals.ts";
import { sendJson, sendText } from "./respond.ts";
import type { Exchange, Route } from "./router.ts";

export interface DeploymentRoutesOptions {
  deployment: Deployment;
  callers: Callers;
  log: FunctionLog;
  instanceName: string;
  cloudUrl: string;
  siteUrl: string;
  /** Fires when the server closes: long polls end then. */
  closing: AbortSignal;
  signer: JwtSigner;
}

/** What `/version` says: some tools only look whether it answers. */
const VERSION = "vestibule-local-backend";
const LOG_POLL_MS = 60_000;

const operations: Readonly<Record<string, AdminOperation>> = {
  "/api/get_config_hashes": "getConfigHashes",
  "/api/deploy2/start_push": "startPush",
  "/api/deploy2/evaluate_push": "evaluatePush",
  "/api/deploy2/wait_for_schema": "waitForSchema",
  "/api/deploy2/finish_push": "finishPush",
};

const leftOut: Readonly<Record<string, string>> = {
  "/api/streaming_import/*": "Streaming import",
  "/api/list_snapshot": "Streaming export",
  "/api/document_deltas": "Streaming export",
  "/api/json_schemas": "Streaming export",
  "/api/shapes2": "The dashboard's look at the shapes of documents",
  "/api/run_test_function": "Running ad-hoc test functions",
};

export function deploymentRoutes(options: DeploymentRoutesOptions): Route[] {
  const { deployment, callers, log } = options;

  const adminBody = async (request: IncomingMessage): Promise<JsonObject> => {
    const { authorization } = request.headers;
    // A header that is wrong is refused before a push of many megabytes is read.
    if (authorization !== undefined) callers.requireAdmin(authorization, undefined);
    const body = await readJsonObject(request, MAX_PUSH_BYTES);
    callers.requireAdmin(authorization, authorization === undefined ? body.adminKey : undefined);
    return body;
  };

  const operate =
    (operation: AdminOperation) =>
    async ({ request, response }: Exchange) =>
      sendJson(response, await deployment.admin(operation, await adminBody(request)));

  const refuse =
    (what: string) =>
    ({ request }: Exchange) => {
      request.resume();
      throw notSupported(what);
    };

  return [
    { method: "GET", path: "/version", handler: ({ response }) => sendText(response, VERSION) },
    {
      method: "GET",
      path: "/instance_name",
      handler: ({ response }) => sendText(response, options.instanceName),
    },
    { method: "POST", path: "/echo", handler: echo },
    {
      method: "GET",
      path: "/.well-known/jwks.json",
      handler: ({ response }) => sendJson(response, options.signer.jwks),
    },
    {
      method: "GET",
      path: "/api/v1/get_canonical_urls",
      handler: ({ request, response }) => {
        callers.requireAdmin(request.headers.authorization, undefined);
        sendJson(response, { convexCloudUrl: options.cloudUrl, convexSiteUrl: options.siteUrl });
      },
    },
    ...Object.entries(operations).map(
      ([path, operation]): Route => ({ method: "POST", path, handler: operate(operation) }),
    ),
    {
      method: "POST",
      path: "/api/deploy2/report_push_completed",
      handler: async ({ request, response }) => {
        await adminBody(request);
        sendJson(response, null);
      },
    },
    {
      method: "POST",
      path: "/api/update_environment_variables",
      handler: async ({ request, response }) => {
        await deployment.admin("updateEnvironmentVariables", await adminBody(request));
        response.writeHead(200).end();
      },
    },
    {
      method: "GET",
      path: "/api/stream_function_logs",
      handler: async ({ request, response, url }) => {
        callers.requireAdmin(request.headers.authorization, undefined);
        const cursor = cursorOf(url.searchParams.get("cursor"));
        const gone = new AbortController();
        response.once("close", () => gone.abort());
        const ends = [gone.signal, options.closing, AbortSignal.timeout(LOG_POLL_MS)];
        const { entries, newCursor } = await log.after(cursor, AbortSignal.any(ends));
        sendJson(response, { entries: entries.map(executionOf), newCursor });
      },
    },
    ...Object.entries(leftOut).flatMap(([path, what]): Route[] => [
      { method: "GET", path, handler: refuse(what) },
      { method: "POST", path, handler: refuse(what) },
    ]),
  ];
}

/** What was sent, piece by piece: the CLI's network test measures with it. */
async function echo({ request, response }: Exchange): Promise<void> {
  try {
    await pipeline(request, response);
  } catch (error) {
    if (!response.destroyed) throw error;
  }
}

function cursorOf(text: string | null): number {
  const cursor = Number(text ?? "0");
  if (!Number.isFinite(cursor) || cursor < 0) {
    throw new HttpError(
      400,
      "BadCursor",
      "The cursor must be the newCursor of a former answer, or 0.",
    );
  }
  return cursor;
}
