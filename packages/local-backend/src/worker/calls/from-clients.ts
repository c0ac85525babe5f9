/**
 * Calls from outside: what the caller may call is checked here, then the executor gets the work and the caller the
 * outcome.
 */
import type { ReadSnapshot } from "../../engine/types.ts";
import type { FunctionCall, Identity, QueryOutcome, Subscription } from "../../wire/calls.ts";
import type { Origin } from "../../wire/internal-call.ts";
import type { CallMessage } from "../../wire/messages.ts";
import type { ComponentFunction } from "../app/component.ts";
import type { Executor, LiveRun } from "../executor.ts";
import { TransactionFrame } from "../syscalls/transaction-frame.ts";
import { isSystemPath, runSystemQuery } from "../system/system-queries.ts";
import type { WorkerParts } from "./execution.ts";
import { readRequest, rememberRequest } from "./request-records.ts";
import { requireType, resolveCall } from "./resolve.ts";
import { runTransactionFunction } from "./run.ts";
import type { FunctionRunner } from "./runner.ts";

export type ClientMessage = Exclude<CallMessage, { type: "internal" }>;

export class CallsFromClients {
  readonly #parts: WorkerParts;
  readonly #executor: Executor;
  readonly #runner: FunctionRunner;

  constructor(parts: WorkerParts, executor: Executor, runner: FunctionRunner) {
    this.#parts = parts;
    this.#executor = executor;
    this.#runner = runner;
  }

  receive(message: ClientMessage): void {
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
      default:
        message satisfies never;
    }
  }

  failedQuery(call: FunctionCall, error: unknown): QueryOutcome {
    const execution = this.#runner.newExecution(originOf(call));
    return { ...this.#runner.failure(error, execution), journal: null };
  }

  async runLive(
    { call }: Subscription,
    journal: string | null,
    snapshot: ReadSnapshot,
  ): Promise<LiveRun> {
    return this.#runQuery(call, journal, snapshot);
  }

  #query({ id, call, ts }: Extract<CallMessage, { type: "query" }>): void {
    this.#executor.query({
      culprit: { kind: "call", id },
      ...(ts === undefined ? {} : { ts }),
      run: async (snapshot) => {
        const { outcome, logs } = await this.#runQuery(call, null, snapshot);
        for (const entry of logs) this.#executor.log(entry);
        this.#executor.answer(id, { ...outcome, ts: snapshot.ts });
      },
      failed: (error) => {
        const outcome = this.failedQuery(call, error);
        this.#executor.answer(id, { ...outcome, ts: this.#parts.engine.latestTs() });
      },
    });
  }

  async #runQuery(
    call: FunctionCall,
    journal: string | null,
    snapshot: ReadSnapshot,
  ): Promise<LiveRun> {
    const { caller } = call;
    if (caller.kind === "admin" && isSystemPath(call.path)) {
      return { outcome: this.#runSystem(call, snapshot), logs: [], hasExpired: false };
    }
    const execution = this.#runner.newExecution(originOf(call));
    let target: ComponentFunction | null = null;
    const run = (outcome: QueryOutcome, thrown: unknown): LiveRun => {
      const logs = target ? [this.#runner.entry(execution, target, caller.identity, thrown)] : [];
      return { outcome, logs, hasExpired: execution.hasExpired };
    };
    try {
      target = resolveCall(this.#parts.app, call);
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
      const logLines = execution.logLines();
      return run({ ok: true, valueJson, logLines, journal: frame.journal }, null);
    } catch (thrown) {
      return run({ ...this.#runner.failure(thrown, execution), journal }, thrown);
    }
  }

  #runSystem(call: FunctionCall, snapshot: ReadSnapshot): QueryOutcome {
    const execution = this.#runner.newExecution(originOf(call));
    try {
      const value = runSystemQuery(call, snapshot, this.#parts);
      return { ok: true, valueJson: JSON.stringify(value), logLines: [], journal: null };
    } catch (thrown) {
      return { ...this.#runner.failure(thrown, execution), journal: null };
    }
  }

  #mutation({ id, call, session }: Extract<CallMessage, { type: "mutation" }>): void {
    const { caller } = call;
    const execution = this.#runner.newExecution(originOf(call));
    let target: ComponentFunction | null = null;
    let valueJson = "null";
    this.#executor.mutate({
      culprit: { kind: "call", id },
      run: async (tx) => {
        execution.begin();
        const recorded = session && readRequest(tx, session);
        if (recorded) {
          valueJson = recorded.valueJson;
          for (const line of recorded.logs) execution.log(line);
          return;
        }
        target = resolveCall(this.#parts.app, call);
        requireType(target, "Mutation");
        valueJson = await this.#runner.runMutation(tx, execution, {
          target,
          argsJson: call.argsJson,
          identity: identityFor(target, caller.identity),
          origin: execution.origin,
          depth: 1,
        });
        if (session && tx.hasWrites) {
          rememberRequest(tx, session, { valueJson, logs: execution.logs });
        }
      },
      done: (result) => {
        const thrown = result.ok ? null : result.error;
        if (target)
          this.#executor.log(this.#runner.entry(execution, target, caller.identity, thrown));
        this.#executor.answer(id, {
          ...(result.ok
            ? { ok: true, valueJson, logLines: execution.logLines() }
            : this.#runner.failure(result.error, execution)),
          ts: result.ts,
        });
      },
    });
  }

  async #action(id: number, call: FunctionCall): Promise<void> {
    const { caller, argsJson } = call;
    const origin = originOf(call);
    let target: ComponentFunction;
    try {
      target = resolveCall(this.#parts.app, call);
      requireType(target, "Action");
    } catch (thrown) {
      const execution = this.#runner.newExecution(originOf(call));
      this.#executor.answer(id, this.#runner.failure(thrown, execution));
      return;
    }
    const identity = identityFor(target, caller.identity);
    const { thrown: _, ...outcome } = {
      thrown: null,
      ...(await this.#runner.runAction({ target, argsJson, identity, origin, depth: 1 })),
    };
    this.#executor.answer(id, outcome);
  }

  #anyFunction({ id, call }: Extract<CallMessage, { type: "anyFunction" }>): void {
    if (isSystemPath(call.path)) {
      this.#query({ type: "query", id, call });
      return;
    }
    try {
      const { udfType } = resolveCall(this.#parts.app, call);
      if (udfType === "Query") this.#query({ type: "query", id, call });
      else if (udfType === "Mutation") this.#mutation({ type: "mutation", id, call });
      else void this.#action(id, call);
    } catch (thrown) {
      const execution = this.#runner.newExecution(originOf(call));
      this.#executor.answer(id, this.#runner.failure(thrown, execution));
    }
  }
}

function originOf({ requestId, isSync, metadata }: FunctionCall): Origin {
  const caller = isSync ? "SyncWorker" : "HttpApi";
  return { requestId, caller, metadata: metadata ?? null, job: null };
}

/** Identities don't reach components. */
function identityFor(target: ComponentFunction, identity: Identity | null): Identity | null {
  return target.component.path === "" ? identity : null;
}
