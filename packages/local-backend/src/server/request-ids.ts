import { randomBytes } from "node:crypto";

/** Makes ids that differ over restarts, too, without asking for randomness each time. */
export function requestIds(): () => string {
  const run = randomBytes(4).toString("hex");
  let count = 0;
  return () => {
    count = (count + 1) % 2 ** 32;
    return run + count.toString(16).padStart(8, "0");
  };
}
