/** Why a worker could not finish a call, and how that is told. */

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
