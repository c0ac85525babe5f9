/** Files on their way in, uploaded part by part. The import that takes a finished one removes it. */
import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { isBlobName } from "./blob-store.ts";
import { PRIVATE_FOLDER } from "./data-folder.ts";
import { explainStorageError } from "./storage-error.ts";

const FOLDER = "imports";

export class UploadStore {
  readonly #folder: string;

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, FOLDER);
  }

  async start(): Promise<string> {
    const token = randomUUID();
    try {
      await mkdir(this.#parts(token), { recursive: true, mode: PRIVATE_FOLDER });
    } catch (error) {
      throw explainStorageError(error, this.#folder);
    }
    return token;
  }

  isUpload(token: string): boolean {
    return isBlobName(token) && existsSync(this.#parts(token));
  }

  /** A part that comes again replaces the former one. */
  async writePart(token: string, part: number, content: AsyncIterable<Uint8Array>): Promise<void> {
    try {
      await pipeline(content, createWriteStream(join(this.#parts(token), String(part))));
    } catch (error) {
      throw explainStorageError(error, this.#folder);
    }
  }

  /** Joins the parts in this order. Resolves with the path of the whole file; rejects when one is missing. */
  async finish(token: string, parts: readonly number[]): Promise<string> {
    const folder = this.#parts(token);
    const path = join(this.#folder, token);
    async function* content(): AsyncGenerator<Uint8Array> {
      for (const part of parts) yield* createReadStream(join(folder, String(part)));
    }
    try {
      await pipeline(content(), createWriteStream(path));
    } catch (error) {
      await rm(path, { force: true });
      throw explainStorageError(error, this.#folder);
    }
    await rm(folder, { recursive: true, force: true });
    return path;
  }

  async remove(path: string): Promise<void> {
    await rm(path, { force: true });
  }

  /** Removes what a dead process left, but for these paths. Only while no upload is under way. */
  async sweep(kept: ReadonlySet<string>): Promise<void> {
    if (!existsSync(this.#folder)) return;
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name);
      if (!kept.has(path)) await rm(path, { recursive: true, force: true });
    }
  }

  #parts(token: string): string {
    return join(this.#folder, `${token}.parts`);
  }
}
