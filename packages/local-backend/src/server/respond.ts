import type { ServerResponse } from "node:http";
import { LocalBackendError, stackOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import { HttpError } from "../wire/http-error.ts";

export function sendText(response: ServerResponse, text: string): void {
  response.writeHead(200, { "content-type": "text/plain; charset=utf-8" });
  response.end(text);
}

export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  sendJsonText(response, JSON.stringify(value), status);
}

export function sendJsonText(response: ServerResponse, text: string, status = 200): void {
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}

/** Refusals keep their status and code; anything else is ours, and its details only go to the log. */
export function sendError(response: ServerResponse, error: unknown, logger: Logger): void {
  const refusal = refusalOf(error);
  if (refusal === null) {
    const text = stackOf(error);
    logger.error(`A request failed: ${text}`);
  }
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, code, message } = refusal ?? {
    status: 500,
    code: "InternalServerError",
    message: "The local backend failed to answer. Its log says why.",
  };
  if (status === 413 || status === 415) response.setHeader("connection", "close");
  sendJson(response, { code, message }, status);
}

function refusalOf(error: unknown): { status: number; code: string; message: string } | null {
  if (error instanceof HttpError) return error;
  if (!(error instanceof LocalBackendError)) return null;
  return { status: 503, code: "ServiceUnavailable", message: error.message };
}
