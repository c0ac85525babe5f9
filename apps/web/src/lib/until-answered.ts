const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;
/** Longer than any answer takes; a server that has stopped in its midst never sends one. */
const PATIENCE_MS = 15_000;

/**
 * What a server says to a question, however often it has to be asked: no answer, a failure of the server and a 429
 * are none, and are waited out. So "no" is only ever what the server said. Resolves in the order of time, never rejects.
 */
export async function untilAnswered(path: string): Promise<Response> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
    const response = await fetch(path, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(
      () => null,
    );
    if (response && isAnswer(response)) return response;
    // Apart from one another: all pages of an office lost the server at the same moment.
    await pause(waitAskedFor(response) + wait * Math.random());
  }
}

function isAnswer({ status }: Response): boolean {
  return status < 500 && status !== 429;
}

function waitAskedFor(response: Response | null): number {
  return 1000 * (Number(response?.headers.get("retry-after")) || 0);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
