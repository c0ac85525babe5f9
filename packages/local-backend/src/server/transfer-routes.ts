/** `npx convex import` and `export`: files in and out. What becomes of them is the deployment's to say. */

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { UploadStore } from "../disk/upload-store.ts";
import { isObject, type JsonValue } from "../protocol/json.ts";
import type { Deployment } from "../wire/deployment.ts";
import { HttpError } from "../wire/http-error.ts";
import { MAX_CALL_BYTES, readJsonObject } from "./body.ts";
import type { Callers } from "./callers.ts";
import { sendJson } from "./respond.ts";
import type { Exchange, Handler, Route } from "./router.ts";

export interface TransferRoutesOptions {
  deployment: Deployment;
  callers: Callers;
  uploads: UploadStore;
}

export function transferRoutes({ deployment, callers, uploads }: TransferRoutesOptions): Route[] {
  const forAdmin =
    (handler: Handler): Handler =>
    (exchange) => {
      callers.requireAdmin(exchange.request.headers.authorization, undefined);
      return handler(exchange);
    };

  const uploadOf = (token: JsonValue | undefined): string => {
    if (typeof token === "string" && uploads.isUpload(token)) return token;
    throw new HttpError(
      400,
      "UploadNotFound",
      "The upload token is not known: the upload has ended, or the backend was restarted. Import the file again.",
    );
  };

  const routes: Array<[Route["method"], string, Handler]> = [
    [
      "POST",
      "/api/import/start_upload",
      async ({ request, response }) => {
        request.resume();
        sendJson(response, { uploadToken: await uploads.start() });
      },
    ],
    [
      "POST",
      "/api/import/upload_part",
      async ({ request, response, url }) => {
        const token = uploadOf(url.searchParams.get("uploadToken") ?? undefined);
        const part = partNumber(Number(url.searchParams.get("partNumber")));
        await uploads.writePart(token, part, request.iterator({ destroyOnReturn: false }));
        sendJson(response, part);
      },
    ],
    [
      "POST",
      "/api/import/finish_upload",
      async ({ request, response }) => {
        const body = await readJsonObject(request, MAX_CALL_BYTES);
        const token = uploadOf(body.uploadToken);
        const parts = Array.isArray(body.partTokens) ? body.partTokens.map(partNumber) : [];
        const path = await uploads.finish(token, parts);
        const details = isObject(body.import) ? body.import : {};
        try {
          sendJson(response, await deployment.admin("startImport", { ...details, path }));
        } catch (error) {
          await uploads.remove(path);
          throw error;
        }
      },
    ],
    [
      "POST",
      "/api/perform_import",
      async ({ request, response }) => {
        const body = await readJsonObject(request, MAX_CALL_BYTES);
        sendJson(response, await deployment.admin("performImport", body));
      },
    ],
    [
      "POST",
      "/api/export/request/zip",
      async ({ request, response, url }) => {
        request.resume();
        const includeStorage = url.searchParams.get("includeStorage") === "true";
        sendJson(response, await deployment.admin("startExport", { includeStorage }));
      },
    ],
    ["GET", "/api/export/zip/*", (exchange) => sendExport(exchange, deployment)],
  ];
  return routes.map(([method, path, handler]) => ({ method, path, handler: forAdmin(handler) }));
}

async function sendExport(
  { request, response, rest }: Exchange,
  deployment: Deployment,
): Promise<void> {
  const path = await deployment.admin("findExport", { ts: rest });
  if (typeof path !== "string") {
    throw new HttpError(
      404,
      "ExportNotFound",
      `The requested export ${rest} was not found. Only the last one is kept.`,
    );
  }
  response.writeHead(200, {
    "content-type": "application/zip",
    "content-length": (await stat(path)).size,
    "content-disposition": `attachment; filename=snapshot_${rest}.zip`,
  });
  if (request.method === "HEAD") response.end();
  else await pipeline(createReadStream(path), response);
}

function partNumber(value: JsonValue): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  throw new HttpError(400, "BadPart", "A part's number must be a whole number.");
}
