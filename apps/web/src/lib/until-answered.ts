/** Waits double from a second up to this, and no answer takes longer: a server that has stopped in its midst never sends one. */
const PATIENCE_MS = 15_000;

/**
 * What a server says to a question, however often it has to be asked: no answer, a failure of the server and a 429
 * are none, and are waited out. So "no" is only ever what the server said. Resolves in the order of time, never rejects.
 */
export async function untilAnswered(path: string, isAnswer = saysSomething): Promise<Response> {
  for (let wait = 1_000; ; wait = Math.min(2 * wait, PATIENCE_MS)) {
    const response = await fetch(path, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(
      () => null,
    );
    if (response && isAnswer(response)) return response;
    // Apart from one another: all pages of an office lost the server at the same moment.
    await new Promise((resolve) =>
      setTimeout(resolve, secondsAskedFor(response) * 1_000 + wait * Math.random()),
    );
  }
}

/** A 429 may say how long the server wants to be left alone; Better Auth says it in a header of its own. */
function secondsAskedFor(response: Response | null): number {
  const said = response?.headers.get("retry-after") ?? response?.headers.get("x-retry-after");
  const seconds = Number(said);
  return seconds > 0 ? seconds : 0;
}

function saysSomething({ status }: Response): boolean {
  return status < 500 && status !== 429;
}
