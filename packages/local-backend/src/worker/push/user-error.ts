/** Exceptions of user code during a push become one answer that names the module. */
import { HttpError } from "../../wire/http-error.ts";
import { MissingEnvironmentVariable } from "../realm/environment.ts";
import { mappedStack } from "../realm/stack.ts";

/** What is known of the code that runs, and how long it may wait for something, in ms. */
export interface UserCode {
  what: string;
  settleMs: number;
}

export async function inUserCode<T>(
  { what, settleMs }: UserCode,
  run: () => Promise<T>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const unsettled = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(neverSettles(what, settleMs)), settleMs);
  });
  try {
    return await Promise.race([run(), unsettled]);
  } catch (error) {
    if (error instanceof MissingEnvironmentVariable || error instanceof HttpError) throw error;
    throw new HttpError(400, "InvalidModules", `Failed to load ${what}: ${mappedStack(error)}`);
  } finally {
    clearTimeout(timer);
  }
}

/** Code that computes gets here only when it has ended: that it takes too long is said by the watchdog. */
function neverSettles(what: string, settleMs: number): HttpError {
  return new HttpError(
    400,
    "InvalidModules",
    `Failed to load ${what}: it waits with a top-level \`await\` for a promise that did not settle within ${settleMs} ms. ` +
      "Wait inside of a function instead.",
  );
}
