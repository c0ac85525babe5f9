/**
 * The deployment on the main thread: owns the worker of the current version, gives it the work, and replaces it after
 * a push, a change of the environment or a crash. Knows nothing of what functions do; the worker alone has the
 * database. One worker owns the database at a time: the old one gives it up before the next one opens it.
 */
import { reasonOf } from "../errors.ts";
import type { JsonValue } from "../protocol/json.ts";
import { signingSecret } from "../protocol/jwt-signer.ts";
import { uploadKey } from "../protocol/upload-token.ts";
import { type FolderLock, lockFolder } from "../storage/folder-lock.ts";
import { newActivityBuffer } from "../wire/activity.ts";
import type {
  FunctionCall,
  FunctionOutcome,
  LogEntry,
  MutationOutcome,
  QueryOutcome,
  Refresh,
  Subscription,
} from "../wire/calls.ts";
import type {
  AdminOperation,
  AuthProvider,
  Deployment,
  DeploymentOptions,
  HttpCall,
  HttpOutcome,
} from "../wire/deployment.ts";
import type { FailedCall, WorkerFailure } from "../wire/failed-call.ts";
import type { InternalOutcome } from "../wire/internal-call.ts";
import type { CallMessage, CallOutcome, FromWorker, RunningJob } from "../wire/messages.ts";
import { failedQuery, interruptedJob } from "./failed-outcomes.ts";
import { HttpExchanges } from "./http-exchanges.ts";
import { LiveQueries } from "./live-queries.ts";
import { Management } from "./management.ts";
import { PendingCalls } from "./pending-calls.ts";
import { type LastActivity, Watchdog } from "./watchdog.ts";
import { type WorkerNews, WorkerThread } from "./worker-thread.ts";

/** Locks the folder, opens or creates its database, and starts what was deployed last. */
export async function openDeployment(options: DeploymentOptions): Promise<Deployment> {
  const lock = lockFolder(options.folder);
  const host = new Host(options, lock);
  try {
    await host.open();
  } catch (error) {
    await host.close();
    throw error;
  }
  return host;
}

/** A worker that dies this often in a row before it is ready will not get better by another start. */
const MAX_STARTS = 3;

class Host implements Deployment {
  readonly #options: DeploymentOptions;
  readonly #lock: FolderLock;
  readonly #calls = new PendingCalls();
  readonly #http = new HttpExchanges();
  readonly #live = new LiveQueries();
  readonly #management: Management;
  readonly #watchdog: Watchdog;
  readonly #refreshListeners: Array<(refresh: Refresh) => void> = [];
  readonly #logListeners: Array<(entry: LogEntry) => void> = [];
  /** Workers that gave up the database and still run actions. */
  readonly #retired = new Map<WorkerThread, RunningJob[]>();
  #current: WorkerThread | null = null;
  /** False while the current worker is being replaced: work waits. */
  #ready = false;
  #nextId = 1;
  #ts = 0n;
  #authProviders: AuthProvider[] = [];
  #closing: Promise<void> | null = null;
  /** Resolves when a replacement that is under way has ended. */
  #replacing: Promise<void> = Promise.resolve();

  constructor(options: DeploymentOptions, lock: FolderLock) {
    this.#options = options;
    this.#lock = lock;
    this.#watchdog = new Watchdog(
      options.functionTimeoutMs,
      (thread, last) => void this.#stop(thread, last),
    );
    this.#management = new Management({
      spawn: () => this.#spawn(),
      current: () => this.#workerInCharge(),
      swap: (next, change) => this.#swap(next, change),
      discard: (thread) => this.#discard(thread),
    });
  }

  async open(): Promise<void> {
    await this.#takeCharge(this.#spawn(), null);
  }

  latestTs(): bigint {
    return this.#ts;
  }

  query(call: FunctionCall, ts?: bigint): Promise<QueryOutcome & { ts: bigint }> {
    return this.#call({
      type: "query",
      id: this.#nextId++,
      call,
      ...(ts === undefined ? {} : { ts }),
    });
  }

  mutation(
    call: FunctionCall,
    session?: { sessionId: string; requestId: number },
  ): Promise<MutationOutcome> {
    return this.#call({
      type: "mutation",
      id: this.#nextId++,
      call,
      ...(session ? { session } : {}),
    });
  }

  action(call: FunctionCall): Promise<FunctionOutcome> {
    return this.#call({ type: "action", id: this.#nextId++, call });
  }

  anyFunction(call: FunctionCall): Promise<FunctionOutcome> {
    return this.#call({ type: "anyFunction", id: this.#nextId++, call });
  }

  async httpAction(call: HttpCall, signal: AbortSignal): Promise<HttpOutcome> {
    const thread = await this.#workerInCharge();
    return this.#http.start(this.#nextId++, thread, call, signal);
  }

  subscribe(subscription: Subscription): void {
    this.#live.add(subscription);
    if (this.#ready) {
      this.#current?.post({ type: "subscribe", subscriptions: [subscription] });
    }
  }

  unsubscribe(id: number): void {
    this.#live.remove(id);
    this.#current?.post({ type: "unsubscribe", id });
  }

  onRefresh(listener: (refresh: Refresh) => void): void {
    this.#refreshListeners.push(listener);
  }

  onLog(listener: (entry: LogEntry) => void): void {
    this.#logListeners.push(listener);
  }

  admin(operation: AdminOperation, body: JsonValue): Promise<JsonValue> {
    return this.#management.perform(operation, body);
  }

  authProviders(): AuthProvider[] {
    return this.#authProviders;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  #call<Outcome extends CallOutcome>(message: CallMessage): Promise<Outcome> {
    const thread = this.#ready ? this.#current : null;
    return this.#calls.add(message, thread) as Promise<Outcome>;
  }

  /** The worker that owns the database, after any replacement that is under way. */
  async #workerInCharge(): Promise<WorkerThread> {
    while (!this.#ready || !this.#current) {
      if (this.#closing) throw new Error("The local backend is closing.");
      await this.#replacing;
      if (!this.#ready && !this.#closing) await this.#recover();
    }
    return this.#current;
  }

  #spawn(): WorkerThread {
    const { adminKey, logger: _, ...given } = this.#options;
    const keys = { uploadKey: uploadKey(adminKey), signingSecret: signingSecret(adminKey) };
    const activity = newActivityBuffer();
    const thread = new WorkerThread(
      { ...given, ...keys, activity },
      {
        message: (message) => this.#receive(thread, message),
        died: (reason) => this.#died(thread, reason),
      },
    );
    this.#watchdog.watch(thread, activity);
    return thread;
  }

  #receive(thread: WorkerThread, message: WorkerNews): void {
    switch (message.type) {
      case "outcomes":
        for (const { id, outcome } of message.outcomes) {
          if ("ts" in outcome) this.#advance(outcome.ts);
          this.#calls.settle(id, outcome);
        }
        this.#log(message.logs);
        return;
      case "refresh":
        this.#advance(message.ts);
        this.#live.remember(message);
        for (const listener of this.#refreshListeners) listener(message);
        this.#log(message.logs);
        return;
      case "forward":
        this.#forward(thread, message);
        return;
      case "idle":
        if (this.#retired.has(thread)) this.#discard(thread);
        return;
      case "warning":
        this.#options.logger.warn(message.message);
        return;
      case "info":
        this.#options.logger.info(message.message);
        return;
      case "httpHead":
        this.#http.respond(message.id, message.outcome);
        return;
      default:
        message satisfies never;
    }
  }

  #advance(ts: bigint): void {
    if (ts > this.#ts) this.#ts = ts;
  }

  #log(entries: LogEntry[]): void {
    for (const entry of entries) {
      for (const listener of this.#logListeners) listener(entry);
    }
  }

  /** A function in a retired worker calls into the deployment as it is now. */
  #forward(from: WorkerThread, message: Extract<FromWorker, { type: "forward" }>): void {
    const { id, call } = message;
    this.#call<InternalOutcome>({ type: "internal", id: this.#nextId++, call }).then(
      (outcome) => from.post({ type: "forwarded", id, outcome }),
      (error: Error) =>
        from.post({ type: "forwarded", id, outcome: { ok: false, message: error.message } }),
    );
  }

  async #takeCharge(thread: WorkerThread, failedJob: WorkerFailure | null): Promise<void> {
    const opened = await thread.request("open", {
      failed: failedJob,
      runningElsewhere: [...this.#retired.values()].flat(),
      isFirst: this.#ts === 0n,
    });
    this.#authProviders = opened.authProviders;
    this.#advance(opened.ts);
    this.#current = thread;
    this.#ready = true;
    const subscriptions = this.#live.all();
    if (subscriptions.length > 0) thread.post({ type: "subscribe", subscriptions });
    this.#calls.sendWaiting(thread);
  }

  /**
   * Makes `next` the current worker. `change` is applied by the old one, in its own transaction: when it
   * fails nothing has changed and the old one goes on.
   */
  #swap<T>(next: WorkerThread, change: (old: WorkerThread) => Promise<T>): Promise<T> {
    const swap = (async () => {
      const old = await this.#workerInCharge();
      this.#ready = false;
      let result: T;
      try {
        result = await change(old);
      } catch (error) {
        if (this.#current === old) {
          this.#ready = true;
          this.#live.flushTo(old);
          this.#calls.sendWaiting(old);
        }
        throw error;
      }
      this.#current = null;
      await this.#retire(old);
      try {
        await this.#takeCharge(next, null);
      } catch {
        // What was applied is in the database: any new worker will do.
        this.#discard(next);
        await this.#recover();
      }
      return result;
    })();
    this.#replacing = swap.then(
      () => {},
      () => {},
    );
    return swap;
  }

  async #retire(thread: WorkerThread): Promise<void> {
    try {
      const { runningJobs } = await thread.request("retire", null);
      this.#retired.set(thread, runningJobs);
    } catch {
      // It died instead, which gives the database up as well.
    }
  }

  #discard(thread: WorkerThread): void {
    this.#retired.delete(thread);
    this.#watchdog.unwatch(thread);
    void thread.terminate();
  }

  /** The watchdog's verdict: the worker hangs. */
  async #stop(thread: WorkerThread, last: LastActivity | null): Promise<void> {
    await thread.terminate();
    const timeoutMs = this.#options.functionTimeoutMs;
    this.#died(thread, "a function exceeded its time limit", { timeoutMs }, last);
  }

  #died(
    thread: WorkerThread,
    reason: string,
    why: FailedCall = "crashed",
    activity = this.#watchdog.unwatch(thread),
  ): void {
    if (this.#closing) return;
    const culprit = activity?.culprit ?? null;
    if (this.#current === thread) {
      this.#options.logger.warn(`The process that runs functions was restarted: ${reason}`);
    }
    this.#http.fail(thread, new Error("The action was interrupted by a restart of its process."));
    this.#calls.takeBack(thread, culprit, why, activity?.wasCommitting ?? false);
    if (culprit?.kind === "subscription") this.#failSubscription(culprit.id, why);
    const interrupted = this.#retired.get(thread);
    if (interrupted) {
      this.#retired.delete(thread);
      for (const job of interrupted) this.#failJob(job);
    }
    if (this.#current !== thread) return;
    this.#current = null;
    this.#ready = false;
    this.#replacing = this.#recover(culprit?.kind === "job" ? { label: culprit.label, why } : null);
  }

  #failJob(job: RunningJob): void {
    void this.#call(interruptedJob(this.#nextId++, job));
  }

  /** A live query that hangs stays failed until it is asked for anew. */
  #failSubscription(id: number, why: FailedCall): void {
    const subscription = this.#live.remove(id);
    if (!subscription) return;
    const outcome = failedQuery(subscription.call.requestId, why);
    for (const listener of this.#refreshListeners) {
      listener({ ts: this.#ts, results: [{ id, outcome }] });
    }
  }

  async #recover(failedJob: WorkerFailure | null = null): Promise<void> {
    let lastError: unknown;
    for (let start = 0; start < MAX_STARTS && !this.#closing; start++) {
      const thread = this.#spawn();
      try {
        await this.#takeCharge(thread, failedJob);
        return;
      } catch (error) {
        lastError = error;
        this.#discard(thread);
      }
    }
    const reason = reasonOf(lastError);
    const sentence = `The process that runs functions cannot be started: ${reason}`;
    if (!this.#closing) this.#options.logger.error(sentence);
    this.#calls.rejectAll(sentence);
  }

  async #close(): Promise<void> {
    // Committed work is on disk already; this lets what was handed in finish.
    await this.#current?.request("retire", null).catch(() => {});
    // Also the worker of a push that is being loaded, which may never end by itself.
    const threads = this.#watchdog.close();
    this.#ready = false;
    this.#current = null;
    await Promise.all(threads.map((thread) => thread.terminate()));
    this.#calls.rejectAll("The local backend was closed.");
    this.#lock.release();
  }
}
