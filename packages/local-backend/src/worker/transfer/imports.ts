/**
 * Imports from upload to end. The state of each is a record that the CLI watches; the server makes the file and hands
 * it in, and it is removed when the import ends. At a restart unfinished imports fail.
 */

import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import type { Snapshot, Transaction } from "../../engine/types.ts";
import { reasonOf } from "../../errors.ts";
import type { JsonObject, JsonValue } from "../../protocol/json.ts";
import { int64ToJson } from "../../protocol/values.ts";
import { HttpError } from "../../wire/http-error.ts";
import type { WorkerParts } from "../calls/execution.ts";
import { hostNow } from "../realm/globals.ts";
import { applyImport, knownSha256, type PlacedFile, placeFiles } from "./apply-import.ts";
import { describeChanges, type ImportMode, planImport } from "./import-plan.ts";
import { type ImportFormat, type ImportRequest, openImport } from "./import-source.ts";

/** What live queries of imports depend on. */
export const IMPORTS = "imports";
/** Ended imports that are still listed. */
const KEPT = 10;

type ImportState =
  | { state: "uploaded" }
  | {
      state: "waiting_for_confirmation";
      message_to_confirm: string;
      require_manual_confirmation: boolean;
    }
  | { state: "in_progress"; progress_message: string; checkpoint_messages: string[] }
  | { state: "completed"; num_rows_written: JsonValue }
  | { state: "failed"; error_message: string };

interface StoredImport {
  request: ImportRequest & { mode: ImportMode };
  state: ImportState;
}

export interface TransferInput {
  parts: WorkerParts;
  /** A transaction of our own, in turn with the functions'. */
  write(run: (tx: Transaction) => void | Promise<void>): Promise<void>;
  /** Something that no request waits for has gone wrong. */
  warn(error: unknown): void;
}

export class Imports {
  readonly #input: TransferInput;

  constructor(input: TransferInput) {
    this.#input = input;
  }

  /** Takes the file in; checking it goes on afterwards. */
  async start(body: JsonValue): Promise<JsonValue> {
    const request = parseRequest(body);
    const importId = `${String(hostNow()).padStart(15, "0")}-${randomBytes(8).toString("hex")}`;
    await this.#input.write((tx) => {
      forgetEnded(tx);
      putImport(tx, importId, { request, state: { state: "uploaded" } });
    });
    this.#inBackground(importId, request, () => this.#check(importId, request));
    return { importId };
  }

  /** @throws HttpError when it does not wait for its confirmation */
  async perform(body: JsonValue): Promise<JsonValue> {
    const importId = String((body as JsonObject).importId);
    const { request } = await this.#begin(importId);
    this.#inBackground(importId, request, () => this.#apply(importId, request));
    return null;
  }

  async #begin(importId: string): Promise<StoredImport> {
    let begun: StoredImport | null = null;
    await this.#input.write((tx) => {
      const stored = getImport(tx, importId);
      if (stored?.state.state !== "waiting_for_confirmation") {
        throw new HttpError(
          400,
          "ImportNotWaiting",
          `The import ${importId} does not wait for a confirmation: it has ended or does not exist. Import the file again.`,
        );
      }
      begun = stored;
      const progress_message = "Importing";
      const state: ImportState = {
        state: "in_progress",
        progress_message,
        checkpoint_messages: [],
      };
      putImport(tx, importId, { ...stored, state });
    });
    if (begun === null) throw new Error("the import was not begun");
    return begun;
  }

  async #check(importId: string, request: StoredImport["request"]): Promise<void> {
    const source = await openImport(request);
    try {
      const { engine, app } = this.#input.parts;
      const changes = await engine.reading((snapshot) =>
        planImport(source, request.mode, snapshot, app),
      );
      const state: ImportState = {
        state: "waiting_for_confirmation",
        message_to_confirm: describeChanges(changes),
        require_manual_confirmation: changes.some(({ deleted }) => deleted > 0),
      };
      await this.#input.write((tx) => putImport(tx, importId, { request, state }));
    } finally {
      source.close();
    }
  }

  async #apply(importId: string, request: StoredImport["request"]): Promise<void> {
    const { parts, write } = this.#input;
    const { app, blobs, engine } = parts;
    const { mode } = request;
    const source = await openImport(request);
    const files: PlacedFile[] = [];
    try {
      await engine.reading((snapshot) =>
        placeFiles(source, blobs, (uuid) => knownSha256(snapshot, uuid), files),
      );
      await write(async (tx) => {
        // The data may have changed since the person was asked to confirm.
        const changes = await planImport(source, mode, tx, app);
        const written = await applyImport(tx, { source, changes, mode, files, app });
        const state: ImportState = {
          state: "completed",
          num_rows_written: int64ToJson(BigInt(written)),
        };
        putImport(tx, importId, { request, state });
        parts.fileDeleted();
      });
    } catch (error) {
      for (const { uuid, isNew } of files) if (isNew) await blobs.remove(uuid);
      throw error;
    } finally {
      source.close();
    }
    await rm(request.path, { force: true });
  }

  #inBackground(
    importId: string,
    request: StoredImport["request"],
    run: () => Promise<void>,
  ): void {
    run()
      .catch(async (error: unknown) => {
        const error_message = reasonOf(error);
        const state: ImportState = { state: "failed", error_message };
        await rm(request.path, { force: true });
        await this.#input.write((tx) => putImport(tx, importId, { request, state }));
      })
      .catch((error) => this.#input.warn(error));
  }
}

/** For `_system/cli/queryImport`: null when it does not exist. */
export function importState(snapshot: Snapshot, importId: string): JsonValue {
  snapshot.dependOn(IMPORTS);
  const stored = getImport(snapshot, importId);
  return stored && describe(importId, stored);
}

export function listImports(snapshot: Snapshot): JsonValue {
  snapshot.dependOn(IMPORTS);
  return snapshot
    .records(IMPORTS)
    .map(({ key, value }) => describe(key, JSON.parse(value) as StoredImport));
}

/** Imports that the former worker had begun do not go on. One that waits for its confirmation has lost nothing. */
export function failInterruptedImports(tx: Transaction): void {
  for (const { key, value } of tx.records(IMPORTS)) {
    const stored = JSON.parse(value) as StoredImport;
    if (stored.state.state !== "uploaded" && stored.state.state !== "in_progress") continue;
    const error_message =
      "The import was interrupted because the backend was restarted. Nothing of it was kept.";
    putImport(tx, key, { ...stored, state: { state: "failed", error_message } });
  }
}

/** Files of imports that have not ended. */
export function importsInUse(snapshot: Snapshot): Set<string> {
  const stored = snapshot.records(IMPORTS).map(({ value }) => JSON.parse(value) as StoredImport);
  const waiting = stored.filter(({ state }) => state.state === "waiting_for_confirmation");
  return new Set(waiting.map(({ request }) => request.path));
}

function describe(importId: string, { state, request }: StoredImport): JsonValue {
  const { format, mode } = request;
  return { _id: importId, format, mode, state: state as unknown as JsonObject };
}

function getImport(snapshot: Snapshot, importId: string): StoredImport | null {
  const text = snapshot.record(IMPORTS, importId);
  return text === null ? null : (JSON.parse(text) as StoredImport);
}

function putImport(tx: Transaction, importId: string, stored: StoredImport): void {
  tx.putRecord(IMPORTS, importId, JSON.stringify(stored));
  tx.touch(IMPORTS);
}

function forgetEnded(tx: Transaction): void {
  const ended = tx.records(IMPORTS).filter(({ value }) => {
    const { state } = JSON.parse(value) as StoredImport;
    return state.state === "completed" || state.state === "failed";
  });
  for (const { key } of ended.slice(0, -KEPT)) tx.putRecord(IMPORTS, key, null);
}

const formats: readonly ImportFormat[] = ["jsonLines", "jsonArray", "csv", "zip"];
const modes: readonly ImportMode[] = ["requireEmpty", "append", "replace", "replaceAll"];

function parseRequest(body: JsonValue): StoredImport["request"] {
  const { path, tableName, componentPath, mode, format } = body as JsonObject;
  const knownFormat = formats.find((one) => one === format);
  const knownMode = modes.find((one) => one === mode);
  if (knownFormat === undefined || knownMode === undefined) {
    throw new HttpError(
      400,
      "BadImport",
      `An import needs a format (${formats.join(", ")}) and a mode (${modes.join(", ")}).`,
    );
  }
  const table = typeof tableName === "string" ? tableName : null;
  if (knownFormat !== "zip" && (table === null || !/^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(table))) {
    throw new HttpError(
      400,
      "InvalidName",
      `${JSON.stringify(tableName ?? "")} isn't a valid table name: use up to 64 letters, digits and _, starting with a letter.`,
    );
  }
  return {
    path: String(path),
    format: knownFormat,
    mode: knownMode,
    tableName: table,
    componentPath: typeof componentPath === "string" ? componentPath : "",
  };
}
