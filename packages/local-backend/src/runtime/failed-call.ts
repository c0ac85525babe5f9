/** Outcomes of calls that their worker could not finish. */
import type { CallMessage, CallOutcome } from "./worker-messages.ts";

const sentences = {
  timeout:
    "The function ran longer than the time limit and was stopped. Look for an endless loop or a promise that never settles.",
  crashed:
    "The function ended the process that runs functions, for example by using up its memory.",
  interrupted: "The action was interrupted because the process that runs functions ended.",
  commitUnknown:
    "The mutation was interrupted while it was committed: look whether it took effect before you run it again.",
};

export type FailedCall = keyof typeof sentences;

export function failureSentence(why: FailedCall): string {
  return sentences[why];
}

/** As clients see any other error of a function. */
export function failureMessage(requestId: string, why: FailedCall): string {
  return `[Request ID: ${requestId}] Server Error\n${sentences[why]}`;
}

export function failedCall(message: CallMessage, why: FailedCall): CallOutcome {
  if (message.type === "internal") return { ok: false, message: sentences[why] };
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
