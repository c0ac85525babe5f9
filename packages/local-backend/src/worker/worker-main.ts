/** Routes what the main thread sends. Holds the pending push of this worker and, when it is open, the deployment. */

import { asLocalBackendError } from "../errors.ts";
import type { JsonValue } from "../protocol/json.ts";
import { Activity } from "../wire/activity.ts";
import { HttpError } from "../wire/http-error.ts";
import type {
  FromWorker,
  ToWorker,
  WorkerMethod,
  WorkerRequests,
  WorkerSettings,
} from "../wire/messages.ts";
import { type StartedPush, startPush } from "./push/start-push.ts";
import { hostNow } from "./realm/globals.ts";
import { type NodePackages, nodePackages } from "./realm/packages.ts";
import { RunningDeployment } from "./running-deployment.ts";

export type Post = (message: FromWorker, transfer?: ReadableStream[]) => void;

type Handlers = {
  [Method in WorkerMethod]?: (
    params: WorkerRequests[Method]["params"],
  ) => Promise<WorkerRequests[Method]["result"]> | WorkerRequests[Method]["result"];
};

const BEAT_EVERY_MS = 250;

export class WorkerMain {
  readonly #settings: WorkerSettings;
  readonly #post: Post;
  readonly #packages: NodePackages;
  #push: StartedPush | null = null;
  #running: RunningDeployment | null = null;

  readonly #handlers: Handlers = {
    analyze: async ({ body, env, stored }) => {
      const activity = new Activity(this.#settings.activity);
      const note = (message: string): void => this.#post({ type: "info", message });
      const settleMs = this.#settings.functionTimeoutMs;
      const packages = this.#packages;
      this.#push = await activity.whileImporting(hostNow, () =>
        startPush({ body, env, stored, settleMs, packages, warn: note }),
      );
      return { app: this.#push.app, dryRun: this.#push.dryRun };
    },
    pushedSources: () => this.#push?.sources ?? {},
    open: (params) => {
      this.#running = new RunningDeployment(
        this.#settings,
        this.#packages,
        this.#post,
        this.#fatal,
      );
      return this.#running.start(params);
    },
    retire: () => this.#deployment().retire(),
    configHashes: () => this.#deployment().pushTarget.configHashes(),
    pushContext: ({ hashes }) => this.#deployment().pushTarget.context(hashes),
    indexDiffs: ({ app }) => this.#deployment().pushTarget.indexDiffs(app) as unknown as JsonValue,
    waitForSchema: ({ app }) => this.#deployment().pushTarget.waitForSchema(app),
    applyPush: (push) => this.#deployment().applyPush(push),
    operate: ({ operation, body }) => this.#deployment().data.perform(operation, body),
    updateEnvironment: ({ changes }) => this.#deployment().updateEnvironment(changes),
  };

  readonly #fatal: (error: unknown) => void;

  constructor(settings: WorkerSettings, post: Post, fatal: (error: unknown) => void) {
    this.#fatal = fatal;
    this.#settings = settings;
    this.#packages = nodePackages(settings.projectFolder);
    this.#post = post;
    const activity = new Activity(settings.activity);
    setInterval(() => activity.beat(hostNow()), BEAT_EVERY_MS).unref();
  }

  receive(message: ToWorker): void {
    if (message.type === "request") void this.#answer(message.id, message.method, message.params);
    else this.#running?.receive(message);
  }

  warn(message: string, error?: unknown): void {
    const detail = error instanceof Error ? (error.stack ?? error.message) : error;
    this.#post({
      type: "warning",
      message: detail === undefined ? message : `${message}: ${String(detail)}`,
    });
  }

  #deployment(): RunningDeployment {
    if (!this.#running) throw new Error("This worker has not opened the database");
    return this.#running;
  }

  async #answer(id: number, method: WorkerMethod, params: unknown): Promise<void> {
    try {
      const handler = this.#handlers[method] as ((params: unknown) => unknown) | undefined;
      if (!handler) throw new Error(`The worker has no method ${method}`);
      this.#post({ type: "answer", id, result: await handler(params) });
    } catch (error) {
      this.#post({ type: "refused", id, ...describe(error) });
    }
  }
}

function describe(error: unknown): Omit<Extract<FromWorker, { type: "refused" }>, "type" | "id"> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message } = error;
  if (error instanceof HttpError) {
    return { message, http: { status: error.status, code: error.code } };
  }
  const code = asLocalBackendError(error)?.code;
  return {
    message,
    ...(code ? { code } : {}),
    ...(error.stack ? { stack: error.stack } : {}),
  };
}
