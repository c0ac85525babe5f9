/** `ctx.storage` of actions: contents are files that it reads and writes here, what is known of them is asked for. */
import { readFile } from "node:fs/promises";
import type { BlobStore, StoredFile, WrittenBlob } from "../../disk/blob-store.ts";
import { SyscallRefused } from "../syscalls/arguments.ts";

export async function storeBlob(
  blobs: BlobStore,
  add: (file: StoredFile) => Promise<string>,
  args: Record<string, unknown>,
): Promise<string> {
  const { blob, options } = args;
  if (!(blob instanceof Blob)) throw new SyscallRefused("`storage.store` needs a Blob");
  const written = await blobs.write(blob.stream());
  try {
    checkDigest(written, (options as { sha256?: unknown } | undefined)?.sha256);
    return await add({ ...written, contentType: blob.type || null });
  } catch (error) {
    await blobs.remove(written.uuid);
    throw error;
  }
}

export async function getBlob(
  blobs: BlobStore,
  find: (storageId: string) => Promise<StoredFile | null>,
  { storageId }: Record<string, unknown>,
): Promise<Blob | null> {
  if (typeof storageId !== "string") throw new SyscallRefused("`storageId` must be a string");
  const file = await find(storageId);
  if (file === null) return null;
  return new Blob([await readFile(blobs.path(file.uuid))], { type: file.contentType ?? "" });
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
