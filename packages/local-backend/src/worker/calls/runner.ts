/** Runs functions whose targets are known, and turns what comes of it into outcomes and log entries. */
import type { Transaction } from "../../engine/types.ts";
import type { TableOf } from "../../protocol/validators.ts";
import type { FunctionOutcome, Identity, LogEntry } from "../../wire/calls.ts";
import type { UdfType } from "../../wire/deployed-app.ts";
import type { Origin } from "../../wire/internal-call.ts";
import type { Component, ComponentFunction } from "../app/component.ts";
import { displayFunctionPath, parseFunctionPath } from "../app/function-path.ts";
import { type Executor, MustRunFirst } from "../executor.ts";
import { ActionFrame, type CallOut } from "../syscalls/action-frame.ts";
import { TransactionFrame } from "../syscalls/transaction-frame.ts";
import { Execution, type WorkerParts } from "./execution.ts";
import {
  completionEntry,
  type LoggedFunction,
  loggedFunction,
  progressEntry,
} from "./log-entry.ts";
import { describeFailure, FunctionRefused, failedOutcome } from "./outcome.ts";
import { requireType } from "./resolve.ts";
import { runActionFunction, runTransactionFunction } from "./run.ts";

/** A function call whose target is known, on its way to run. */
export interface ResolvedCall {
  target: ComponentFunction;
  argsJson: string;
  identity: Identity | null;
  /** See HttpIdentity; of actions alone. */
  identityRefusal?: string | null;
  origin: Origin;
  depth: number;
}

export interface FunctionRunnerInput {
  parts: WorkerParts;
  executor: Executor;
  callOut: CallOut;
  actionEnded(): void;
}

export class FunctionRunner {
  readonly #input: FunctionRunnerInput;
  #runningActions = 0;

  constructor(input: FunctionRunnerInput) {
    this.#input = input;
  }

  get runningActions(): number {
    return this.#runningActions;
  }

  /** Runs an action to its end; what becomes of the result is the caller's to decide. */
  async runAction(call: ResolvedCall): Promise<FunctionOutcome & { thrown?: unknown }> {
    const execution = this.newExecution(call.origin);
    this.streamLogs(execution, loggedFunction(call.target, call.identity));
    const frame = new ActionFrame({
      execution,
      component: call.target.component,
      target: call.target,
      identity: call.identity,
      identityRefusal: call.identityRefusal ?? null,
      depth: call.depth,
      callOut: this.#input.callOut,
      tableOf: () => this.#tableOf(call.target.component),
    });
    this.#runningActions++;
    try {
      const valueJson = await runActionFunction(frame, call.argsJson);
      this.publish(this.entry(execution, call.target, call.identity, null));
      return { ok: true, valueJson, logLines: execution.logLines() };
    } catch (thrown) {
      this.publish(this.entry(execution, call.target, call.identity, thrown));
      return { ...this.failure(thrown, execution), thrown };
    } finally {
      this.#runningActions--;
      this.#input.actionEnded();
    }
  }

  /** Runs a mutation within `tx`; rejects with what it threw. The log entry is the caller's to write. */
  async runMutation(tx: Transaction, execution: Execution, call: ResolvedCall): Promise<string> {
    const frame = new TransactionFrame({
      execution,
      target: call.target,
      identity: call.identity,
      depth: call.depth,
      snapshot: tx,
      transaction: tx,
    });
    try {
      const valueJson = await runTransactionFunction(frame, call.argsJson);
      if (!execution.mustRunFirst) return valueJson;
    } catch (thrown) {
      if (!execution.mustRunFirst) throw thrown;
    }
    // Also when user code has caught the refusal.
    throw new MustRunFirst();
  }

  newExecution(origin: Origin): Execution {
    return new Execution(this.#input.parts, origin);
  }

  /** For actions, whose lines are worth seeing before they end. */
  streamLogs(execution: Execution, logged: LoggedFunction): void {
    execution.streamTo((line) => this.publish(progressEntry(execution, logged, line)));
  }

  /** Into the log, without waiting for the end of the executor's round. */
  publish(entry: LogEntry): void {
    this.#input.executor.log(entry);
    this.#input.executor.flush();
  }

  logRun(execution: Execution, target: ComponentFunction, thrown: unknown): void {
    this.publish(this.entry(execution, target, null, thrown));
  }

  /** Another component's function, as a stored job or a retired worker's call names it. */
  find(component: string, path: string, expected?: UdfType): ComponentFunction {
    const target = this.#input.parts.app.component(component)?.find(path);
    if (!target) {
      throw new FunctionRefused(
        `Could not find function for '${displayFunctionPath(parseFunctionPath(path))}'. It may have been removed by a push.`,
      );
    }
    if (expected) requireType(target, expected);
    return target;
  }

  #tableOf(component: Component): TableOf | null {
    const { engine, isInCharge } = this.#input.parts;
    if (!isInCharge()) return null;
    return (id) => engine.reading((snapshot) => snapshot.tableOf(component.path, id));
  }

  failure(thrown: unknown, execution: Execution): Extract<FunctionOutcome, { ok: false }> {
    return failedOutcome(thrown, execution.requestId, execution.logLines());
  }

  entry(
    execution: Execution,
    target: ComponentFunction,
    identity: Identity | null,
    thrown: unknown,
  ): LogEntry {
    const error = thrown === null ? null : describeFailure(thrown);
    return completionEntry(execution, loggedFunction(target, identity), error);
  }
}
