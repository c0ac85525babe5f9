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

/** Sets the variables that `npm run dev` sets; a test about one of them sets it anew. */
export function startBackend(): Backend {
  vi.stubEnv("BETTER_AUTH_SECRET", "a-secret-that-only-these-tests-know-0123456789");
  vi.stubEnv("SITE_URL", SITE_URL);
  vi.stubEnv("CONVEX_SITE_URL", SITE_URL);
  vi.stubEnv("PROXY_SECRET", PROXY_SECRET);
  vi.stubEnv("OPEN_SIGNUP", "true");
  vi.stubEnv("MAIL_TRANSPORT", "mailbox");
  vi.stubEnv("RESEND_API_KEY", "");
  const t = convexTest({ schema, modules, transactionLimits: true });
  t.registerComponent("betterAuth", betterAuthSchema, betterAuthModules);
  rateLimiter.register(t);
  started.push(t);
  return t;
}
