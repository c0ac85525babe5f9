/** Outcomes of calls that their worker could not finish. */
import type { QueryOutcome } from "./messages.ts";
import type { CallMessage, CallOutcome, RunningJob } from "./worker-messages.ts";

const sentences = {
  crashed:
    "The function ended the process that runs functions, for example by using up its memory.",
  interrupted: "The action was interrupted because the process that runs functions ended.",
  commitUnknown:
    "The mutation was interrupted while it was committed: look whether it took effect before you run it again.",
};

/** `timeoutMs` is the limit that the function did not keep. */
export type FailedCall = keyof typeof sentences | { timeoutMs: number };

/** The scheduled job or cron during which a worker died. */
export interface WorkerFailure {
  label: string;
  why: FailedCall;
}

export function failureSentence(why: FailedCall): string {
  if (typeof why === "string") return sentences[why];
  return (
    `The function ran longer than the time limit of ${why.timeoutMs} ms and was stopped. Look for an endless loop or a ` +
    "promise that never settles. If it only needs more time here, raise the local backend's option functionTimeoutMs " +
    "(--function-timeout-ms); Convex itself allows one second."
  );
}

/** Marks a job as failed whose action's worker has died. */
export function interruptedJob(messageId: number, { owner, id }: RunningJob): CallMessage {
  const state = { kind: "failed", error: sentences.interrupted };
  return {
    type: "internal",
    id: messageId,
    kind: "finishJob",
    call: {
      component: owner,
      path: "",
      argsJson: JSON.stringify({ id, state }),
      identity: null,
      origin: { requestId: id, caller: "Scheduler", metadata: null, job: { owner, id } },
      depth: 1,
    },
  };
}

export function failedQuery(requestId: string, why: FailedCall): QueryOutcome {
  return {
    ok: false,
    errorMessage: failureMessage(requestId, why),
    logLines: [],
    journal: null,
  };
}

/** As clients see any other error of a function. */
function failureMessage(requestId: string, why: FailedCall): string {
  return `[Request ID: ${requestId}] Server Error\n${failureSentence(why)}`;
}

export function failedCall(message: CallMessage, why: FailedCall): CallOutcome {
  if (message.type === "internal") return { ok: false, message: failureSentence(why) };
  const failed = {
    ok: false as const,
    errorMessage: failureMessage(message.call.requestId, why),
    logLines: [],
  };
  switch (message.type) {
    case "query":
      return { ...failed, journal: null, ts: 0n };
    case "mutation":
      return { ...failed, ts: 0n };
    case "action":
    case "anyFunction":
      return failed;
    default:
      return message satisfies never;
  }
}
