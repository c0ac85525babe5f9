import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Both servers run in processes of their own, beside the one that loads them. */

export interface Signed {
  /** For the cookie of a browser, or the token of our client. */
  credential: string;
  email: string;
}

/** What a server says when it is filled and ready. */
export interface Ready {
  url: string;
  organizationId: string;
  admins: Signed[];
  invitees: Signed[];
  /** One per invitee, pending. */
  invitationIds: string[];
  /** Ours only: to ask whether the mail of what was measured has left. */
  adminKey?: string;
}

/** How much each side is filled with before anything is measured. */
export const FILLED = 10_000;
/** Calls before each measurement that are not measured, so that both sides run compiled code. */
export const WARM_UP = 300;
export const CREATES = 1_000;
export const ACCEPTS = 600;
/** Ours lets each person invite five a minute, so several people invite. */
const INVITES_PER_ADMIN = 5;
export const ADMINS = (WARM_UP + CREATES) / INVITES_PER_ADMIN;
export const INVITEES = WARM_UP + ACCEPTS;

export interface RunningServer {
  ready: Ready;
  /** Of its process so far, all threads together, in ms. */
  cpu(): Promise<number>;
  stop(): Promise<void>;
}

export async function startServer(file: string): Promise<RunningServer> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const [ready] = (await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([code]) => {
      throw new Error(`${file} ended with ${code} before it was ready`);
    }),
  ])) as [Ready];
  return {
    ready,
    async cpu() {
      const answered = once(child, "message");
      child.send("cpu");
      const [milliseconds] = (await answered) as [number];
      return milliseconds;
    },
    async stop() {
      const ended = once(child, "exit");
      child.send("stop");
      await ended;
    },
  };
}

/** Tells the bench that this server is filled, and stops it when the bench has finished. */
export function serve(ready: Ready, close: () => Promise<void>): void {
  process.send?.(ready);
  process.on("message", async (message) => {
    if (message === "cpu") {
      const { user, system } = process.cpuUsage();
      process.send?.((user + system) / 1000);
      return;
    }
    await close();
    process.disconnect();
    process.exit(0);
  });
}
