/** Calls from running actions and the scheduler, whose targets are resolved: each is a transaction or action of its own. */
import type { Snapshot, Transaction } from "../../engine/types.ts";
import type { JsonObject, JsonValue } from "../../protocol/json.ts";
import type { Culprit } from "../../wire/activity.ts";
import type { InternalCall, InternalKind, InternalOutcome } from "../../wire/messages.ts";
import type { ComponentFunction } from "../app/component.ts";
import type { Executor, MutationJob } from "../executor.ts";
import { parseStorageOperation, readStorage } from "../files/action-storage.ts";
import { addFile, deleteFile } from "../files/stored-files.ts";
import { finishJob } from "../jobs/scheduler.ts";
import { cancelJob, scheduleJob } from "../syscalls/scheduling.ts";
import { TransactionFrame } from "../syscalls/transaction-frame.ts";
import type { Execution, Surroundings } from "./execution.ts";
import { internalFailure } from "./outcome.ts";
import { runTransactionFunction } from "./run.ts";
import type { FunctionRunner } from "./runner.ts";

export class InternalCalls {
  readonly #executor: Executor;
  readonly #runner: FunctionRunner;
  readonly #surroundings: Surroundings;

  constructor(executor: Executor, runner: FunctionRunner, surroundings: Surroundings) {
    this.#executor = executor;
    this.#runner = runner;
    this.#surroundings = surroundings;
  }

  /** `id` is the main thread's, when it forwards the call. */
  perform(kind: InternalKind, call: InternalCall, id = 0): Promise<InternalOutcome> {
    const culprit: Culprit = { kind: "call", id };
    switch (kind) {
      case "query":
        return this.#internalQuery(call, culprit);
      case "mutation":
        return this.#internalMutation(call, culprit);
      case "action":
        return this.#internalAction(call);
      case "schedule":
        return this.#write((tx, execution) => this.#scheduleFor(tx, execution, call), call);
      case "cancel":
        return this.#write((tx, execution) => {
          const { id } = JSON.parse(call.argsJson) as { id: string };
          cancelJob(tx, execution, call.component, id);
          return null;
        }, call);
      case "finishJob":
        return this.#write((tx) => {
          const { id, state } = JSON.parse(call.argsJson) as { id: string; state: JsonObject };
          finishJob(tx, call.component, id, state);
          return null;
        }, call);
      case "storage":
        return this.#storage(call);
      default:
        return kind satisfies never;
    }
  }

  #internalQuery(call: InternalCall, culprit: Culprit): Promise<InternalOutcome> {
    return new Promise((resolve) => {
      this.#executor.query({
        culprit,
        failed: (error) => resolve(internalFailure(error)),
        run: async (snapshot) => {
          const execution = this.#runner.newExecution(call.origin);
          let target: ComponentFunction | null = null;
          let thrown: unknown = null;
          try {
            target = this.#runner.find(call.component, call.path, "Query");
            const frame = new TransactionFrame({
              execution,
              target,
              identity: call.identity,
              depth: call.depth,
              snapshot,
              transaction: null,
            });
            resolve({ ok: true, valueJson: await runTransactionFunction(frame, call.argsJson) });
          } catch (error) {
            thrown = error;
            resolve(internalFailure(error));
          }
          if (target)
            this.#executor.log(this.#runner.entry(execution, target, call.identity, thrown));
        },
      });
    });
  }

  #internalMutation(call: InternalCall, culprit: Culprit): Promise<InternalOutcome> {
    let target: ComponentFunction | null = null;
    return this.#write(
      async (tx, execution) => {
        target = this.#runner.find(call.component, call.path, "Mutation");
        return this.#runner.runMutation(tx, execution, { ...call, target });
      },
      call,
      (execution, thrown) => {
        if (target)
          this.#executor.log(this.#runner.entry(execution, target, call.identity, thrown));
      },
      culprit,
    );
  }

  async #internalAction(call: InternalCall): Promise<InternalOutcome> {
    try {
      const target = this.#runner.find(call.component, call.path, "Action");
      const outcome = await this.#runner.runAction({ ...call, target });
      return outcome.ok
        ? { ok: true, valueJson: outcome.valueJson }
        : internalFailure(outcome.thrown);
    } catch (thrown) {
      return internalFailure(thrown);
    }
  }

  #storage(call: InternalCall): Promise<InternalOutcome> {
    const operation = parseStorageOperation(call.argsJson);
    const { component } = call;
    const answer = (value: JsonValue) => JSON.stringify(value);
    switch (operation.op) {
      case "add":
        return this.#write((tx) => answer(addFile(tx, component, operation.file)), call);
      case "delete":
        return this.#write((tx) => {
          deleteFile(tx, component, operation.storageId);
          this.#surroundings.fileDeleted();
          return answer(null);
        }, call);
      case "url":
      case "metadata":
      case "find":
        return this.#look((snapshot) =>
          answer(readStorage(snapshot, component, operation, this.#surroundings)),
        );
      default:
        return operation satisfies never;
    }
  }

  /** Reading that is no function's. */
  async #look(read: (snapshot: Snapshot) => string): Promise<InternalOutcome> {
    try {
      return { ok: true, valueJson: this.#surroundings.engine.reading(read) };
    } catch (error) {
      return internalFailure(error);
    }
  }

  /** A transaction on behalf of a running action. */
  #write(
    run: (tx: Transaction, execution: Execution) => Promise<string> | string | null,
    call: InternalCall,
    ended: (execution: Execution, thrown: unknown) => void = () => {},
    culprit: Culprit = { kind: "call", id: 0 },
  ): Promise<InternalOutcome> {
    const execution = this.#runner.newExecution(call.origin);
    let valueJson = "null";
    return new Promise((resolve) => {
      const job: MutationJob = {
        culprit,
        run: async (tx) => {
          execution.begin();
          valueJson = (await run(tx, execution)) ?? "null";
        },
        done: (result) => {
          ended(execution, result.ok ? null : result.error);
          resolve(result.ok ? { ok: true, valueJson } : internalFailure(result.error));
        },
      };
      this.#executor.mutate(job);
    });
  }

  #scheduleFor(tx: Transaction, execution: Execution, call: InternalCall): string {
    const { targetComponent, scheduledTime, args } = JSON.parse(call.argsJson) as {
      targetComponent: string;
      scheduledTime: number;
      args: JsonObject;
    };
    const id = scheduleJob(tx, execution, {
      owner: call.component,
      target: this.#runner.find(targetComponent, call.path),
      scheduledTime,
      args,
    });
    return JSON.stringify(id as JsonValue);
  }
}
