/**
 * Function calls that have been handed in and not answered, in order. Knows which worker has which; what is done
 * about a worker that died is decided here, call by call.
 */
import { LocalBackendError } from "../errors.ts";
import type { Culprit } from "../wire/activity.ts";
import type { FailedCall } from "../wire/failed-call.ts";
import type { CallMessage, CallOutcome } from "../wire/messages.ts";
import { failedCall } from "./failed-outcomes.ts";
import type { WorkerThread } from "./worker-thread.ts";

interface PendingCall {
  message: CallMessage;
  /** Null: kept until a worker is ready. */
  thread: WorkerThread | null;
  resolve(outcome: CallOutcome): void;
  reject(error: Error): void;
}

export class PendingCalls {
  readonly #pending = new Map<number, PendingCall>();

  add(message: CallMessage, thread: WorkerThread | null): Promise<CallOutcome> {
    return new Promise((resolve, reject) => {
      this.#pending.set(message.id, { message, thread, resolve, reject });
      thread?.post(message);
    });
  }

  settle(id: number, outcome: CallOutcome): void {
    const call = this.#pending.get(id);
    this.#pending.delete(id);
    call?.resolve(outcome);
  }

  /** Hands everything that waits, in order, to a worker that is ready. */
  sendWaiting(thread: WorkerThread): void {
    for (const call of this.#pending.values()) {
      if (call.thread !== null) continue;
      call.thread = thread;
      thread.post(call.message);
    }
  }

  /**
   * Takes back what a dead worker had. The culprit fails; queries and mutations wait to be sent again, because
   * nothing of them was committed; actions have had effects outside and fail.
   */
  takeBack(
    thread: WorkerThread,
    culprit: Culprit | null,
    why: FailedCall,
    commitUnknown: boolean,
  ): void {
    for (const [id, call] of this.#pending) {
      if (call.thread !== thread) continue;
      const { message } = call;
      if (culprit?.kind === "call" && culprit.id === id) {
        this.settle(id, failedCall(message, why));
      } else if (isAction(message)) {
        this.settle(id, failedCall(message, "interrupted"));
      } else if (commitUnknown && message.type === "mutation" && !message.session) {
        this.settle(id, failedCall(message, "commitUnknown"));
      } else {
        call.thread = null;
      }
    }
  }

  /** No worker can be had. */
  rejectAll(message: string): void {
    for (const [id, call] of this.#pending) {
      this.#pending.delete(id);
      call.reject(new LocalBackendError("worker_crashed", message));
    }
  }
}

function isAction(message: CallMessage): boolean {
  return (
    message.type === "action" ||
    message.type === "anyFunction" ||
    (message.type === "internal" &&
      message.call.kind === "function" &&
      message.call.udfType === "Action")
  );
}
