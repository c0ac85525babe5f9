/**
 * Runs scheduled functions when they are due. A mutation's success is written in its own transaction (exactly once); an
 * action is marked before it starts and never started again (at most once). Holds only what runs now: the jobs
 * are documents.
 */
import type { Engine, ScheduledJob, Transaction } from "../../engine/types.ts";
import type { JsonObject } from "../../protocol/json.ts";
import type { JobEnd, Origin } from "../../wire/internal-call.ts";
import type { RunningJob } from "../../wire/messages.ts";
import type { ComponentFunction } from "../app/component.ts";
import { displayFunctionPath } from "../app/function-path.ts";
import { describeFailure, FunctionRefused } from "../calls/outcome.ts";
import type { FunctionRunner } from "../calls/runner.ts";
import type { Executor } from "../executor.ts";
import { hostNow } from "../realm/globals.ts";
import type { CallOut } from "../syscalls/action-frame.ts";
import { JOB_TARGETS } from "../syscalls/scheduling.ts";
import { Alarm } from "./alarm.ts";

/** Jobs started at a time; the others wait for the next look. */
const MAX_STARTS = 64;
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
const ENDED_STATES = ["success", "failed", "canceled"];
/** Old jobs removed in one transaction. */
const MAX_REMOVALS = 500;

interface Job {
  owner: string;
  id: string;
  target: ComponentFunction;
  argsJson: string;
}

export interface SchedulerInput {
  engine: Engine;
  executor: Executor;
  runner: FunctionRunner;
  callOut: CallOut;
}

export class Scheduler {
  readonly #input: SchedulerInput;
  readonly #running = new Map<string, RunningJob>();
  readonly #alarm = new Alarm(() => this.look());
  /** More jobs were due at the last look than were started: whenever one ends there is another. */
  #isBehind = false;
  #isStopped = true;

  constructor(input: SchedulerInput) {
    this.#input = input;
  }

  /** Actions that run as jobs at the moment. */
  runningJobs(): RunningJob[] {
    return [...this.#running.values()].filter((job) => job.isAction);
  }

  /** Starts what is due and waits for what is next. */
  look(): void {
    if (this.#isStopped) return;
    const now = hostNow();
    this.#input.engine.reading((snapshot) => {
      // Those that run already are still pending in this snapshot.
      const limit = MAX_STARTS + this.#running.size;
      const due = snapshot.scheduled("pending", now, limit);
      this.#isBehind = due.length === limit;
      for (const job of due) {
        if (!this.#running.has(job.document._id)) {
          this.#start(job, snapshot.record(JOB_TARGETS, job.document._id));
        }
      }
      const [next] = snapshot.scheduled("pending", Number.MAX_VALUE, 1, now);
      this.#alarm.set(next ? Number(next.document.scheduledTime) : null);
    });
  }

  start(): void {
    this.#isStopped = false;
    this.look();
  }

  stop(): void {
    this.#isStopped = true;
    this.#alarm.set(null);
  }

  #start({ component: owner, document }: ScheduledJob, targetComponent: string | null): void {
    const id = document._id;
    let target: ComponentFunction;
    try {
      target = this.#input.runner.find(targetComponent ?? owner, String(document.name));
    } catch (error) {
      this.#fail(owner, id, error);
      return;
    }
    const [args = {}] = document.args as JsonObject[];
    const job: Job = { owner, id, target, argsJson: JSON.stringify(args) };
    this.#running.set(id, { owner, id, isAction: target.udfType === "Action" });
    if (target.udfType === "Action") this.#startAction(job);
    else if (target.udfType === "Mutation") this.#runMutation(job);
    else this.#refuse(job);
  }

  /** As in the cloud, which looks at the type when the job is due: it may have changed since it was scheduled. */
  #refuse(job: Job): void {
    const { owner, id, target } = job;
    const refusal = new FunctionRefused(
      `Unsupported function type. ${displayFunctionPath(target)} is defined as a ${target.udfType}. Only a Mutation and ` +
        "an Action can be scheduled.",
    );
    this.#input.runner.logRun(this.#input.runner.newExecution(originOf(job)), target, refusal);
    this.#fail(owner, id, refusal);
  }

  #runMutation(job: Job): void {
    const { owner, id, target, argsJson } = job;
    const execution = this.#input.runner.newExecution(originOf(job));
    let hasRun = false;
    this.#input.executor.mutate({
      culprit: { kind: "job", label: jobLabel(owner, id) },
      run: async (tx) => {
        if (!isPending(tx, owner, id)) return;
        hasRun = true;
        // As in the cloud: the mutation sees itself running, while all others see it waiting until it has ended.
        setState(tx, owner, id, "inProgress");
        execution.begin();
        await this.#input.runner.runMutation(tx, execution, {
          target,
          argsJson,
          identity: null,
          origin: execution.origin,
          depth: 1,
        });
        endJob(tx, owner, id, { kind: "success" }, hostNow());
      },
      done: (result) => {
        if (hasRun) this.#input.runner.logRun(execution, target, result.ok ? null : result.error);
        if (result.ok) this.#ended(id);
        else this.#fail(owner, id, result.error);
      },
    });
  }

  #startAction(job: Job): void {
    const { owner, id, target, argsJson } = job;
    const { executor, runner, callOut } = this.#input;
    const origin = originOf(job);
    const started = executor.write((tx) => {
      const mayRun = isPending(tx, owner, id);
      if (mayRun) setState(tx, owner, id, "inProgress");
      return mayRun;
    });
    const run = async (mayRun: boolean): Promise<void> => {
      if (mayRun && !this.#isStopped) {
        const call = { target, argsJson, identity: null, origin, depth: 1 };
        const outcome = await runner.runAction(call);
        const end = outcome.ok ? ({ kind: "success" } as const) : this.#failure(outcome.thrown);
        await callOut({ kind: "finishJob", owner, id, end });
      }
      this.#ended(id);
    };
    void started.then(run, () => this.#ended(id, true));
  }

  #fail(owner: string, id: string, error: unknown): void {
    const end = this.#failure(error);
    const failed = this.#input.executor.write((tx) => {
      if (isPending(tx, owner, id)) endJob(tx, owner, id, end, hostNow());
    });
    failed.then(
      () => this.#ended(id),
      () => this.#ended(id, true),
    );
  }

  #failure(thrown: unknown): JobEnd {
    return { kind: "failed", error: describeFailure(thrown) };
  }

  #ended(id: string, isStillPending = false): void {
    this.#running.delete(id);
    if (this.#isBehind || isStillPending) this.look();
  }
}

export function jobLabel(owner: string, id: string): string {
  return `job ${id} ${owner}`;
}

/** The job that a label of `jobLabel` names, or null for a cron's. */
export function jobOfLabel(label: string): { owner: string; id: string } | null {
  const [kind, id = "", ...owner] = label.split(" ");
  return kind === "job" ? { id, owner: owner.join(" ") } : null;
}

/** What a former worker left behind: its actions will not be continued. */
export function failInterruptedJobs(tx: Transaction, runningElsewhere: ReadonlySet<string>): void {
  const all = tx.scheduled("inProgress", Number.MAX_VALUE, Number.MAX_SAFE_INTEGER);
  for (const { component, document } of all) {
    if (runningElsewhere.has(document._id)) continue;
    const error = "The action was interrupted because the backend was restarted.";
    endJob(tx, component, document._id, { kind: "failed", error }, hostNow());
  }
}

/** Convex keeps ended jobs for a week. True when there may be more to remove in another transaction. */
export function removeOldJobs(tx: Transaction): boolean {
  let isFull = false;
  for (const state of ENDED_STATES) {
    const old = tx.scheduled(state, hostNow() - WEEK_MS, MAX_REMOVALS);
    if (old.length === MAX_REMOVALS) isFull = true;
    for (const { component, document } of old) {
      tx.asSystem(() => tx.remove(component, document._id));
      tx.putRecord(JOB_TARGETS, document._id, null);
    }
  }
  return isFull;
}

/** Ends a running job; one that was canceled meanwhile stays so. */
export function finishJob(tx: Transaction, owner: string, id: string, end: JobEnd): void {
  if (stateOf(tx, owner, id) === "inProgress") endJob(tx, owner, id, end, hostNow());
}

export function failJob(tx: Transaction, owner: string, id: string, error: string): void {
  if (isPending(tx, owner, id)) endJob(tx, owner, id, { kind: "failed", error }, hostNow());
}

function endJob(tx: Transaction, owner: string, id: string, state: JobEnd, now: number): void {
  tx.asSystem(() => tx.patch(owner, id, { state, completedTime: now }));
}

function setState(tx: Transaction, owner: string, id: string, kind: string): void {
  tx.asSystem(() => tx.patch(owner, id, { state: { kind } }));
}

function isPending(tx: Transaction, owner: string, id: string): boolean {
  return stateOf(tx, owner, id) === "pending";
}

function stateOf(tx: Transaction, owner: string, id: string): unknown {
  const document = tx.asSystem(() => tx.get(owner, id));
  return document ? (document.state as JsonObject).kind : null;
}

function originOf({ owner, id }: Job): Origin {
  return { requestId: id.slice(0, 16), caller: "Scheduler", metadata: null, job: { owner, id } };
}
