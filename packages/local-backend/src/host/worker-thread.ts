/** One worker as the main thread holds it: requests with answers, and its end. Holds no queue of work. */

import { Worker } from "node:worker_threads";
import { isLocalBackendErrorCode, LocalBackendError, stackOf } from "../errors.ts";
import { HttpError } from "../wire/http-error.ts";
import {
  asTransferable,
  type FromWorker,
  type ToWorker,
  type WorkerMethod,
  type WorkerRequests,
  type WorkerSettings,
} from "../wire/messages.ts";

/** All that a worker says but its answers to requests. */
export type WorkerNews = Exclude<FromWorker, { type: "answer" | "refused" }>;

export interface WorkerListener {
  message(message: WorkerNews): void;
  /** The thread ended without having been asked to. */
  died(reason: string): void;
}

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

export class WorkerThread {
  readonly #worker: Worker;
  readonly #requests = new Map<number, Pending>();
  #nextId = 1;
  #ending = false;
  #ended = false;
  #lastError: string | null = null;

  constructor(settings: WorkerSettings, listener: WorkerListener) {
    this.#worker = new Worker(new URL("./worker.js", import.meta.url), {
      execArgv: ["--experimental-vm-modules", "--no-warnings"],
      workerData: settings,
    });
    this.#worker.on("message", (message: FromWorker) => {
      if (message.type === "answer") this.#take(message.id)?.resolve(message.result);
      else if (message.type === "refused") this.#take(message.id)?.reject(errorOf(message));
      else listener.message(message);
    });
    this.#worker.on("error", (error: unknown) => {
      this.#lastError = stackOf(error);
    });
    this.#worker.on("exit", (code) => {
      this.#ended = true;
      const reason = this.#lastError ?? `its thread ended with code ${code}`;
      for (const { reject } of this.#requests.values()) {
        reject(new LocalBackendError("worker_crashed", `The functions' worker ended: ${reason}`));
      }
      this.#requests.clear();
      if (!this.#ending) listener.died(reason);
    });
  }

  post(message: ToWorker, transfer: ReadableStream[] = []): void {
    if (!this.#ended) this.#worker.postMessage(message, asTransferable(transfer));
  }

  request<Method extends WorkerMethod>(
    method: Method,
    params: WorkerRequests[Method]["params"],
  ): Promise<WorkerRequests[Method]["result"]> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      if (this.#ended) {
        reject(new LocalBackendError("worker_crashed", "The functions' worker has ended."));
        return;
      }
      this.#requests.set(id, {
        resolve: (result) => resolve(result as WorkerRequests[Method]["result"]),
        reject,
      });
      this.post({ type: "request", id, method, params });
    });
  }

  /** Ends the thread at once, whatever it is doing; not reported as a death. */
  async terminate(): Promise<void> {
    this.#ending = true;
    await this.#worker.terminate();
  }

  #take(id: number): Pending | undefined {
    const pending = this.#requests.get(id);
    this.#requests.delete(id);
    return pending;
  }
}

function errorOf(refused: Extract<FromWorker, { type: "refused" }>): Error {
  if (refused.http) {
    return new HttpError(refused.http.status, refused.http.code, refused.message);
  }
  const error =
    refused.code && isLocalBackendErrorCode(refused.code)
      ? new LocalBackendError(refused.code, refused.message)
      : new Error(refused.message);
  if (refused.stack) error.stack = refused.stack;
  return error;
}
