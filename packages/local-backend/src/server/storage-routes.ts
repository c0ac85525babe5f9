/** Files: uploads by a token, downloads by the name of their content. Neither asks for an identity. */

import { createReadStream } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import parseRange from "range-parser";
import { type BlobStore, isBlobName, type WrittenBlob } from "../disk/blob-store.ts";
import type { JsonObject, JsonValue } from "../protocol/json.ts";
import { readUploadToken } from "../protocol/upload-token.ts";
import type { Deployment } from "../wire/deployment.ts";
import { HttpError } from "../wire/http-error.ts";
import { sendJson } from "./respond.ts";
import type { Exchange, Route } from "./router.ts";

export interface StorageRoutesOptions {
  deployment: Deployment;
  blobs: BlobStore;
  uploadKey: string;
  /** ms */
  now(): number;
}

/** A content never changes under its name. */
const CACHE_CONTROL = "private, max-age=2592000";

export function storageRoutes(options: StorageRoutesOptions): Route[] {
  const { deployment, blobs } = options;
  return [
    {
      method: "POST",
      path: "/api/storage/upload",
      handler: ({ request, response, url }) => upload(request, response, url, options),
    },
    {
      method: "GET",
      path: "/api/storage/*",
      handler: async ({ request, response, rest }: Exchange) => {
        if (!isBlobName(rest)) {
          throw new HttpError(
            400,
            "InvalidStoragePath",
            `Invalid storage path: "${rest}". Use storage.getUrl(storageId) to make the URL of a file.`,
          );
        }
        const file = (await deployment.admin("findFile", { uuid: rest })) as JsonObject | null;
        if (file === null) throw new HttpError(404, "FileNotFound", `File ${rest} not found`);
        await send(request, response, blobs.path(rest), file);
      },
    },
  ];
}

async function upload(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  { deployment, blobs, uploadKey, now }: StorageRoutesOptions,
): Promise<void> {
  const componentPath = componentOf(url, uploadKey, now());
  const expected = digestOf(request);
  const written = await receive(request, blobs);
  try {
    if (expected !== null && expected !== written.sha256) {
      throw new HttpError(
        400,
        "Sha256Mismatch",
        `The file's SHA-256 is ${written.sha256}, and its Digest header says ${expected}. Upload it again.`,
      );
    }
    const contentType = request.headers["content-type"] ?? null;
    const file: JsonValue = { ...written, contentType };
    sendJson(response, await deployment.admin("storeFile", { componentPath, file }));
  } catch (error) {
    await blobs.remove(written.uuid);
    throw error;
  }
}

async function receive(request: IncomingMessage, blobs: BlobStore): Promise<WrittenBlob> {
  try {
    return await blobs.write(request.iterator({ destroyOnReturn: false }));
  } catch (error) {
    if (!request.readableAborted && !request.destroyed) throw error;
    throw new HttpError(400, "IncompleteUpload", "The upload broke off before its end.");
  }
}

function componentOf(url: URL, uploadKey: string, now: number): string {
  const read = readUploadToken(uploadKey, url.searchParams.get("token") ?? "", now);
  if (read.ok) return read.grant.componentPath;
  throw read.reason === "expired"
    ? new HttpError(
        401,
        "StorageTokenExpired",
        "The upload URL is older than an hour. Make a new one with storage.generateUploadUrl().",
      )
    : new HttpError(
        401,
        "StorageTokenInvalid",
        "The upload URL's token is not valid. Make the URL with storage.generateUploadUrl().",
      );
}

/** `Digest: sha-256=<base64>` */
function digestOf(request: IncomingMessage): string | null {
  const header = request.headers.digest;
  if (header === undefined) return null;
  const text = Array.isArray(header) ? header.join(",") : header;
  const digest = /^sha-256=([A-Za-z0-9+/]{43}=)$/i.exec(text.trim())?.[1];
  if (digest !== undefined) return digest;
  throw new HttpError(400, "BadHeader", "The Digest header must be `sha-256=<base64>`.");
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  file: JsonObject,
): Promise<void> {
  const size = Number(file.size);
  const part = partOf(request, size);
  response.setHeader("accept-ranges", "bytes");
  response.setHeader("cache-control", CACHE_CONTROL);
  if (typeof file.contentType === "string") response.setHeader("content-type", file.contentType);
  if (part === "unsatisfiable") {
    response.writeHead(416, { "content-range": `bytes */${size}` }).end();
    return;
  }
  const { start, end } = part ?? { start: 0, end: size - 1 };
  response.setHeader("content-length", end - start + 1);
  if (part === null) {
    response.writeHead(200, { digest: `sha-256=${String(file.sha256)}` });
  } else {
    response.writeHead(206, { "content-range": `bytes ${start}-${end}/${size}` });
  }
  if (request.method === "HEAD" || size === 0) {
    response.end();
    return;
  }
  try {
    await pipeline(createReadStream(path, { start, end }), response);
  } catch (error) {
    // A client that has seen enough leaves, as players of videos do.
    if (!response.destroyed) throw error;
  }
}

/** Null for the whole file. Several ranges at once are refused, as in the cloud. */
function partOf(
  request: IncomingMessage,
  size: number,
): { start: number; end: number } | "unsatisfiable" | null {
  const { range } = request.headers;
  if (range === undefined) return null;
  // Nothing is a part of nothing, and the cloud answers the whole of it.
  if (size === 0 && /^bytes=[^,]*$/.test(range)) return null;
  const parsed = parseRange(size, range);
  // A malformed one is as good as none.
  if (parsed === -2 || (parsed !== -1 && parsed.type !== "bytes")) return null;
  const [part, second] = parsed === -1 ? [] : parsed;
  return part === undefined || second !== undefined ? "unsatisfiable" : part;
}
