/** `ctx.storage` of queries and mutations. Contents are read and written by actions and over HTTP alone. */
import type { Transaction } from "../../engine/types.ts";
import type { JsonObject, JsonValue } from "../../protocol/json.ts";
import { makeUploadToken } from "../../protocol/upload-token.ts";
import type { FileReference } from "../../wire/internal-call.ts";
import type { Execution } from "../calls/execution.ts";
import { contentUrl, deleteFile, fileMetadata } from "../files/stored-files.ts";
import { text } from "./arguments.ts";
import type { DatabaseAccess } from "./database.ts";

interface StorageAccess extends DatabaseAccess {
  readonly execution: Execution;
}

function fileOf({ componentPath }: StorageAccess, args: JsonObject): FileReference {
  return { component: componentPath, storageId: text(args, "storageId") };
}

export function storageUrl(access: StorageAccess, args: JsonObject): JsonValue {
  return contentUrl(access.snapshot, fileOf(access, args), access.execution.parts);
}

export function storageMetadata(access: StorageAccess, args: JsonObject): JsonValue {
  return fileMetadata(access.snapshot, fileOf(access, args));
}

export function storageDelete(access: StorageAccess, args: JsonObject): JsonValue {
  const transaction: Transaction | null = access.transaction;
  if (!transaction) throw new Error("A query reached an operation of mutations");
  deleteFile(transaction, access.componentPath, text(args, "storageId"));
  access.execution.parts.fileDeleted();
  return null;
}

export function uploadUrl(execution: Execution, componentPath: string): string {
  const { cloudUrl, uploadKey } = execution.parts;
  const token = makeUploadToken(uploadKey, { componentPath, issuedAt: execution.startedAt });
  return `${cloudUrl}/api/storage/upload?token=${token}`;
}
