/**
 * Runs crons. When each is due next is a record in the database, so an unchanged cron keeps its phase over pushes and
 * restarts. Runs of one cron never overlap; missed ones are skipped.
 */

import type { Engine, Transaction } from "../../engine/types.ts";
import { reasonOf } from "../../errors.ts";
import type { JsonObject } from "../../protocol/json.ts";
import type { CronSpec } from "../../wire/deployed-app.ts";
import type { App } from "../app/app.ts";
import type { Component, ComponentFunction } from "../app/component.ts";
import type { FunctionRunner, ResolvedCall } from "../calls/runner.ts";
import type { Executor } from "../executor.ts";
import { hostNow } from "../realm/globals.ts";
import { Alarm } from "./alarm.ts";
import { cronProblem, nextCronTime } from "./cron-schedule.ts";

const CRONS = "crons";

interface CronRecord {
  spec: string;
  /** ms; null when it will never run again. */
  next: number | null;
}

interface Cron {
  key: string;
  component: Component;
  spec: CronSpec;
}

type Warn = (message: string) => void;

/** Brings the records in line with what is deployed. What cannot be planned never runs, and is told to `warn`. */
export function planCrons(tx: Transaction, app: App, warn: Warn): void {
  const now = hostNow();
  const records = new Map(tx.records(CRONS).map(({ key, value }) => [key, value]));
  for (const cron of cronsOf(app)) {
    const { key, spec } = cron;
    const text = records.get(key);
    records.delete(key);
    const known = text === undefined ? null : (JSON.parse(text) as CronRecord);
    const specText = JSON.stringify(spec);
    if (known?.spec === specText) continue;
    writeNext(tx, key, { spec: specText, next: nextTime(cron, now, now, warn) });
  }
  for (const key of records.keys()) tx.putRecord(CRONS, key, null);
}

/** Skips the run during which a worker died. */
export function skipCron(tx: Transaction, app: App, label: string, warn: Warn): void {
  const cron = cronsOf(app).find(({ key }) => cronLabel(key) === label);
  if (cron) advance(tx, cron, warn);
}

export interface CronRunnerInput {
  engine: Engine;
  executor: Executor;
  runner: FunctionRunner;
  app: App;
  warn: Warn;
}

export class CronRunner {
  readonly #input: CronRunnerInput;
  readonly #crons: Cron[];
  readonly #running = new Set<string>();
  readonly #alarm = new Alarm(() => this.look());
  #isStopped = true;

  constructor(input: CronRunnerInput) {
    this.#input = input;
    this.#crons = cronsOf(input.app);
  }

  look(): void {
    if (this.#isStopped || this.#crons.length === 0) return;
    const now = hostNow();
    const nextTimes: number[] = [];
    this.#input.engine.reading((snapshot) => {
      for (const cron of this.#crons) {
        const text = snapshot.record(CRONS, cron.key);
        const next = text === null ? null : (JSON.parse(text) as CronRecord).next;
        if (next === null || this.#running.has(cron.key)) continue;
        if (next <= now) this.#start(cron);
        else nextTimes.push(next);
      }
    });
    this.#alarm.set(nextTimes.length === 0 ? null : Math.min(...nextTimes));
  }

  start(): void {
    this.#isStopped = false;
    this.look();
  }

  stop(): void {
    this.#isStopped = true;
    this.#alarm.set(null);
  }

  #start(cron: Cron): void {
    this.#running.add(cron.key);
    let target: ComponentFunction;
    try {
      target = this.#input.runner.find(cron.component.path, cron.spec.name);
    } catch {
      this.#skip(cron);
      return;
    }
    const [args = {}] = cron.spec.args as JsonObject[];
    const call: ResolvedCall = {
      target,
      argsJson: JSON.stringify(args),
      identity: null,
      origin: {
        requestId: `cron-${cron.spec.identifier}`,
        caller: "Cron",
        metadata: null,
        job: null,
      },
      depth: 1,
    };
    if (target.udfType === "Mutation") {
      const execution = this.#input.runner.newExecution(call.origin);
      this.#input.executor.mutate({
        culprit: { kind: "job", label: cronLabel(cron.key) },
        run: async (tx) => {
          execution.begin();
          await this.#input.runner.runMutation(tx, execution, call);
          advance(tx, cron, this.#input.warn);
        },
        done: (result) => {
          this.#input.runner.logRun(execution, target, result.ok ? null : result.error);
          if (result.ok) this.#ended(cron);
          else this.#skip(cron);
        },
      });
      return;
    }
    this.#whenAdvanced(cron, async () => {
      if (!this.#isStopped) await this.#input.runner.runAction(call);
    });
  }

  /** A run that failed is not repeated before its next time. */
  #skip(cron: Cron): void {
    this.#whenAdvanced(cron, async () => {});
  }

  #whenAdvanced(cron: Cron, run: () => Promise<void>): void {
    const { executor, warn } = this.#input;
    executor
      .write((tx) => advance(tx, cron, warn))
      .then(run)
      .catch((error) => warn(reasonOf(error)))
      .finally(() => this.#ended(cron));
  }

  #ended(cron: Cron): void {
    this.#running.delete(cron.key);
    this.look();
  }
}

function advance(tx: Transaction, cron: Cron, warn: Warn): void {
  const { key } = cron;
  const text = tx.record(CRONS, key);
  if (text === null) return;
  const record = JSON.parse(text) as CronRecord;
  const now = hostNow();
  writeNext(tx, key, { ...record, next: nextTime(cron, record.next ?? now, now, warn) });
}

/** A push refuses crons that cannot run, but an earlier version of ours may have stored one. */
function nextTime(
  { component, spec }: Cron,
  previous: number,
  after: number,
  warn: Warn,
): number | null {
  const problem = cronProblem(spec);
  if (problem === null) return nextCronTime(spec, previous, after);
  const where = component.path === "" ? "" : ` of the component ${component.path}`;
  warn(`The cron job '${spec.identifier}'${where} ${problem} It is left out until the next push.`);
  return null;
}

function writeNext(tx: Transaction, key: string, record: CronRecord): void {
  tx.putRecord(CRONS, key, JSON.stringify(record));
}

function cronsOf(app: App): Cron[] {
  return [...app.components()].flatMap((component) =>
    component
      .crons()
      .map((spec) => ({ key: `${component.path}|${spec.identifier}`, component, spec })),
  );
}

function cronLabel(key: string): string {
  return `cron ${key}`;
}
