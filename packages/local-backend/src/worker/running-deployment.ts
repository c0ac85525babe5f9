/**
 * The deployment inside the worker that is in charge: database, app and what runs on them. Management operations are
 * here; the executor runs functions.
 */

import { BlobStore } from "../disk/blob-store.ts";
import { UploadStore } from "../disk/upload-store.ts";
import { openEngine } from "../engine/engine.ts";
import type { Engine } from "../engine/types.ts";
import { reasonOf } from "../errors.ts";
import type { JsonValue } from "../protocol/json.ts";
import { JwtSigner } from "../protocol/jwt-signer.ts";
import { Activity, activityStates } from "../wire/activity.ts";
import { EMPTY_APP } from "../wire/deployed-app.ts";
import { failureSentence } from "../wire/failed-call.ts";
import { HttpError } from "../wire/http-error.ts";
import type { InternalCall, InternalOutcome } from "../wire/internal-call.ts";
import type {
  OpenedState,
  RunningJob,
  ToWorker,
  WorkerRequests,
  WorkerSettings,
} from "../wire/messages.ts";
import { finishPushReply } from "../wire/push-reply.ts";
import { App } from "./app/app.ts";
import { Deadline } from "./calls/deadline.ts";
import type { WorkerParts } from "./calls/execution.ts";
import { CallsFromClients } from "./calls/from-clients.ts";
import { CallsFromFunctions } from "./calls/from-functions.ts";
import { forgetOldRequests } from "./calls/request-records.ts";
import { FunctionRunner } from "./calls/runner.ts";
import { DataOperations } from "./data-operations.ts";
import {
  readApp,
  readEnvironment,
  readModule,
  writeApp,
  writeEnvironment,
} from "./deployment-store.ts";
import { Executor } from "./executor.ts";
import { forgetContents, removedContents, sweepContents } from "./files/stored-files.ts";
import { HttpActions } from "./http/actions.ts";
import { CronRunner, planCrons, skipCron } from "./jobs/crons.ts";
import {
  failInterruptedJobs,
  failJob,
  jobOfLabel,
  removeOldJobs,
  Scheduler,
} from "./jobs/scheduler.ts";
import { PushTarget } from "./push/push-target.ts";
import { hostNow } from "./realm/globals.ts";
import { runAsHost } from "./realm/invocation.ts";
import type { NodePackages } from "./realm/packages.ts";
import type { CallOut } from "./syscalls/action-frame.ts";
import { failInterruptedExport } from "./transfer/exports.ts";
import { failInterruptedImports, importsInUse } from "./transfer/imports.ts";
import type { Post } from "./worker-main.ts";

const HOUR_MS = 60 * 60 * 1000;

export class RunningDeployment {
  readonly pushTarget: PushTarget;
  readonly data: DataOperations;
  readonly #engine: Engine;
  readonly #app: App;
  readonly #executor: Executor;
  readonly #runner: FunctionRunner;
  readonly #callsFromClients: CallsFromClients;
  readonly #callsFromFunctions: CallsFromFunctions;
  readonly #scheduler: Scheduler;
  readonly #crons: CronRunner;
  readonly #http: HttpActions;
  readonly #post: Post;
  readonly #activity: Activity;
  readonly #blobs: BlobStore;
  readonly #uploads: UploadStore;
  readonly #housekeeping: NodeJS.Timeout;
  readonly #forwarded = new Map<number, (outcome: InternalOutcome) => void>();
  #nextForward = 1;
  /** Calls of running actions go through the main thread: the database has been given up, or is about to be. */
  #isHandingOver = false;
  #isRetired = false;
  #hasNewJobs = false;
  #hasDeletedFiles = false;

  constructor(
    settings: WorkerSettings,
    packages: NodePackages,
    post: Post,
    fatal: (error: unknown) => void,
  ) {
    this.#post = post;
    this.#activity = new Activity(settings.activity);
    this.#activity.enter(activityStates.host, hostNow());
    this.#engine = openEngine({ folder: settings.folder, now: hostNow });
    const { instanceName, siteUrl, cloudUrl, uploadKey } = settings;
    const systemEnv = { CONVEX_CLOUD_URL: cloudUrl, CONVEX_SITE_URL: siteUrl };
    const warn = (message: string): void => post({ type: "info", message });
    this.#app = this.#engine.reading(
      (snapshot) =>
        new App({
          deployed: readApp(snapshot) ?? EMPTY_APP,
          env: readEnvironment(snapshot),
          systemEnv,
          packages,
          readModule: (sha256) => this.#engine.reading((current) => readModule(current, sha256)),
          warn,
        }),
    );
    this.pushTarget = new PushTarget({
      engine: this.#engine,
      deployed: this.#app.deployed,
      systemEnv,
    });
    this.#blobs = new BlobStore(settings.folder);
    this.#uploads = new UploadStore(settings.folder);
    const parts: WorkerParts = {
      app: this.#app,
      engine: this.#engine,
      instanceName,
      siteUrl,
      cloudUrl,
      uploadKey,
      signer: new JwtSigner(settings.signingSecret),
      blobs: this.#blobs,
      deadline: new Deadline(this.#activity, settings.functionTimeoutMs),
      whileImporting: (load) => this.#whileImporting(load),
      isInCharge: () => !this.#isRetired,
      jobScheduled: () => {
        this.#hasNewJobs = true;
      },
      fileDeleted: () => {
        this.#hasDeletedFiles = true;
      },
    };
    this.#executor = new Executor({
      engine: this.#engine,
      activity: this.#activity,
      output: {
        outcomes: (outcomes, logs) => post({ type: "outcomes", outcomes, logs }),
        refresh: (refresh, logs) => post({ type: "refresh", ...refresh, logs }),
      },
      runLive: (subscription, journal, snapshot) =>
        this.#callsFromClients.runLive(subscription, journal, snapshot),
      liveFailed: ({ call }, error) => this.#callsFromClients.failedQuery(call, error),
      committed: () => this.#committed(),
      fatal,
    });
    const callOut = ((call: InternalCall) => this.#callOut(call)) as CallOut;
    const engine = this.#engine;
    const executor = this.#executor;
    this.#runner = new FunctionRunner({
      parts,
      executor,
      callOut,
      actionEnded: () => this.#actionEnded(),
    });
    const runner = this.#runner;
    this.#callsFromClients = new CallsFromClients(parts, executor, runner);
    this.#callsFromFunctions = new CallsFromFunctions(executor, runner, parts);
    this.data = new DataOperations({
      parts,
      folder: settings.folder,
      write: (run) => this.#executor.write(run),
      warn: (error) => this.#warn(error),
    });
    this.#scheduler = new Scheduler({ engine, executor, runner, callOut });
    this.#crons = new CronRunner({
      engine,
      executor,
      runner,
      app: this.#app,
      warn: (message) => this.#warn(message),
    });
    this.#http = new HttpActions({
      parts,
      runner,
      callOut,
      post,
      ended: () => this.#actionEnded(),
    });
    this.#housekeeping = setInterval(() => {
      this.#tidy().catch((error) => this.#warn(error));
    }, HOUR_MS);
    this.#housekeeping.unref();
  }

  /** Repairs what a former worker left behind, then starts jobs and crons. */
  async start({
    failed,
    runningElsewhere,
    isFirst,
  }: WorkerRequests["open"]["params"]): Promise<OpenedState> {
    const elsewhere = new Set(runningElsewhere.map((job) => job.id));
    const warn = (message: string): void => this.#warn(message);
    await this.#executor.write((tx) => {
      const label = failed?.label ?? "";
      const job = jobOfLabel(label);
      if (failed && job) failJob(tx, job.owner, job.id, failureSentence(failed.why));
      else if (failed) skipCron(tx, this.#app, label, warn);
      failInterruptedJobs(tx, elsewhere);
      failInterruptedImports(tx);
      failInterruptedExport(tx);
      planCrons(tx, this.#app, warn);
      forgetOldRequests(tx);
      removeOldJobs(tx);
    });
    this.#activity.enter(activityStates.host, hostNow());
    if (isFirst) await this.#sweepFolders();
    await this.#removeContents();
    this.#activity.enter(activityStates.idle, hostNow());
    this.#scheduler.start();
    this.#crons.start();
    return { ts: this.#engine.latestTs(), authProviders: this.#app.deployed.appAuth };
  }

  receive(message: Exclude<ToWorker, { type: "request" }>): void {
    switch (message.type) {
      case "query":
      case "mutation":
      case "action":
      case "anyFunction":
        this.#callsFromClients.receive(message);
        return;
      case "internal": {
        const { id, call } = message;
        void this.#callsFromFunctions
          .perform(call, id)
          .then((outcome) => this.#executor.answer(id, outcome));
        return;
      }
      case "subscribe":
        for (const subscription of message.subscriptions) this.#executor.subscribe(subscription);
        return;
      case "unsubscribe":
        if (!this.#isRetired) this.#executor.unsubscribe(message.id);
        return;
      case "forwarded": {
        const resolve = this.#forwarded.get(message.id);
        this.#forwarded.delete(message.id);
        resolve?.(message.outcome);
        this.#actionEnded();
        return;
      }
      case "http":
        this.#http.start(message.id, message);
        return;
      case "httpAbort":
        this.#http.abort(message.id);
        return;
      default:
        message satisfies never;
    }
  }

  /** Finishes what was handed in and gives the database up; running actions go on and call through the main thread. */
  async retire(): Promise<{ runningJobs: RunningJob[] }> {
    await this.#handOver();
    clearInterval(this.#housekeeping);
    this.#isRetired = true;
    this.#engine.close();
    queueMicrotask(() => this.#actionEnded());
    return { runningJobs: this.#scheduler.runningJobs() };
  }

  async applyPush(push: WorkerRequests["applyPush"]["params"]): Promise<JsonValue> {
    const { app, sources, env } = push;
    this.pushTarget.requireEnvironment(env);
    const indexDiffs = this.pushTarget.indexDiffs(app);
    // From here on the old code may not run: the new schema may lack the indexes it reads.
    await this.#handOver();
    try {
      await this.#executor.write(
        (tx) => writeApp(tx, app, sources),
        () => this.#executor.forgetLive(),
      );
    } catch (error) {
      this.#goOn();
      throw asAdminError(error);
    }
    return finishPushReply({ before: this.pushTarget.app, after: app, indexDiffs });
  }

  async updateEnvironment(
    changes: WorkerRequests["updateEnvironment"]["params"]["changes"],
  ): Promise<{ needsRestart: boolean }> {
    await this.#executor.write((tx) => writeEnvironment(tx, changes));
    return { needsRestart: this.pushTarget.app !== null };
  }

  /** Starts nothing more by itself and finishes what was handed in. */
  async #handOver(): Promise<void> {
    this.#isHandingOver = true;
    this.#scheduler.stop();
    this.#crons.stop();
    while (!this.#executor.isIdle) await this.#executor.idle();
  }

  #goOn(): void {
    this.#isHandingOver = false;
    this.#scheduler.start();
    this.#crons.start();
  }

  #committed(): void {
    if (this.#hasNewJobs) {
      this.#hasNewJobs = false;
      this.#scheduler.look();
    }
    if (this.#hasDeletedFiles) {
      this.#hasDeletedFiles = false;
      this.#removeContents().catch((error) => this.#warn(error));
    }
  }

  /** Contents of files that are deleted for good. */
  async #removeContents(): Promise<void> {
    // An export still reads what its snapshot has.
    await this.data.exports.ended();
    if (this.#isHandingOver) return;
    const removed = this.#engine.reading(removedContents);
    if (removed.length === 0) return;
    for (const uuid of removed) await this.#blobs.remove(uuid);
    await this.#executor.write((tx) => forgetContents(tx, removed));
  }

  async #sweepFolders(): Promise<void> {
    await this.#engine.reading(async (snapshot) => {
      await sweepContents(snapshot, this.#blobs);
      await this.#uploads.sweep(importsInUse(snapshot));
    });
  }

  #warn(error: unknown): void {
    const message = reasonOf(error);
    this.#post({ type: "warning", message });
  }

  async #tidy(): Promise<void> {
    let hasMore = true;
    while (hasMore && !this.#isHandingOver) {
      await this.#executor.write((tx) => {
        forgetOldRequests(tx);
        hasMore = removeOldJobs(tx);
      });
    }
  }

  /** From an action here into the deployment, which may live in another worker by now. */
  #callOut(call: InternalCall): Promise<InternalOutcome> {
    if (!this.#isHandingOver) return runAsHost(() => this.#callsFromFunctions.perform(call));
    const id = this.#nextForward++;
    return new Promise((resolve) => {
      this.#forwarded.set(id, resolve);
      this.#post({ type: "forward", id, call });
    });
  }

  #actionEnded(): void {
    if (this.#isRetired && this.#runner.runningActions === 0 && this.#http.running === 0) {
      // The end of a job is reported through the main thread, after the action itself.
      setImmediate(() => {
        if (this.#forwarded.size === 0) this.#post({ type: "idle" });
      });
    }
  }

  async #whileImporting<T>(load: () => Promise<T>): Promise<T> {
    return this.#activity.whileImporting(hostNow, load);
  }
}

/** What the engine refuses in a schema can be mended by the person who pushes. */
function asAdminError(error: unknown): unknown {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? new HttpError(400, error.code, error.message)
    : error;
}
