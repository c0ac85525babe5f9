/** What the server asks of the data on nobody's behalf: files, imports, exports. JSON in, JSON out. */
import type { Transaction } from "../engine/types.ts";
import type { JsonValue } from "../protocol/json.ts";
import type { Surroundings } from "./execution.ts";
import { AdminError, type DataOperation } from "./messages.ts";
import { addFile, fileOfContent, type StoredFile } from "./stored-files.ts";

export interface DataOperationsInput {
  surroundings: Surroundings;
  /** A transaction of our own, in turn with the functions'. */
  write(run: (tx: Transaction) => void): Promise<void>;
}

export class DataOperations {
  readonly #input: DataOperationsInput;

  constructor(input: DataOperationsInput) {
    this.#input = input;
  }

  async perform(operation: DataOperation, body: JsonValue): Promise<JsonValue> {
    switch (operation) {
      case "storeFile":
        return this.#storeFile(body as unknown as { componentPath: string; file: StoredFile });
      case "findFile":
        return this.#findFile((body as { uuid: string }).uuid);
      default:
        return operation satisfies never;
    }
  }

  async #storeFile(body: { componentPath: string; file: StoredFile }): Promise<JsonValue> {
    const { componentPath, file } = body;
    const { surroundings, write } = this.#input;
    if (!surroundings.app.component(componentPath)) {
      throw new AdminError(
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
    const snapshot = this.#input.surroundings.engine.read();
    try {
      return fileOfContent(snapshot, uuid) as unknown as JsonValue;
    } finally {
      snapshot.close();
    }
  }
}
