/**
 * What the database knows of stored files: a document of `_storage` that functions see, and beside it the name of the
 * content, which only its URL tells. A content is removed after the commit that took its last reference away.
 */

import type { BlobStore, StoredFile } from "../../disk/blob-store.ts";
import { argumentError, EngineError } from "../../engine/errors.ts";
import type { Snapshot, Transaction } from "../../engine/types.ts";
import { tableNumberOf } from "../../protocol/ids.ts";
import type { JsonObject, JsonValue } from "../../protocol/json.ts";
import type { FileReference } from "../../wire/internal-call.ts";

export const FILES_TABLE = "_storage";

const spaces = {
  /** Content by document id. */
  contents: "files/contents",
  /** Document by content: `{component, id}`. */
  references: "files/references",
  /** Contents that nothing refers to any more. */
  removed: "files/removed",
} as const;

interface Reference {
  component: string;
  id: string;
}

export function addFile(tx: Transaction, component: string, file: StoredFile): string {
  const { uuid, sha256, size, contentType } = file;
  const id = tx.asSystem(() => tx.insert(component, FILES_TABLE, { sha256, size, contentType }));
  linkFile(tx, { component, id }, uuid);
  return id;
}

/** For a document that exists already, such as an imported one. */
export function linkFile(tx: Transaction, reference: Reference, uuid: string): void {
  tx.putRecord(spaces.contents, reference.id, uuid);
  tx.putRecord(spaces.references, uuid, JSON.stringify(reference));
  // An import may give it back in the transaction that took it away.
  tx.putRecord(spaces.removed, uuid, null);
}

export function deleteFile(tx: Transaction, component: string, id: string): void {
  if (fileDocument(tx, { component, storageId: id }, "storage.delete") === null) {
    throw new EngineError("StorageIdNotFound", `storage id ${id} not found`);
  }
  tx.asSystem(() => tx.remove(component, id));
  unlinkFile(tx, id);
}

export function unlinkFile(tx: Transaction, id: string): void {
  const uuid = contentById(tx, id);
  if (uuid === null) return;
  tx.putRecord(spaces.contents, id, null);
  tx.putRecord(spaces.references, uuid, null);
  tx.putRecord(spaces.removed, uuid, "");
}

/** What is known of a file; null when there is none, on which it depends either way. */
export function findFile(snapshot: Snapshot, file: FileReference): StoredFile | null {
  const uuid = contentOf(snapshot, file, "storage.get");
  return uuid === null ? null : fileOfContent(snapshot, uuid);
}

/** Null when there is no such file. */
export function contentUrl(
  snapshot: Snapshot,
  file: FileReference,
  { cloudUrl }: { cloudUrl: string },
): string | null {
  const uuid = contentOf(snapshot, file, "storage.getUrl");
  return uuid === null ? null : `${cloudUrl}/api/storage/${uuid}`;
}

export function fileMetadata(snapshot: Snapshot, file: FileReference): JsonValue {
  const document = fileDocument(snapshot, file, "storage.getMetadata");
  if (document === null) return null;
  const { sha256, size, contentType } = document;
  const hex = Buffer.from(String(sha256), "base64").toString("hex");
  return {
    storageId: file.storageId,
    sha256: hex,
    size: size ?? 0,
    contentType: contentType ?? null,
  };
}

function contentOf(snapshot: Snapshot, file: FileReference, method: string): string | null {
  return fileDocument(snapshot, file, method) && contentById(snapshot, file.storageId);
}

/** Null for a file that no content is kept for. */
export function contentById(snapshot: Snapshot, id: string): string | null {
  return snapshot.record(spaces.contents, id);
}

/** The file that a content belongs to. */
export function fileOfContent(snapshot: Snapshot, uuid: string): StoredFile | null {
  const text = snapshot.record(spaces.references, uuid);
  if (text === null) return null;
  const { component, id } = JSON.parse(text) as Reference;
  const document = snapshot.get(component, id);
  if (document === null) return null;
  const contentType = typeof document.contentType === "string" ? document.contentType : null;
  return { uuid, sha256: String(document.sha256), size: Number(document.size), contentType };
}

/** Contents that the last commits have left without a reference. */
export function removedContents(snapshot: Snapshot): string[] {
  return snapshot.records(spaces.removed).map(({ key }) => key);
}

export function forgetContents(tx: Transaction, uuids: readonly string[]): void {
  for (const uuid of uuids) tx.putRecord(spaces.removed, uuid, null);
}

/** What a process that died between writing a content and its document left. Only while no file is being stored. */
export async function sweepContents(snapshot: Snapshot, blobs: BlobStore): Promise<void> {
  await blobs.removeDrafts();
  for (const uuid of blobs.list()) {
    if (snapshot.record(spaces.references, uuid) === null) await blobs.remove(uuid);
  }
}

function fileDocument(
  snapshot: Snapshot,
  { component, storageId: id }: FileReference,
  method: string,
): JsonObject | null {
  const table = snapshot.tableOf(component, id);
  if (table !== null && table !== FILES_TABLE) {
    throw argumentError(
      "storageId",
      method,
      `"${id}" is an id of table "${table}", not of a stored file.`,
    );
  }
  if (tableNumberOf(id) === null) {
    throw argumentError(
      "storageId",
      method,
      `Unable to decode ID: ${JSON.stringify(id)} is not an id`,
    );
  }
  return snapshot.get(component, id);
}
