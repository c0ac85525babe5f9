/** The export under way and the last one's archive. Only one is kept. */

import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { PRIVATE_FOLDER } from "../../disk/data-folder.ts";
import type { Snapshot, Transaction } from "../../engine/types.ts";
import type { JsonObject, JsonValue } from "../../protocol/json.ts";
import { int64ToJson } from "../../protocol/values.ts";
import { HttpError } from "../../wire/http-error.ts";
import { writeArchive } from "./export-archive.ts";
import type { TransferInput } from "./imports.ts";

/** What live queries of exports depend on. */
export const EXPORTS = "exports";
const LATEST = "latest";

type ExportState =
  | { state: "in_progress"; start_ts: string }
  | { state: "completed"; start_ts: string; complete_ts: string }
  | { state: "failed"; start_ts: string };

export class Exports {
  readonly #input: TransferInput;
  readonly #folder: string;
  #running: Promise<void> | null = null;

  constructor(input: TransferInput, dataFolder: string) {
    this.#input = input;
    this.#folder = join(dataFolder, "exports");
  }

  /** Resolves when no export reads stored files. */
  async ended(): Promise<void> {
    await this.#running;
  }

  async start(body: JsonValue): Promise<JsonValue> {
    const { engine } = this.#input.parts;
    if (this.#running !== null) {
      throw new HttpError(400, "ExportInProgress", "There is already an export in progress.");
    }
    const snapshot = engine.read();
    const start_ts = String(snapshot.ts);
    const includeStorage = (body as JsonObject).includeStorage === true;
    this.#running = this.#run(snapshot, start_ts, includeStorage)
      .catch((error) => this.#failed(start_ts, error))
      .finally(() => {
        this.#running = null;
        snapshot.close();
      });
    await this.#put({ state: "in_progress", start_ts });
    return null;
  }

  /** The archive's path, null when there is none of that export. */
  find(body: JsonValue): JsonValue {
    const { ts } = body as JsonObject;
    const latest = this.#input.parts.engine.reading(latestOf);
    return latest?.state === "completed" && latest.start_ts === ts ? this.#path(ts) : null;
  }

  async #run(snapshot: Snapshot, start_ts: string, includeStorage: boolean): Promise<void> {
    const { engine, app, blobs } = this.#input.parts;
    await mkdir(this.#folder, { recursive: true, mode: PRIVATE_FOLDER });
    const path = this.#path(start_ts);
    const components = [...app.components()].map((component) => component.path);
    await writeArchive(`${path}.draft`, snapshot, components, includeStorage ? blobs : null);
    await rename(`${path}.draft`, path);
    await this.#removeOthers(path);
    await this.#put({ state: "completed", start_ts, complete_ts: String(engine.latestTs()) });
  }

  async #failed(start_ts: string, error: unknown): Promise<void> {
    this.#input.warn(error);
    await this.#put({ state: "failed", start_ts }).catch(() => {});
  }

  async #removeOthers(kept: string): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name);
      if (path !== kept) await rm(path, { force: true });
    }
  }

  #put(state: ExportState): Promise<void> {
    return this.#input.write((tx) => putLatest(tx, state));
  }

  #path(ts: string): string {
    return join(this.#folder, `${ts}.zip`);
  }
}

/** For `_system/cli/exports:getLatest`: null before the first. */
export function latestExport(snapshot: Snapshot): JsonValue {
  snapshot.dependOn(EXPORTS);
  const latest = latestOf(snapshot);
  if (latest === null) return null;
  const { state, start_ts } = latest;
  return {
    state,
    start_ts: int64ToJson(BigInt(start_ts)),
    ...(state === "completed"
      ? { complete_ts: int64ToJson(BigInt(latest.complete_ts)), zip_object_key: start_ts }
      : {}),
  };
}

/** An export that the former worker had begun does not go on. */
export function failInterruptedExport(tx: Transaction): void {
  const latest = latestOf(tx);
  if (latest?.state === "in_progress") {
    putLatest(tx, { state: "failed", start_ts: latest.start_ts });
  }
}

function latestOf(snapshot: Snapshot): ExportState | null {
  const text = snapshot.record(EXPORTS, LATEST);
  return text === null ? null : (JSON.parse(text) as ExportState);
}

function putLatest(tx: Transaction, state: ExportState): void {
  tx.putRecord(EXPORTS, LATEST, JSON.stringify(state));
  tx.touch(EXPORTS);
}
