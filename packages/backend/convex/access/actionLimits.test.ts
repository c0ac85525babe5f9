import { RateLimiter } from "@convex-dev/rate-limiter";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { components, internal } from "../_generated/api";
import { DAY, HOUR } from "../rules/time";
import { type Backend, startBackend } from "../setup.helpers";

const CLIENT = "203.0.113.7";
const EMAIL = "maria@example.com";

let t: Backend;
const limited = vi.spyOn(RateLimiter.prototype, "limit");

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 23) });
  t = startBackend();
  limited.mockClear();
});
afterEach(() => {
  vi.useRealTimers();
});

const attempt = () =>
  t.mutation(internal.auth.signInLimits.attempt, { email: EMAIL, client: CLIENT });

test("the table of limits names neither people nor where they are", async () => {
  await attempt();
  const kept = JSON.stringify(limited.mock.calls.map(([, ...row]) => row));
  expect(kept).toContain("signInFrom");
  expect(kept).not.toMatch(/maria|example|203\.0/);
});

test("what was taken of a limit is forgotten after a day or more, and not before", async () => {
  await attempt();
  const [, name, options] = limited.mock.calls[0] ?? [];
  const config = { kind: "token bucket", rate: 60, period: HOUR, capacity: 30 } as const;
  const key = options?.key ?? "";
  const row = () =>
    t.run((ctx) =>
      ctx.runQuery(components.rateLimiter.lib.getValue, { name: name ?? "", key, config }),
    );
  vi.setSystemTime(Date.now() + DAY - 1);
  await t.mutation(internal.jobs.sweepLimits.sweep, {});
  expect((await row()).ts).toBeGreaterThan(0);
  vi.setSystemTime(Date.now() + 1);
  await t.mutation(internal.jobs.sweepLimits.sweep, {});
  expect((await row()).ts).toBe(0);
});
