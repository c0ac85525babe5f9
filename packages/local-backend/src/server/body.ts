import type { IncomingMessage } from "node:http";
import type { Readable, Transform } from "node:stream";
import { createBrotliDecompress, createGunzip } from "node:zlib";
import { reasonOf } from "../errors.ts";
import { isObject, type JsonObject, type JsonValue } from "../protocol/json.ts";
import { HttpError } from "../wire/http-error.ts";

const MIB = 1024 * 1024;

/** After decompression. A push of an application with large libraries stays well under it. */
export const MAX_PUSH_BYTES = 128 * MIB;
/** Function arguments may have 16 MiB; JSON and escapes need some more. */
export const MAX_CALL_BYTES = 32 * MIB;

/** @throws HttpError 400 for malformed JSON or anything but an object, 413 for too much of it */
export async function readJsonObject(
  request: IncomingMessage,
  maxBytes: number,
): Promise<JsonObject> {
  const bytes = await readBody(request, maxBytes);
  let value: JsonValue;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    const reason = reasonOf(error);
    throw new HttpError(400, "MalformedJson", `The request body is not valid JSON: ${reason}`);
  }
  if (!isObject(value)) {
    throw new HttpError(400, "BadJsonBody", "The request body must be a JSON object.");
  }
  return value;
}

/** @throws HttpError 413 when it's longer than `maxBytes` after decompression, 400 when it can't be read */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    // Destroying the request would close the socket before the refusal is written.
    for await (const chunk of decompressed(request).iterator({ destroyOnReturn: false })) {
      length += chunk.length;
      if (length > maxBytes) throw tooLarge(maxBytes);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof HttpError) throw error;
    const reason = reasonOf(error);
    throw new HttpError(400, "UnreadableBody", `The request body could not be read: ${reason}`);
  }
  return Buffer.concat(chunks, length);
}

function decompressed(request: IncomingMessage): Readable {
  const encoding = request.headers["content-encoding"] ?? "identity";
  switch (encoding) {
    case "identity":
      return request;
    case "br":
      return through(request, createBrotliDecompress());
    case "gzip":
      return through(request, createGunzip());
    default:
      throw new HttpError(
        415,
        "UnsupportedEncoding",
        `Content-Encoding ${encoding} is not supported. Send br, gzip or none.`,
      );
  }
}

function through(request: IncomingMessage, decompressor: Transform): Readable {
  request.once("error", (error) => decompressor.destroy(error));
  request.once("aborted", () => decompressor.destroy(new Error("the client went away")));
  return request.pipe(decompressor);
}

function tooLarge(maxBytes: number): HttpError {
  return new HttpError(
    413,
    "RequestTooLarge",
    `The request body is larger than ${Math.floor(maxBytes / MIB)} MiB. Send less at a time.`,
  );
}
