import { holdTrouble } from "@/lib/trouble";

/** Waits double from the first up to the longest. */
const FIRST_MS = 1_000;
const LONGEST_MS = 15_000;

/**
 * Calls when it is time for the next try, after so many that failed; at once when the browser comes online or the
 * page into sight, but never before the server wants it. Returns what calls it off.
 */
export function onNextTry(go: () => void, failed: number, secondsAskedFor = 0): () => void {
  const asked = secondsAskedFor * 1_000;
  const earliest = Date.now() + asked;
  const wait = Math.min(FIRST_MS * 2 ** failed, LONGEST_MS);
  // Apart from one another: all pages of an office lost the server at the same moment.
  const timer = setTimeout(finish, asked + (wait * (1 + Math.random())) / 2);
  window.addEventListener("online", wake);
  document.addEventListener("visibilitychange", wake);

  function wake() {
    if (!document.hidden && Date.now() >= earliest) finish();
  }
  function finish() {
    stop();
    go();
  }
  function stop() {
    clearTimeout(timer);
    window.removeEventListener("online", wake);
    document.removeEventListener("visibilitychange", wake);
  }
  return stop;
}

/** What an attempt comes to, however often it has to be made. One that says nothing about the question throws. */
export async function untilItWorks<T>(
  attempt: () => Promise<T>,
  isTriedAgain: (error: unknown) => boolean = () => true,
  /** How long the server wants to be left alone after the last attempt. */
  secondsAskedFor?: () => number,
): Promise<T> {
  let release: (() => void) | undefined;
  try {
    for (let failed = 0; ; failed += 1) {
      try {
        return await attempt();
      } catch (error) {
        if (!isTriedAgain(error)) throw error;
        release ??= holdTrouble();
        await new Promise<void>((resolve) => onNextTry(resolve, failed, secondsAskedFor?.()));
      }
    }
  } finally {
    release?.();
  }
}
