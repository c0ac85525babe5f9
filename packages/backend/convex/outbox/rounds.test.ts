import { afterEach, beforeEach, expect, test } from "vitest";
import { components, internal } from "../_generated/api";
import { queueLetter } from "../letters/queue";
import { reminder } from "../letters/reminder";
import { verificationCode } from "../letters/verificationCode";
import {
  askForNewInvitation,
  INVITEE,
  invite,
  letters,
  outbox,
  pass,
  START,
  startStill,
  stop,
} from "../mail/mail.helpers";
import { DAY, SECOND } from "../rules/time";
import type { Backend } from "../setup.helpers";

let t: Backend;
beforeEach(() => {
  t = startStill();
});
afterEach(stop);

const jobs = () => t.run((ctx) => ctx.db.system.query("_scheduled_functions").collect());
const people = (count: number) => Array.from({ length: count }, (_, n) => `admin${n}@acme.example`);

/** What a restart leaves of a round: its job has ended, and no other is scheduled. */
async function killRound() {
  await t.run(async (ctx) => {
    const round = await ctx.db.query("mailRounds").first();
    if (round?.jobId) await ctx.scheduler.cancel(round.jobId);
  });
}

test("mails that are queued together leave by one job, twenty-five at a time", async () => {
  await askForNewInvitation(t, people(45));
  expect(await jobs()).toHaveLength(1);
  await pass(t, 0);
  expect(await letters(t)).toHaveLength(25);
  await pass(t, SECOND);
  expect(await letters(t)).toHaveLength(45);
});

test("a mail that is queued between two rounds waits for the second", async () => {
  await askForNewInvitation(t, people(30));
  await pass(t, 0);
  const before = await jobs();
  await invite(t);
  expect(await jobs()).toEqual(before);
  await pass(t, SECOND);
  expect(await letters(t)).toHaveLength(31);
});

test("no job waits while nothing is queued", async () => {
  await invite(t);
  await pass(t, 0);
  const waiting = (await jobs()).filter(({ state }) => state.kind === "pending");
  expect(waiting).toEqual([]);
});

test("mail for later waits for its moment, and mail for now does not wait with it", async () => {
  const { invitationId } = await invite(t);
  await pass(t, 0);
  await t.run(async (ctx) => {
    const about = { invitationId, expiresAt: START + 7 * DAY };
    await queueLetter(ctx, reminder, INVITEE, about, START + 10 * SECOND);
  });
  await askForNewInvitation(t, people(1));
  await pass(t, 0);
  expect(await letters(t)).toHaveLength(2);
  await pass(t, 10 * SECOND);
  expect(await letters(t)).toHaveLength(3);
});

test("a mail that cannot be rendered keeps no other mail back", async () => {
  const { invitationId } = await invite(t);
  await t.run((ctx) =>
    ctx.runMutation(components.betterAuth.adapter.updateOne, {
      input: {
        model: "invitation",
        where: [{ field: "_id", value: invitationId }],
        update: { role: "of a version to come" },
      },
    }),
  );
  await t.run(async (ctx) => {
    const codeId = await ctx.runMutation(components.betterAuth.codes.replace, {
      subject: "someone",
      email: "ben@example.org",
      attempts: 5,
      expiresAt: START + 10 * SECOND,
    });
    await queueLetter(ctx, verificationCode, "ben@example.org", { codeId });
  });
  await pass(t, 0);
  expect((await letters(t)).map(({ to }) => to)).toEqual(["ben@example.org"]);
  expect(await outbox(t)).toMatchObject([
    { status: "queued", attempts: 1, lastError: expect.stringContaining("Unknown role") },
    { status: "sent" },
  ]);
});

test("the next mail starts a round of delivery when the round before has died", async () => {
  await invite(t);
  await killRound();
  await askForNewInvitation(t, people(1));
  await pass(t, 0);
  expect(await letters(t)).toHaveLength(2);
});

test("the sweep starts a round of delivery when the round before has died", async () => {
  await invite(t);
  await killRound();
  await t.mutation(internal.mail.outbox.sweep, {});
  await pass(t, 0);
  expect(await letters(t)).toHaveLength(1);
});
