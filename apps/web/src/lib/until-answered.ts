import { secondsAskedFor } from "@/lib/seconds-asked-for";
import { untilItWorks } from "@/lib/try-again";

/** No answer takes longer: a server that has stopped in its midst never sends one. */
const PATIENCE_MS = 15_000;

/**
 * What a server says to a question, however often it has to be asked: no answer, a failure of the server and a 429
 * are none, and are waited out. So "no" is only ever what the server said. Resolves in the order of time, never rejects.
 */
export async function untilAnswered(path: string, isAnswer = saysSomething): Promise<Response> {
  let asked = 0;
  return await untilItWorks(
    async () => {
      asked = 0;
      const response = await fetch(path, { signal: AbortSignal.timeout(PATIENCE_MS) });
      if (isAnswer(response)) return response;
      asked = secondsAskedFor(response);
      throw new Error(`${path} was answered with ${response.status}.`);
    },
    undefined,
    () => asked,
  );
}

function saysSomething({ status }: Response): boolean {
  return status < 500 && status !== 429;
}
