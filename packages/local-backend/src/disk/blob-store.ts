/**
 * Contents of stored files, each a file of its own beside the database, named by a UUID. A file is whole or not
 * there: it is written under another name, made durable, then renamed. Which document refers to it is in the
 * database.
 */
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync } from "node:fs";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { PRIVATE_FOLDER } from "./data-folder.ts";
import { explainStorageError } from "./storage-error.ts";

const FOLDER = "files";
const DRAFT = ".draft";
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface WrittenBlob {
  uuid: string;
  /** Base64. */
  sha256: string;
  /** In bytes. */
  size: number;
}

/** What is known of a file that has been stored. */
export interface StoredFile extends WrittenBlob {
  contentType: string | null;
}

export class BlobStore {
  readonly #folder: string;

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, FOLDER);
  }

  /** Resolves when the content is on disk under its name. Rejects, and leaves nothing, when `content` does. */
  async write(
    content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    uuid: string = randomUUID(),
  ): Promise<WrittenBlob> {
    const draft = `${this.path(uuid)}${DRAFT}`;
    try {
      mkdirSync(this.#folder, { recursive: true, mode: PRIVATE_FOLDER });
      const written = await writeDraft(draft, content);
      await rename(draft, this.path(uuid));
      await syncFolder(this.#folder);
      return { uuid, ...written };
    } catch (error) {
      await rm(draft, { force: true }).catch(() => {});
      throw explainStorageError(error, this.#folder);
    }
  }

  path(uuid: string): string {
    if (!UUID.test(uuid)) throw new Error(`${uuid} is not the name of a file`);
    return join(this.#folder, uuid);
  }

  async remove(uuid: string): Promise<void> {
    await rm(this.path(uuid), { force: true });
  }

  /** The UUIDs of all contents. Drafts that a dead process left are not among them. */
  list(): string[] {
    return this.#names().filter((name) => UUID.test(name));
  }

  /** Only while no content is being written. */
  async removeDrafts(): Promise<void> {
    for (const name of this.#names()) {
      if (name.endsWith(DRAFT)) await rm(join(this.#folder, name), { force: true });
    }
  }

  #names(): string[] {
    mkdirSync(this.#folder, { recursive: true, mode: PRIVATE_FOLDER });
    return readdirSync(this.#folder);
  }
}

export function isBlobName(text: string): boolean {
  return UUID.test(text);
}

async function writeDraft(
  path: string,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Omit<WrittenBlob, "uuid">> {
  const file = await open(path, "wx");
  try {
    const hash = createHash("sha256");
    let size = 0;
    for await (const chunk of content) {
      hash.update(chunk);
      size += chunk.byteLength;
      await writeAll(file, chunk);
    }
    await file.sync();
    return { sha256: hash.digest("base64"), size };
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  let written = 0;
  while (written < chunk.byteLength) {
    written += (await file.write(chunk, written)).bytesWritten;
  }
}

/** Makes the renaming itself durable. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
