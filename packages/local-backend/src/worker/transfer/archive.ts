/** Reading ZIP archives entry by entry, never a whole one at once. */

import { crc32 } from "node:zlib";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { reasonOf } from "../../errors.ts";
import { ImportRefused } from "./import-refused.ts";

export class Archive {
  readonly #zip: ZipFile;
  /** By name. Folders are left out. */
  readonly entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.entries = entries;
  }

  static async open(path: string): Promise<Archive> {
    try {
      const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) {
        if (!entry.fileName.endsWith("/")) entries.set(entry.fileName, entry);
      }
      return new Archive(zip, entries);
    } catch (error) {
      throw notAnArchive(error);
    }
  }

  async *read(entry: Entry): AsyncGenerator<Uint8Array> {
    let sum = 0;
    try {
      for await (const chunk of await this.#zip.openReadStreamPromise(entry)) {
        sum = crc32(chunk, sum);
        yield chunk;
      }
    } catch (error) {
      throw notAnArchive(error);
    }
    if (sum !== entry.crc32) {
      throw new ImportRefused(`The archive is damaged: ${entry.fileName} is not what was packed.`);
    }
  }

  close(): void {
    this.#zip.close();
  }
}

function notAnArchive(error: unknown): ImportRefused {
  const reason = reasonOf(error);
  return new ImportRefused(`invalid zip file: ${reason}`);
}
