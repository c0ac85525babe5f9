/// <reference types="vite/client" />
import rateLimiter from "@convex-dev/rate-limiter/test";
import { convexTest, type TestConvex } from "convex-test";
import { afterEach, vi } from "vitest";
import betterAuthSchema from "./betterAuth/schema";
import schema from "./schema";

/**
 * The deployment in a test: our functions, the local component and the rate limiter. The component's
 * packaged registration would bring a schema without organizations, so it is registered by hand.
 */

const modules = import.meta.glob([
  "./**/*.*s",
  "!./betterAuth/**",
  "!./**/*.test.ts",
  "!./**/*.helpers.ts",
]);
const betterAuthModules = import.meta.glob("./betterAuth/**/*.*s");

export const SITE_URL = "https://vestibule.test";
export const PROXY_SECRET = "shared by the web app and the deployment";

export type Backend = TestConvex<typeof schema>;

const started: Backend[] = [];

/** Ends what a test has in progress before its clock and its variables go. */
afterEach(async () => {
  for (const t of started.splice(0)) await t.finishInProgressScheduledFunctions();
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

/** Moves a clock that stands still and runs the jobs that became due, with those that these bring for the same moment. */
export async function passTime(t: Backend, ms: number): Promise<void> {
  vi.advanceTimersByTime(ms);
  await t.finishInProgressScheduledFunctions();
  await runWhileDue(t, async () => {
    vi.advanceTimersByTime(0);
    await t.finishInProgressScheduledFunctions();
  });
}

/**
 * Runs as long as it makes jobs run that are due. One whose timer stands still is left alone: the clock was set past its
 * moment, and timers do not notice.
 */
export async function runWhileDue(t: Backend, run: () => Promise<void>): Promise<void> {
  let before = "";
  for (let due = await dueJobs(t); due !== "" && due !== before; due = await dueJobs(t)) {
    before = due;
    await run();
  }
}

async function dueJobs(t: Backend): Promise<string> {
  const jobs = await t.run((ctx) => ctx.db.system.query("_scheduled_functions").collect());
  return jobs
    .filter(({ state, scheduledTime }) => state.kind === "pending" && scheduledTime <= Date.now())
    .map(({ _id }) => _id)
    .join();
}

/** Sets the variables that `npm run dev` sets; a test about one of them sets it anew. */
export function startBackend(): Backend {
  vi.stubEnv("BETTER_AUTH_SECRET", "a-secret-that-only-these-tests-know-0123456789");
  vi.stubEnv("SITE_URL", SITE_URL);
  vi.stubEnv("CONVEX_SITE_URL", SITE_URL);
  vi.stubEnv("PROXY_SECRET", PROXY_SECRET);
  vi.stubEnv("OPEN_SIGNUP", "true");
  vi.stubEnv("DEPLOYMENT_KIND", "development");
  vi.stubEnv("MAIL_TRANSPORT", "mailbox");
  vi.stubEnv("INVITATION_DELAY_SECONDS", "0");
  vi.stubEnv("RESEND_API_KEY", "");
  vi.stubEnv("SMTP_URL", "");
  const t = convexTest({ schema, modules, transactionLimits: true });
  t.registerComponent("betterAuth", betterAuthSchema, betterAuthModules);
  rateLimiter.register(t);
  started.push(t);
  return t;
}
