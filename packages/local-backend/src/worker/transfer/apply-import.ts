/** Writes an import in one transaction: all of it is there afterwards, or nothing. */

import { type BlobStore, isBlobName } from "../../disk/blob-store.ts";
import type { Transaction } from "../../engine/types.ts";
import { reasonOf } from "../../errors.ts";
import type { JsonObject } from "../../protocol/json.ts";
import type { App } from "../app/app.ts";
import { FILES_TABLE, fileOfContent, linkFile, unlinkFile } from "../files/stored-files.ts";
import type { ImportMode, TableChange } from "./import-plan.ts";
import { ImportRefused } from "./import-refused.ts";
import type { ImportSource } from "./import-source.ts";

/** A stored file of the archive whose content is on disk. */
export interface PlacedFile {
  component: string;
  id: string;
  uuid: string;
  document: JsonObject;
  /** Whether this import wrote the content, and has to remove it when it fails. */
  isNew: boolean;
}

/** Puts the contents where they belong before anything refers to them. Those that are there already stay. */
export async function placeFiles(
  source: ImportSource,
  blobs: BlobStore,
  sha256OfContent: (uuid: string) => string | null,
  placed: PlacedFile[],
): Promise<void> {
  const present = new Set(blobs.list());
  for (const { component, id, content } of source.files) {
    const row = source.fileRows.get(component)?.get(id) ?? {};
    const { sha256: expected, contentType, internalId, _creationTime } = row;
    const wanted = typeof internalId === "string" && isBlobName(internalId) ? internalId : null;
    const system = { _id: id, ...(_creationTime === undefined ? {} : { _creationTime }) };
    const rest = { contentType: contentType ?? null };
    if (wanted !== null && typeof expected === "string" && sha256OfContent(wanted) === expected) {
      const document = { ...system, sha256: expected, size: Number(row.size), ...rest };
      placed.push({ component, id, uuid: wanted, document, isNew: false });
      continue;
    }
    const free = wanted !== null && !present.has(wanted) ? wanted : undefined;
    const { uuid, sha256, size } = await blobs.write(content(), free);
    placed.push({
      component,
      id,
      uuid,
      document: { ...system, sha256, size, ...rest },
      isNew: true,
    });
    if (typeof expected === "string" && expected !== sha256) {
      throw new ImportRefused(`The content of the file ${id} is not the one that was exported.`);
    }
  }
}

/** Resolves with the number of rows written. */
export async function applyImport(
  tx: Transaction,
  input: {
    source: ImportSource;
    changes: readonly TableChange[];
    mode: ImportMode;
    files: readonly PlacedFile[];
    app: App;
  },
): Promise<number> {
  const { source, changes, mode, files } = input;
  makeRoom(tx, input);
  let written = 0;
  for (const { component, name, rows } of source.tables) {
    let number = 0;
    for await (const row of rows()) {
      number++;
      try {
        tx.importDocument(component, name, row);
      } catch (error) {
        const reason = reasonOf(error);
        throw new ImportRefused(
          `Hit an error while importing:\nRow ${number} of table "${name}": ${reason}`,
        );
      }
      written++;
    }
  }
  for (const { component, id, uuid, document } of files) {
    tx.importDocument(component, FILES_TABLE, document);
    linkFile(tx, { component, id }, uuid);
    written++;
  }
  if (changes.length > 0 || mode === "replaceAll") tx.touchEverything();
  return written;
}

function makeRoom(
  tx: Transaction,
  { changes, mode, app }: { changes: readonly TableChange[]; mode: ImportMode; app: App },
): void {
  const exists = new Set(tx.tables().map(({ component, name }) => `${component}\n${name}`));
  const emptied = changes.filter(
    ({ component, name }) => mode !== "append" || !exists.has(`${component}\n${name}`),
  );
  for (const { component, name } of emptied) {
    if (name !== FILES_TABLE) continue;
    for (const { _id } of tx.allDocuments(component, name)) unlinkFile(tx, _id);
  }
  const isDropped = ({ component, name, added, idNumber }: TableChange): boolean =>
    mode === "replaceAll" &&
    added === 0 &&
    idNumber === undefined &&
    !isDeclared(app, component, name);
  for (const change of emptied) {
    if (isDropped(change)) tx.dropTable(change.component, change.name);
  }
  tx.emptyTables(
    emptied
      .filter((change) => !isDropped(change))
      .map(({ component, name, idNumber }) => ({
        component,
        name,
        ...(idNumber === undefined ? {} : { idNumber }),
      })),
  );
}

function isDeclared(app: App, component: string, name: string): boolean {
  const tables = app.component(component)?.definition.schema?.tables ?? [];
  return tables.some(({ tableName }) => tableName === name);
}

/** The hash of a content that some file of this deployment has. */
export function knownSha256(tx: Parameters<typeof fileOfContent>[0], uuid: string): string | null {
  return fileOfContent(tx, uuid)?.sha256 ?? null;
}
