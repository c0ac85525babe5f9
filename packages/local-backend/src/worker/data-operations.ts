/**
 * What the server asks of the data without calling a function: files, imports, exports, snapshots. JSON in, JSON out.
 */

import type { StoredFile } from "../disk/blob-store.ts";
import type { JsonValue } from "../protocol/json.ts";
import type { DataOperation } from "../wire/deployment.ts";
import { HttpError } from "../wire/http-error.ts";
import { addFile, fileOfContent } from "./files/stored-files.ts";
import { PinnedSnapshots } from "./pinned-snapshots.ts";
import { Exports } from "./transfer/exports.ts";
import { Imports, type TransferInput } from "./transfer/imports.ts";

export class DataOperations {
  readonly #input: TransferInput;
  readonly #imports: Imports;
  readonly #snapshots: PinnedSnapshots;
  readonly exports: Exports;

  constructor(input: TransferInput & { folder: string }) {
    this.#input = input;
    this.#imports = new Imports(input);
    this.#snapshots = new PinnedSnapshots(input.parts.engine);
    this.exports = new Exports(input, input.folder);
  }

  async perform(operation: DataOperation, body: JsonValue): Promise<JsonValue> {
    switch (operation) {
      case "storeFile":
        return this.#storeFile(body as unknown as { componentPath: string; file: StoredFile });
      case "findFile":
        return this.#findFile((body as { uuid: string }).uuid);
      case "startImport":
        return this.#imports.start(body);
      case "performImport":
        return this.#imports.perform(body);
      case "startExport":
        return this.exports.start(body);
      case "findExport":
        return this.exports.find(body);
      case "pinSnapshot":
        return String(this.#snapshots.pin());
      default:
        return operation satisfies never;
    }
  }

  async #storeFile(body: { componentPath: string; file: StoredFile }): Promise<JsonValue> {
    const { componentPath, file } = body;
    const { parts, write } = this.#input;
    if (!parts.app.component(componentPath)) {
      throw new HttpError(
        400,
        "ComponentNotFound",
        `The component '${componentPath}' that this upload URL was made for is not installed any more.`,
      );
    }
    let storageId = "";
    await write((tx) => {
      storageId = addFile(tx, componentPath, file);
    });
    return { storageId };
  }

  #findFile(uuid: string): JsonValue {
    const { engine } = this.#input.parts;
    return engine.reading((snapshot) => fileOfContent(snapshot, uuid)) as unknown as JsonValue;
  }
}
