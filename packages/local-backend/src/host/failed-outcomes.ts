/** Outcomes of calls that their worker could not finish. */
import type { QueryOutcome } from "../wire/calls.ts";
import { type FailedCall, failureSentence } from "../wire/failed-call.ts";
import type { CallMessage, CallOutcome, RunningJob } from "../wire/messages.ts";

/** Marks a job as failed whose action's worker has died. */
export function interruptedJob(messageId: number, { owner, id }: RunningJob): CallMessage {
  const end = { kind: "failed" as const, error: failureSentence("interrupted") };
  return { type: "internal", id: messageId, call: { kind: "finishJob", owner, id, end } };
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
