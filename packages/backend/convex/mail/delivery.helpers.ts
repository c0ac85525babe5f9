import { setTimeout as realWait } from "node:timers/promises";
import { startFakeResend } from "@vestibule/dev/fake-resend";
import { vi } from "vitest";
import { startFakeSmtp } from "../../test/smtp";
import { components, internal } from "../_generated/api";
import { queueLetter } from "../letters/queue";
import { verificationCode } from "../letters/verificationCode";
import type { Lane } from "../outbox/lanes";
import { MINUTE, SECOND } from "../rules/time";
import { type Backend, runWhileDue, startBackend } from "../setup.helpers";
import { START } from "./mail.helpers";

/** A deployment that sends to a provider which the test started, with a clock that the test moves. */

function startSending(variables: Record<string, string>): Backend {
  vi.useFakeTimers({ now: START, toFake: ["Date", "setTimeout", "clearTimeout"] });
  const t = startBackend();
  vi.stubEnv("MAIL_TRANSPORT", "");
  vi.stubEnv("MAIL_FROM", "invitations@vestibule.example");
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  return t;
}

export async function withResend() {
  const resend = await startFakeResend();
  const t = startSending({ RESEND_API_KEY: resend.apiKey, RESEND_BASE_URL: resend.url });
  return { t, resend };
}

export async function withSmtp() {
  const smtp = await startFakeSmtp();
  const t = startSending({ SMTP_URL: `smtp://127.0.0.1:${smtp.port}` });
  return { t, smtp };
}

/** As `passTime`; while a provider answers, the clock goes on as fast as the real one, which the sockets' timers need. */
export async function pass(t: Backend, ms: number): Promise<void> {
  vi.advanceTimersByTime(ms);
  await finish(t);
  await runWhileDue(t, async () => {
    vi.advanceTimersByTime(0);
    await finish(t);
  });
}

async function finish(t: Backend): Promise<void> {
  let isOver = false;
  const over = t.finishInProgressScheduledFunctions().then(() => {
    isOver = true;
  });
  while (!isOver) {
    await Promise.race([over, realWait(5)]);
    if (!isOver) vi.advanceTimersByTime(5);
  }
}

/** Mails that are cheap to make, to addresses that say which is which. */
export async function queueMails(
  t: Backend,
  count: number,
  {
    lane = "person",
    prefix = lane,
    organizationId,
  }: { lane?: Lane; prefix?: string; organizationId?: string } = {},
): Promise<string[]> {
  const addresses = Array.from({ length: count }, (_, n) => `${prefix}${n}@example.org`);
  for (let from = 0; from < count; from += 500) {
    await t.run(async (ctx) => {
      for (const email of addresses.slice(from, from + 500)) {
        const codeId = await ctx.runMutation(components.betterAuth.codes.replace, {
          subject: email,
          email,
          attempts: 5,
          expiresAt: Date.now() + 10 * MINUTE,
        });
        await queueLetter(ctx, verificationCode, email, { codeId }, { lane, organizationId });
      }
    });
  }
  return addresses;
}

/** Time goes by in small steps, with the sweep of every minute. */
export async function live(t: Backend, ms: number, step = 5 * SECOND): Promise<void> {
  for (let passed = 0; passed < ms; passed += step) {
    await pass(t, step);
    if (Math.floor(passed / MINUTE) !== Math.floor((passed + step) / MINUTE)) {
      await t.mutation(internal.mail.outbox.sweep, {});
      await pass(t, 0);
    }
  }
}

/** How many mails are in each state. */
export async function states(t: Backend): Promise<Record<string, number>> {
  const mails = await t.run((ctx) => ctx.db.query("outgoingMail").collect());
  const counts: Record<string, number> = {};
  for (const { status } of mails) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
