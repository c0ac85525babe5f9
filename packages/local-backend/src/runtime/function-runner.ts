/** Turns calls into work for the executor, and results into outcomes and log entries. */
import type { ReadSnapshot, Transaction } from "../engine/types.ts";
import type { JsonObject, JsonValue } from "../protocol/json.ts";
import type { Component, ComponentFunction } from "./component.ts";
import { Execution, type Surroundings } from "./execution.ts";
import type { Executor, LiveRun, MutationJob } from "./executor.ts";
import { requireType, resolveCall } from "./function-calls.ts";
import {
  describeFailure,
  FunctionRefused,
  failedOutcome,
  internalFailure,
} from "./function-error.ts";
import { displayFunctionPath, parseFunctionPath } from "./function-path.ts";
import { logEntry } from "./log-entry.ts";
import type {
  FunctionCall,
  FunctionOutcome,
  Identity,
  LogEntry,
  QueryOutcome,
  Subscription,
} from "./messages.ts";
import type { UdfType } from "./push/deployed-app.ts";
import { hostNow } from "./realm/globals.ts";
import type { ModuleGraph } from "./realm/module-graph.ts";
import { readRequest, rememberRequest } from "./request-records.ts";
import { runActionFunction, runTransactionFunction } from "./run-function.ts";
import { finishJob } from "./scheduler.ts";
import { ActionFrame, type CallOut } from "./syscalls/action-frame.ts";
import { cancelJob, scheduleJob } from "./syscalls/scheduling.ts";
import { TransactionFrame } from "./syscalls/transaction-frame.ts";
import { isSystemPath, runSystemQuery } from "./system/system-queries.ts";
import type {
  CallMessage,
  InternalCall,
  InternalKind,
  InternalOutcome,
} from "./worker-messages.ts";

/** A function call whose target is known, on its way to run. */
export interface ResolvedCall {
  target: ComponentFunction;
  argsJson: string;
  identity: Identity | null;
  requestId: string;
  depth: number;
  jobId?: string;
}

export class FunctionRunner {
  readonly #surroundings: Surroundings;
  readonly #executor: Executor;
  readonly #callOut: CallOut;
  readonly #actionEnded: () => void;
  #runningActions = 0;

  constructor(input: {
    surroundings: Surroundings;
    executor: Executor;
    callOut: CallOut;
    actionEnded(): void;
  }) {
    this.#surroundings = input.surroundings;
    this.#executor = input.executor;
    this.#callOut = input.callOut;
    this.#actionEnded = input.actionEnded;
  }

  get runningActions(): number {
    return this.#runningActions;
  }

  receive(message: CallMessage): void {
    switch (message.type) {
      case "query":
        this.#query(message);
        return;
      case "mutation":
        this.#mutation(message);
        return;
      case "action":
        void this.#action(message.id, message.call);
        return;
      case "anyFunction":
        this.#anyFunction(message);
        return;
      case "internal":
        void this.internal(message.kind, message.call).then((outcome) =>
          this.#executor.answer(message.id, outcome),
        );
        return;
      default:
        message satisfies never;
    }
  }

  /** A call from another function, or from the scheduler. */
  internal(kind: InternalKind, call: InternalCall): Promise<InternalOutcome> {
    switch (kind) {
      case "query":
        return this.#internalQuery(call);
      case "mutation":
        return this.#internalMutation(call);
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
      default:
        return kind satisfies never;
    }
  }

  async runLive(
    { call }: Subscription,
    journal: string | null,
    snapshot: ReadSnapshot,
  ): Promise<LiveRun> {
    const logs: LogEntry[] = [];
    const outcome = await this.#runQuery(call, journal, snapshot, logs);
    return { outcome, logs };
  }

  /** Runs an action to its end; whoever calls decides what becomes of the result. */
  async runAction(call: ResolvedCall): Promise<FunctionOutcome & { thrown?: unknown }> {
    const execution = this.#execution(call);
    const frame = new ActionFrame({
      execution,
      component: call.target.component,
      target: call.target,
      identity: call.identity,
      depth: call.depth,
      callOut: this.#callOut,
      tableOf: (id) => this.#tableOf(call.target.component, id),
    });
    this.#runningActions++;
    try {
      const valueJson = await runActionFunction(frame, call.argsJson);
      this.#log(execution, call.target, call.identity, null);
      return { ok: true, valueJson, logLines: execution.logLines() };
    } catch (thrown) {
      this.#log(execution, call.target, call.identity, thrown);
      return { ...this.#failure(thrown, execution), thrown };
    } finally {
      this.#runningActions--;
      this.#actionEnded();
    }
  }

  /** Runs a mutation within `tx`; rejects with what it threw. The log entry is the caller's to write. */
  async runMutation(tx: Transaction, execution: Execution, call: ResolvedCall): Promise<string> {
    return runTransactionFunction(
      new TransactionFrame({
        execution,
        target: call.target,
        identity: call.identity,
        depth: call.depth,
        snapshot: tx,
        transaction: tx,
      }),
      call.argsJson,
    );
  }

  newExecution(requestId: string, jobId: string | null): Execution {
    return new Execution(this.#surroundings, requestId, hostNow(), jobId);
  }

  logRun(execution: Execution, target: ComponentFunction, thrown: unknown): void {
    this.#log(execution, target, null, thrown);
  }

  /** Another component's function, as a stored job or a retired worker's call names it. */
  find(component: string, path: string, expected?: UdfType): ComponentFunction {
    const target = this.#surroundings.app.component(component)?.find(path);
    if (!target) {
      throw new FunctionRefused(
        `Could not find function for '${displayFunctionPath(parseFunctionPath(path))}'. It may have been removed by a push.`,
      );
    }
    if (expected) requireType(target, expected);
    return target;
  }

  graphs(): ModuleGraph[] {
    return [...this.#surroundings.app.components()].map((component) => component.graph);
  }

  #query({ id, call, ts }: Extract<CallMessage, { type: "query" }>): void {
    this.#executor.query({
      culprit: { kind: "call", id },
      ...(ts === undefined ? {} : { ts }),
      run: async (snapshot) => {
        const logs: LogEntry[] = [];
        const outcome = await this.#runQuery(call, null, snapshot, logs);
        for (const entry of logs) this.#executor.log(entry);
        this.#executor.answer(id, { ...outcome, ts: snapshot.ts });
      },
    });
  }

  async #runQuery(
    call: FunctionCall,
    journal: string | null,
    snapshot: ReadSnapshot,
    logs: LogEntry[],
  ): Promise<QueryOutcome> {
    const { requestId, caller } = call;
    if (caller.kind === "admin" && isSystemPath(call.path)) {
      return this.#runSystem(call, snapshot);
    }
    const execution = this.newExecution(requestId, null);
    let target: ComponentFunction | null = null;
    try {
      snapshot.dependOn("modules");
      target = resolveCall(this.#surroundings.app, call);
      requireType(target, "Query");
      const frame = new TransactionFrame({
        execution,
        target,
        identity: identityFor(target, caller.identity),
        depth: 1,
        snapshot,
        transaction: null,
        journal,
      });
      const valueJson = await runTransactionFunction(frame, call.argsJson);
      logs.push(this.#entry(execution, target, caller.identity, null));
      return { ok: true, valueJson, logLines: execution.logLines(), journal: frame.journal };
    } catch (thrown) {
      if (target) logs.push(this.#entry(execution, target, caller.identity, thrown));
      return { ...this.#failure(thrown, execution), journal };
    }
  }

  #runSystem(call: FunctionCall, snapshot: ReadSnapshot): QueryOutcome {
    const execution = this.newExecution(call.requestId, null);
    try {
      const value = runSystemQuery(call, snapshot, this.#surroundings);
      return { ok: true, valueJson: JSON.stringify(value), logLines: [], journal: null };
    } catch (thrown) {
      return { ...this.#failure(thrown, execution), journal: null };
    }
  }

  #mutation({ id, call, session }: Extract<CallMessage, { type: "mutation" }>): void {
    const { requestId, caller } = call;
    const execution = this.newExecution(requestId, null);
    let target: ComponentFunction | null = null;
    let valueJson = "null";
    this.#executor.mutate({
      culprit: { kind: "call", id },
      run: async (tx) => {
        const recorded = session && readRequest(tx, session);
        if (recorded) {
          valueJson = recorded.valueJson;
          for (const line of recorded.logs) execution.log(line);
          return;
        }
        target = resolveCall(this.#surroundings.app, call);
        requireType(target, "Mutation");
        valueJson = await this.runMutation(tx, execution, {
          target,
          argsJson: call.argsJson,
          identity: identityFor(target, caller.identity),
          requestId,
          depth: 1,
        });
        if (session && tx.hasWrites) {
          rememberRequest(tx, session, { valueJson, logs: execution.logs });
        }
      },
      done: (result) => {
        const thrown = result.ok ? null : result.error;
        if (target) this.#executor.log(this.#entry(execution, target, caller.identity, thrown));
        this.#executor.answer(id, {
          ...(result.ok
            ? { ok: true, valueJson, logLines: execution.logLines() }
            : this.#failure(result.error, execution)),
          ts: result.ts,
        });
      },
    });
  }

  async #action(id: number, call: FunctionCall): Promise<void> {
    const { requestId, caller, argsJson } = call;
    let target: ComponentFunction;
    try {
      target = resolveCall(this.#surroundings.app, call);
      requireType(target, "Action");
    } catch (thrown) {
      const execution = this.newExecution(requestId, null);
      this.#executor.answer(id, this.#failure(thrown, execution));
      return;
    }
    const identity = identityFor(target, caller.identity);
    const { thrown: _, ...outcome } = {
      thrown: null,
      ...(await this.runAction({ target, argsJson, identity, requestId, depth: 1 })),
    };
    this.#executor.answer(id, outcome);
  }

  #anyFunction({ id, call }: Extract<CallMessage, { type: "anyFunction" }>): void {
    if (isSystemPath(call.path)) {
      this.#query({ type: "query", id, call });
      return;
    }
    try {
      const { udfType } = resolveCall(this.#surroundings.app, call);
      if (udfType === "Query") this.#query({ type: "query", id, call });
      else if (udfType === "Mutation") this.#mutation({ type: "mutation", id, call });
      else void this.#action(id, call);
    } catch (thrown) {
      const execution = this.newExecution(call.requestId, null);
      this.#executor.answer(id, this.#failure(thrown, execution));
    }
  }

  #internalQuery(call: InternalCall): Promise<InternalOutcome> {
    return new Promise((resolve) => {
      this.#executor.query({
        culprit: { kind: "call", id: 0 },
        run: async (snapshot) => {
          const execution = this.newExecution(call.requestId, null);
          let target: ComponentFunction | null = null;
          let thrown: unknown = null;
          try {
            target = this.find(call.component, call.path, "Query");
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
          if (target) this.#executor.log(this.#entry(execution, target, call.identity, thrown));
        },
      });
    });
  }

  #internalMutation(call: InternalCall): Promise<InternalOutcome> {
    let target: ComponentFunction | null = null;
    return this.#write(
      async (tx, execution) => {
        target = this.find(call.component, call.path, "Mutation");
        return this.runMutation(tx, execution, { ...call, target });
      },
      call,
      (execution, thrown) => {
        if (target) this.#executor.log(this.#entry(execution, target, call.identity, thrown));
      },
    );
  }

  async #internalAction(call: InternalCall): Promise<InternalOutcome> {
    try {
      const target = this.find(call.component, call.path, "Action");
      const outcome = await this.runAction({ ...call, target });
      return outcome.ok
        ? { ok: true, valueJson: outcome.valueJson }
        : internalFailure(outcome.thrown);
    } catch (thrown) {
      return internalFailure(thrown);
    }
  }

  /** A transaction on behalf of a running action. */
  #write(
    run: (tx: Transaction, execution: Execution) => Promise<string> | string | null,
    call: InternalCall,
    ended: (execution: Execution, thrown: unknown) => void = () => {},
  ): Promise<InternalOutcome> {
    const execution = this.newExecution(call.requestId, null);
    let valueJson = "null";
    return new Promise((resolve) => {
      const job: MutationJob = {
        culprit: { kind: "call", id: 0 },
        run: async (tx) => {
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
      target: this.find(targetComponent, call.path),
      scheduledTime,
      args,
    });
    return JSON.stringify(id as JsonValue);
  }

  #tableOf(component: Component, id: string): string | null {
    const snapshot = this.#surroundings.engine.read();
    try {
      return snapshot.tableOf(component.path, id);
    } finally {
      snapshot.close();
    }
  }

  #execution({ requestId, jobId }: ResolvedCall): Execution {
    return this.newExecution(requestId, jobId ?? null);
  }

  #failure(thrown: unknown, execution: Execution): Extract<FunctionOutcome, { ok: false }> {
    return failedOutcome(thrown, execution.requestId, this.graphs(), execution.logLines());
  }

  #log(
    execution: Execution,
    target: ComponentFunction,
    identity: Identity | null,
    thrown: unknown,
  ): void {
    this.#executor.log(this.#entry(execution, target, identity, thrown));
    this.#executor.flush();
  }

  #entry(
    execution: Execution,
    target: ComponentFunction,
    identity: Identity | null,
    thrown: unknown,
  ): LogEntry {
    const error = thrown === null ? null : describeFailure(thrown, this.graphs());
    return logEntry(execution, target, identity, error);
  }
}

/** Identities don't reach components. */
function identityFor(target: ComponentFunction, identity: Identity | null): Identity | null {
  return target.component.path === "" ? identity : null;
}
