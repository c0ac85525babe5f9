/** `ctx.scheduler`: jobs are documents of the calling component, written in its transaction. */
import type { Transaction } from "../../engine/types.ts";
import type { JsonObject } from "../../protocol/json.ts";
import { sizeOf } from "../../protocol/values.ts";
import type { JobReference } from "../../wire/internal-call.ts";
import type { ComponentFunction } from "../app/component.ts";
import type { Execution } from "../calls/execution.ts";
import { hostNow } from "../realm/globals.ts";
import type { LogLine } from "../realm/invocation.ts";
import { SyscallRefused } from "./arguments.ts";

export const JOBS_TABLE = "_scheduled_functions";
/** Where a job's function lives when that is not the component that scheduled it; by job id. */
export const JOB_TARGETS = "jobTargets";

const FIVE_YEARS_MS = 5 * 365 * 24 * 60 * 60 * 1000;

export interface NewJob {
  /** The component that schedules. */
  owner: string;
  target: ComponentFunction;
  /** ms */
  scheduledTime: number;
  args: JsonObject;
}

export function scheduleJob(tx: Transaction, execution: Execution, job: NewJob): string {
  const { owner, target, args } = job;
  const now = execution.startedAt;
  if (job.scheduledTime > now + FIVE_YEARS_MS) {
    throw new SyscallRefused("A function cannot be scheduled more than five years ahead.");
  }
  if (job.scheduledTime < now - FIVE_YEARS_MS) {
    throw new SyscallRefused("A function cannot be scheduled more than five years in the past.");
  }
  execution.countScheduled(sizeOf(args));
  // Canceling an action that runs cannot stop it, but what it goes on to schedule does not run.
  const isDropped = isCanceled(tx, execution.origin.job);
  const document = {
    name: target.path,
    args: [args],
    scheduledTime: isDropped ? now : job.scheduledTime,
    ...(isDropped ? { completedTime: now } : {}),
    state: { kind: isDropped ? "canceled" : "pending" },
  };
  const id = tx.asSystem(() => tx.insert(owner, JOBS_TABLE, document));
  execution.parts.jobScheduled();
  if (target.component.path !== owner) tx.putRecord(JOB_TARGETS, id, target.component.path);
  return id;
}

/** A job that has ended already stays as it is. */
export function cancelJob(tx: Transaction, execution: Execution, owner: string, id: string): void {
  if (tx.tableOf(owner, id) !== JOBS_TABLE) {
    throw new SyscallRefused(`"${id}" is not the id of a scheduled function.`);
  }
  const job = tx.asSystem(() => tx.get(owner, id));
  if (!job) throw new SyscallRefused(`The scheduled function "${id}" does not exist any more.`);
  const { kind } = job.state as JsonObject;
  // Only an action can still be kept from what it has not done: Convex ignores this up to 1.49, and then refuses it.
  if (id === execution.origin.job?.id && execution.origin.caller === "Scheduler") {
    execution.log(cancelingItself());
    return;
  }
  if (kind !== "pending" && kind !== "inProgress") return;
  const ended = { state: { kind: "canceled" }, completedTime: execution.startedAt };
  tx.asSystem(() => tx.patch(owner, id, ended));
}

/** In Convex's words. */
function cancelingItself(): LogLine {
  const message =
    "A scheduled mutation canceling itself is deprecated and will throw an error in a future version of Convex.";
  return { level: "WARN", messages: [message], timestamp: hostNow(), isTruncated: false };
}

function isCanceled(tx: Transaction, job: JobReference | null): boolean {
  const document = job && tx.asSystem(() => tx.get(job.owner, job.id));
  return document !== null && (document.state as JsonObject).kind === "canceled";
}
