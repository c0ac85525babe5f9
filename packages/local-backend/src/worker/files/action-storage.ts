/** `ctx.storage` of actions: contents are files that it reads and writes here, what is known of them is asked for. */
import { readFile } from "node:fs/promises";
import type { BlobStore, WrittenBlob } from "../../disk/blob-store.ts";
import type { Snapshot } from "../../engine/types.ts";
import type { JsonObject, JsonValue } from "../../protocol/json.ts";
import type { Surroundings } from "../calls/execution.ts";
import { SyscallRefused } from "../syscalls/arguments.ts";
import { contentUrl } from "../syscalls/storage.ts";
import { contentOf, fileMetadata, fileOfContent, type StoredFile } from "./stored-files.ts";

/** Asks the worker in charge. */
export type AskStorage = (operation: StorageOperation) => Promise<JsonValue>;

export type StorageOperation =
  | { op: "add"; file: StoredFile }
  | { op: "delete"; storageId: string }
  | StorageQuestion;

export interface StorageQuestion {
  op: "url" | "metadata" | "find";
  storageId: string;
}

export async function storeBlob(
  blobs: BlobStore,
  ask: AskStorage,
  args: Record<string, unknown>,
): Promise<JsonValue> {
  const { blob, options } = args;
  if (!(blob instanceof Blob)) throw new SyscallRefused("`storage.store` needs a Blob");
  const written = await blobs.write(blob.stream());
  try {
    checkDigest(written, (options as { sha256?: unknown } | undefined)?.sha256);
    return await ask({ op: "add", file: { ...written, contentType: blob.type || null } });
  } catch (error) {
    await blobs.remove(written.uuid);
    throw error;
  }
}

export async function getBlob(
  blobs: BlobStore,
  ask: AskStorage,
  args: Record<string, unknown>,
): Promise<Blob | null> {
  if (typeof args.storageId !== "string") {
    throw new SyscallRefused("`storageId` must be a string");
  }
  const file = (await ask({ op: "find", storageId: args.storageId })) as StoredFile | null;
  if (file === null) return null;
  return new Blob([await readFile(blobs.path(file.uuid))], { type: file.contentType ?? "" });
}

export function parseStorageOperation(argsJson: string): StorageOperation {
  return JSON.parse(argsJson) as StorageOperation & JsonObject;
}

/** What of an operation needs no transaction. */
export function readStorage(
  snapshot: Snapshot,
  component: string,
  { op, storageId }: StorageQuestion,
  surroundings: Surroundings,
): JsonValue {
  if (op === "metadata") return fileMetadata(snapshot, component, storageId);
  const method = op === "url" ? "storage.getUrl" : "storage.get";
  const uuid = contentOf(snapshot, component, storageId, method);
  if (uuid === null) return null;
  if (op === "url") return contentUrl(surroundings, uuid);
  const { sha256, size, contentType } = fileOfContent(snapshot, uuid) ?? {};
  return { uuid, sha256: sha256 ?? "", size: size ?? 0, contentType: contentType ?? null };
}

/** Convex takes a SHA-256 in base64 or hex. */
function checkDigest({ sha256 }: WrittenBlob, expected: unknown): void {
  if (expected === undefined || expected === null) return;
  const hex = Buffer.from(sha256, "base64").toString("hex");
  if (expected === sha256 || expected === hex) return;
  throw new SyscallRefused(
    `The content's SHA-256 is ${sha256} in base64, not ${String(expected)}: it was changed on its way.`,
  );
}
