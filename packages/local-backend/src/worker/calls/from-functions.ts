/** Calls from running actions and the scheduler, whose targets are resolved: each is a transaction or action of its own. */
import type { Snapshot, Transaction } from "../../engine/types.ts";
import type { Culprit } from "../../wire/activity.ts";
import type { InternalCall, InternalOutcome } from "../../wire/internal-call.ts";
import type { ComponentFunction } from "../app/component.ts";
import type { Executor } from "../executor.ts";
import { addFile, contentUrl, deleteFile, fileMetadata, findFile } from "../files/stored-files.ts";
import { finishJob } from "../jobs/scheduler.ts";
import { cancelJob, scheduleJob } from "../syscalls/scheduling.ts";
import { TransactionFrame } from "../syscalls/transaction-frame.ts";
import type { Execution, WorkerParts } from "./execution.ts";
import { calledFailure, internalFailure } from "./outcome.ts";
import { runTransactionFunction } from "./run.ts";
import type { FunctionRunner } from "./runner.ts";

type FunctionCall = InternalCall<"function">;

export class CallsFromFunctions {
  readonly #executor: Executor;
  readonly #runner: FunctionRunner;
  readonly #parts: WorkerParts;

  constructor(executor: Executor, runner: FunctionRunner, parts: WorkerParts) {
    this.#executor = executor;
    this.#runner = runner;
    this.#parts = parts;
  }

  /** `id` is the main thread's, when it forwards the call. */
  perform(call: InternalCall, id = 0): Promise<InternalOutcome> {
    switch (call.kind) {
      case "function":
        return this.#run(call, { kind: "call", id });
      case "schedule":
        return this.#write((tx) => this.#schedule(tx, call));
      case "cancel":
        return this.#write((tx) => {
          cancelJob(tx, this.#execution(call), call.owner, call.id);
          return null;
        });
      case "finishJob":
        return this.#write((tx) => {
          finishJob(tx, call.owner, call.id, call.end);
          return null;
        });
      case "addFile":
        return this.#write((tx) => addFile(tx, call.component, call.file));
      case "deleteFile":
        return this.#write((tx) => {
          deleteFile(tx, call.component, call.storageId);
          this.#parts.fileDeleted();
          return null;
        });
      case "fileUrl":
        return this.#read((snapshot) => contentUrl(snapshot, call, this.#parts));
      case "fileMetadata":
        return this.#read((snapshot) => fileMetadata(snapshot, call));
      case "findFile":
        return this.#read((snapshot) => findFile(snapshot, call));
      default:
        return call satisfies never;
    }
  }

  #run(call: FunctionCall, culprit: Culprit): Promise<InternalOutcome> {
    switch (call.udfType) {
      case "Query":
        return this.#runQuery(call, culprit);
      case "Mutation":
        return this.#runMutation(call, culprit);
      case "Action":
        return this.#runAction(call);
      default:
        return call.udfType satisfies never;
    }
  }

  #runQuery(call: FunctionCall, culprit: Culprit): Promise<InternalOutcome> {
    const { identity, depth, argsJson } = call;
    return new Promise((resolve) => {
      this.#executor.query({
        culprit,
        failed: (error) => resolve(calledFailure(error)),
        run: async (snapshot) => {
          const execution = this.#runner.newExecution(call.origin);
          let target: ComponentFunction | null = null;
          let thrown: unknown = null;
          try {
            target = this.#target(call);
            const place = { execution, target, identity, depth };
            const frame = new TransactionFrame({ ...place, snapshot, transaction: null });
            resolve({ ok: true, value: await runTransactionFunction(frame, argsJson) });
          } catch (error) {
            thrown = error;
            resolve(calledFailure(error));
          }
          this.#log(execution, target, call, thrown);
        },
      });
    });
  }

  #runMutation(call: FunctionCall, culprit: Culprit): Promise<InternalOutcome> {
    const execution = this.#runner.newExecution(call.origin);
    let target: ComponentFunction | null = null;
    let value = "";
    return new Promise((resolve) => {
      this.#executor.mutate({
        culprit,
        run: async (tx) => {
          execution.begin();
          target = this.#target(call);
          value = await this.#runner.runMutation(tx, execution, { ...call, target });
        },
        done: (result) => {
          this.#log(execution, target, call, result.ok ? null : result.error);
          resolve(result.ok ? { ok: true, value } : calledFailure(result.error));
        },
      });
    });
  }

  async #runAction(call: FunctionCall): Promise<InternalOutcome> {
    try {
      const outcome = await this.#runner.runAction({ ...call, target: this.#target(call) });
      return outcome.ok ? { ok: true, value: outcome.valueJson } : calledFailure(outcome.thrown);
    } catch (thrown) {
      return calledFailure(thrown);
    }
  }

  #target({ component, path, udfType }: FunctionCall): ComponentFunction {
    return this.#runner.find(component, path, udfType);
  }

  #log(
    execution: Execution,
    target: ComponentFunction | null,
    { identity }: FunctionCall,
    thrown: unknown,
  ): void {
    if (target) this.#executor.log(this.#runner.entry(execution, target, identity, thrown));
  }

  #schedule(tx: Transaction, call: InternalCall<"schedule">): string {
    const { owner, target, scheduledTime, args } = call;
    return scheduleJob(tx, this.#execution(call), {
      owner,
      target: this.#runner.find(target.component, target.path),
      scheduledTime,
      args,
    });
  }

  /** As of now: the call's turn has come. */
  #execution({ origin }: InternalCall<"schedule" | "cancel">): Execution {
    return this.#runner.newExecution(origin);
  }

  /** Reading for an action, which has no snapshot of its own. */
  async #read<T>(read: (snapshot: Snapshot) => T): Promise<{ ok: true; value: T } | Failure> {
    try {
      return { ok: true, value: this.#parts.engine.reading(read) };
    } catch (error) {
      return internalFailure(error);
    }
  }

  #write<T>(run: (tx: Transaction) => T): Promise<{ ok: true; value: T } | Failure> {
    return this.#executor.write(run).then((value) => ({ ok: true, value }), internalFailure);
  }
}

type Failure = ReturnType<typeof internalFailure>;
