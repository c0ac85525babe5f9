/**
 * Pushes and environment changes, one at a time. Between start_push and finish_push the analysed push is kept in a
 * worker of its own, which then becomes the current one; nothing lasting happens before finish_push.
 */

import { randomUUID } from "node:crypto";
import { asLocalBackendError, LocalBackendError } from "../errors.ts";
import { isObject, type JsonValue } from "../protocol/json.ts";
import type { DeployedApp, Environment } from "../wire/deployed-app.ts";
import { type AdminOperation, type DataOperation, dataOperations } from "../wire/deployment.ts";
import { HttpError } from "../wire/http-error.ts";
import { EMPTY_FINISH_REPLY, pushIdOf, startPushReply } from "../wire/push-reply.ts";
import type { WorkerThread } from "./worker-thread.ts";

export interface WorkerPool {
  spawn(): WorkerThread;
  current(): Promise<WorkerThread>;
  swap<T>(next: WorkerThread, change: (old: WorkerThread) => Promise<T>): Promise<T>;
  discard(thread: WorkerThread): void;
}

interface PendingPush {
  id: string;
  thread: WorkerThread;
  app: DeployedApp;
  env: Environment;
}

export class Management {
  readonly #pool: WorkerPool;
  #pending: PendingPush | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(pool: WorkerPool) {
    this.#pool = pool;
  }

  async perform(operation: AdminOperation, body: JsonValue): Promise<JsonValue> {
    if (isDataOperation(operation)) {
      return (await this.#pool.current()).request("operate", { operation, body });
    }
    const result = this.#turn.then(() => this.#perform(operation, body));
    this.#turn = result.catch(() => {});
    return result;
  }

  async #perform(
    operation: Exclude<AdminOperation, DataOperation>,
    body: JsonValue,
  ): Promise<JsonValue> {
    switch (operation) {
      case "getConfigHashes":
        return (await this.#pool.current()).request("configHashes", null);
      case "startPush":
      case "evaluatePush":
        return this.#start(body);
      case "waitForSchema":
        return (await this.#pool.current()).request("waitForSchema", {
          app: this.#pendingOf(body).app,
        });
      case "finishPush":
        return this.#finish(body);
      case "updateEnvironmentVariables":
        return this.#updateEnvironment(body);
      default:
        return operation satisfies never;
    }
  }

  async #start(body: JsonValue): Promise<JsonValue> {
    this.#forget();
    const current = await this.#pool.current();
    const { env, stored } = await current.request("pushContext", { hashes: unchangedHashes(body) });
    const thread = this.#pool.spawn();
    try {
      const { app } = await thread.request("analyze", { body, env, stored }).catch(notLoaded);
      const indexDiffs = await current.request("indexDiffs", { app });
      this.#pending = { id: randomUUID(), thread, app, env };
      return startPushReply(this.#pending.id, app, env, indexDiffs);
    } catch (error) {
      this.#pool.discard(thread);
      if (asLocalBackendError(error)?.code !== "worker_crashed") throw error;
      throw new HttpError(
        400,
        "InvalidModules",
        `The modules could not be loaded: one of them does not come to an end, or uses up the memory. ${String(error)}`,
      );
    }
  }

  async #finish(body: JsonValue): Promise<JsonValue> {
    const { thread, app, env } = this.#pendingOf(body);
    if (isObject(body) && body.dryRun === true) {
      this.#forget();
      return EMPTY_FINISH_REPLY;
    }
    const sources = await thread.request("pushedSources", null);
    const reply = await this.#pool.swap(thread, (old) =>
      old.request("applyPush", { app, sources, env }),
    );
    this.#pending = null;
    return reply;
  }

  async #updateEnvironment(body: JsonValue): Promise<JsonValue> {
    const changes = parseChanges(body);
    const current = await this.#pool.current();
    const { needsRestart } = await current.request("updateEnvironment", { changes });
    // Modules read their variables while they are loaded, so a change needs fresh ones.
    if (needsRestart) await this.#pool.swap(this.#pool.spawn(), async () => {});
    return null;
  }

  #pendingOf(body: JsonValue): PendingPush {
    const pending = this.#pending;
    if (!pending || pushIdOf(body) !== pending.id) {
      throw new HttpError(
        400,
        "PushNotPending",
        "This push is not pending any more: another one was started, or the backend was restarted. Push again.",
      );
    }
    return pending;
  }

  #forget(): void {
    if (this.#pending !== null) this.#pool.discard(this.#pending.thread);
    this.#pending = null;
  }
}

/** A worker that dies of what it loads is the push's fault, and the CLI must not try again. */
function notLoaded(error: unknown): never {
  if (!(error instanceof LocalBackendError && error.code === "worker_crashed")) throw error;
  throw new HttpError(
    400,
    "InvalidModules",
    "The functions could not be loaded: a module runs for too long, or ends the process, while it is imported. Look for endless loops and heavy work outside of functions.",
  );
}

function isDataOperation(operation: AdminOperation): operation is DataOperation {
  return dataOperations.some((one) => one === operation);
}

function unchangedHashes(body: JsonValue): string[] {
  const app = isObject(body) ? body.appDefinition : undefined;
  const hashes = isObject(app) ? app.unchangedModuleHashes : undefined;
  if (!Array.isArray(hashes)) return [];
  return hashes.flatMap((item) =>
    isObject(item) && typeof item.sha256 === "string" ? [item.sha256] : [],
  );
}

function parseChanges(body: JsonValue): Array<{ name: string; value: string | null }> {
  const changes = isObject(body) ? body.changes : undefined;
  const malformed = new HttpError(
    400,
    "InvalidEnvironmentVariables",
    "`changes` must be a list of {name, value}, where value is a string or null.",
  );
  if (!Array.isArray(changes)) throw malformed;
  return changes.map((change) => {
    if (!isObject(change) || typeof change.name !== "string") throw malformed;
    const value = change.value ?? null;
    if (value !== null && typeof value !== "string") throw malformed;
    return { name: change.name, value };
  });
}
