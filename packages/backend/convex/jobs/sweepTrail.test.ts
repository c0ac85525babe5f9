import { beforeEach, expect, test, vi } from "vitest";
import { internal } from "../_generated/api";
import { countWrongPassword, recordAccountEvent } from "../records/accountEvents";
import { recordEvent, systemActor } from "../records/events";
import { DAY } from "../rules/time";
import { type Backend, startBackend } from "../setup.helpers";

let t: Backend;

beforeEach(() => {
  vi.useFakeTimers();
  t = startBackend();
});

/** So many of each trail, now. */
const seedEvents = (count: number) =>
  t.run(async (ctx) => {
    const at = Date.now();
    for (let n = 0; n < count; n++) {
      await recordEvent(ctx, { organizationId: "acme" }, { type: "sent", at, actor: systemActor });
      await recordAccountEvent(ctx, "maria", { type: "signedIn", at, by: "person" });
    }
  });
const left = () =>
  t.run(async (ctx) => [
    (await ctx.db.query("invitationEvents").collect()).length,
    (await ctx.db.query("accountEvents").collect()).length,
  ]);
const sweep = () => t.mutation(internal.jobs.sweepTrail.sweep, {});

test("events go when they are older than the deployment keeps them, and not before", async () => {
  await seedEvents(2);
  await t.run((ctx) => countWrongPassword(ctx, "maria", Date.now()));
  vi.setSystemTime(Date.now() + 399 * DAY);
  await seedEvents(1);
  await sweep();
  expect(await left()).toEqual([3, 4]);
  vi.setSystemTime(Date.now() + 2 * DAY);
  await sweep();
  expect(await left()).toEqual([1, 1]);
});

test("how long they are kept is the deployment's to say, within reason", async () => {
  vi.stubEnv("TRAIL_RETENTION_DAYS", "30");
  await seedEvents(1);
  vi.setSystemTime(Date.now() + 31 * DAY);
  await sweep();
  expect(await left()).toEqual([0, 0]);
  vi.stubEnv("TRAIL_RETENTION_DAYS", "1");
  await expect(sweep()).rejects.toThrow(
    /TRAIL_RETENTION_DAYS has to be a whole number, 30 or more/,
  );
});

test("one transaction deletes two hundred of each trail and reads no more, and the next goes on at once", async () => {
  await seedEvents(250);
  vi.setSystemTime(Date.now() + 401 * DAY);
  const metrics = await t.run(async (ctx) => {
    await ctx.runMutation(internal.jobs.sweepTrail.sweep, {});
    return await ctx.meta.getTransactionMetrics();
  });
  expect(metrics.documentsRead.used).toBeLessThanOrEqual(2 * 400 + 5);
  expect(metrics.functionsScheduled.used).toBe(1);
  expect(await left()).toEqual([50, 50]);
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  expect(await left()).toEqual([0, 0]);
});
