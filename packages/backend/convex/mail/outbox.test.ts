import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { components, internal } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import { addLink } from "../records/links";
import { DAY, HOUR, MINUTE, SECOND } from "../rules/time";
import type { Backend } from "../setup.helpers";
import {
  invite,
  letters,
  load,
  onlyMail,
  outbox,
  pass,
  START,
  startStill,
  stop,
} from "./mail.helpers";

let t: Backend;
beforeEach(() => {
  t = startStill();
});
afterEach(stop);

describe("failure", () => {
  test("mail waits for a transport and leaves once there is one", async () => {
    vi.stubEnv("MAIL_TRANSPORT", "");
    await invite(t);
    await pass(t, 0);
    const failed = await onlyMail(t);
    expect(failed).toMatchObject({ status: "waiting", attempts: 1 });
    expect(failed.lastError).toMatch(/MAIL_TRANSPORT nor RESEND_API_KEY/);
    vi.stubEnv("MAIL_TRANSPORT", "mailbox");
    await pass(t, 10 * SECOND);
    expect(await letters(t)).toHaveLength(1);
    const sent = await onlyMail(t);
    expect(sent).toMatchObject({ status: "sent", attempts: 2 });
    expect(sent.lastError).toBeUndefined();
  });

  test("mail with a key for Resend and nothing to send from says what to set", async () => {
    vi.stubEnv("MAIL_TRANSPORT", "");
    vi.stubEnv("RESEND_API_KEY", "re_test");
    vi.stubEnv("MAIL_FROM", "");
    await invite(t);
    await pass(t, 0);
    expect((await onlyMail(t)).lastError).toMatch(/^MAIL_FROM is not set .* env set MAIL_FROM /);
  });

  test("no mail goes into the mailbox of a deployment that does not say it is for development", async () => {
    vi.stubEnv("DEPLOYMENT_KIND", "");
    await invite(t);
    await pass(t, 0);
    expect((await onlyMail(t)).lastError).toMatch(/only a development deployment has it/);
    vi.stubEnv("DEPLOYMENT_KIND", "development");
    expect(await letters(t)).toEqual([]);
  });

  test("after seven attempts mail has failed for its reason, and its invitation is still pending", async () => {
    vi.stubEnv("MAIL_TRANSPORT", "");
    const { invitationId } = await invite(t);
    for (const wait of [0, 10 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR]) {
      expect((await onlyMail(t)).status).toMatch(/^(queued|waiting)$/);
      await pass(t, wait);
    }
    const mail = await onlyMail(t);
    expect(mail).toMatchObject({ status: "failed", attempts: 7 });
    expect(mail.lastError).toMatch(/MAIL_TRANSPORT/);
    const { invitation } = await load(t, invitationId);
    expect(invitation).toMatchObject({ status: "pending", deliveryStatus: "failed" });
    expect(invitation.lastSentAt).toBeUndefined();
  });

  test("failed mail can be queued again once the cause is mended", async () => {
    const { invitationId } = await invite(t);
    const { _id: mailId } = await onlyMail(t);
    await t.run((ctx) => ctx.db.patch(mailId, { status: "failed", attempts: 7 }));
    await pass(t, 0);
    expect(await t.mutation(internal.mail.outbox.retryFailed, {})).toBe(1);
    await pass(t, 0);
    expect(await letters(t)).toHaveLength(1);
    expect((await load(t, invitationId)).invitation.deliveryStatus).toBe("sent");
  });

  test("a delivery that dies on its last attempt is given up, not left queued", async () => {
    await invite(t);
    const { _id: mailId } = await onlyMail(t);
    await t.run((ctx) => ctx.db.patch(mailId, { attempts: 7, lastError: "It broke." }));
    await pass(t, 0);
    expect(await letters(t)).toEqual([]);
    expect(await onlyMail(t)).toMatchObject({ status: "failed", lastError: "It broke." });
  });
});

describe("overtaken mail", () => {
  test.each([
    [
      "a newer link",
      "A newer link replaced this one.",
      async (ctx: MutationCtx, invitationId: string) => {
        vi.setSystemTime(START + SECOND);
        await addLink(ctx, invitationId, "email", Date.now());
      },
    ],
    [
      "a revocation",
      "The invitation is canceled.",
      async (ctx: MutationCtx, invitationId: string) => {
        await ctx.runMutation(components.betterAuth.invitationWrites.revoke, {
          invitationId,
          revokedBy: "ada",
          now: START,
        });
      },
    ],
    [
      "an expiry",
      "The invitation is expired.",
      async (ctx: MutationCtx, invitationId: string) => {
        await ctx.runMutation(components.betterAuth.invitationWrites.setExpiry, {
          invitationId,
          expiresAt: START,
        });
      },
    ],
  ])("mail that was overtaken by %s is dropped", async (_, reason, overtake) => {
    const { invitationId } = await invite(t);
    await t.run((ctx) => overtake(ctx, invitationId));
    await pass(t, 0);
    expect(await letters(t)).toEqual([]);
    expect(await onlyMail(t)).toMatchObject({ status: "dropped", lastError: reason });
    expect((await load(t, invitationId)).invitation.deliveryStatus).not.toBe("failed");
  });
});

test("settled mail is deleted after 30 days, and not before", async () => {
  await invite(t);
  await pass(t, 0);
  vi.setSystemTime(START + 30 * DAY - 1);
  await t.mutation(internal.mail.outbox.sweep, {});
  await pass(t, 0);
  expect(await outbox(t)).toHaveLength(1);
  vi.setSystemTime(START + 30 * DAY);
  await t.mutation(internal.mail.outbox.sweep, {});
  await pass(t, 0);
  expect(await outbox(t)).toEqual([]);
});

async function settleThousandMails() {
  await invite(t);
  await pass(t, 0);
  const { _id, _creationTime, ...sent } = await onlyMail(t);
  await t.run(async (ctx) => {
    for (let n = 0; n < 1000; n++) {
      await ctx.db.insert("outgoingMail", { ...sent, idempotencyKey: `copy:${n}` });
    }
  });
  vi.setSystemTime(START + 30 * DAY);
}

test("a month of 1,000 settled mails is deleted by one sweep", async () => {
  await settleThousandMails();
  await t.mutation(internal.mail.outbox.sweep, {});
  for (let n = 0; n < 5; n++) await pass(t, 0);
  expect(await outbox(t)).toEqual([]);
});

test("a sweep's deleting ends before the next sweep begins its own", async () => {
  await settleThousandMails();
  await t.mutation(internal.mail.outbox.sweep, {});
  await pass(t, 50 * SECOND);
  expect(await outbox(t)).toHaveLength(701);
  const jobs = await t.run((ctx) => ctx.db.system.query("_scheduled_functions").collect());
  expect(jobs.filter(({ state }) => state.kind === "pending")).toEqual([]);
  await t.mutation(internal.mail.outbox.sweep, {});
  for (let n = 0; n < 5; n++) await pass(t, 0);
  expect(await outbox(t)).toEqual([]);
});
