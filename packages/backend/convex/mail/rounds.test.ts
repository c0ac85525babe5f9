import { afterEach, beforeEach, expect, test } from "vitest";
import { components, internal } from "../_generated/api";
import { queueLetter } from "../letters/queue";
import { reminder } from "../letters/reminder";
import { verificationCode } from "../letters/verificationCode";
import { DAY, MINUTE, SECOND } from "../rules/time";
import type { Backend } from "../setup.helpers";
import {
  askForNewInvitation,
  claimAndDie,
  INVITEE,
  invite,
  letters,
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

const jobs = () => t.run((ctx) => ctx.db.system.query("_scheduled_functions").collect());
const people = (count: number) => Array.from({ length: count }, (_, n) => `admin${n}@acme.example`);
const rounds = async () => (await jobs()).filter(({ name }) => name.includes("deliver"));

test("mails that are queued together leave by one round, batch by batch", async () => {
  await askForNewInvitation(t, people(45));
  await pass(t, 0);
  expect(await letters(t)).toHaveLength(45);
  expect(await rounds()).toHaveLength(1);
});

test("what wakes a lane that is awake ends, and its round takes up the new mail", async () => {
  await askForNewInvitation(t, people(2));
  await t.mutation(internal.mail.lanes.wake, { lane: "person" });
  await invite(t);
  await t.mutation(internal.mail.lanes.wake, { lane: "person" });
  expect(await rounds()).toHaveLength(1);
  await pass(t, 0);
  expect(await letters(t)).toHaveLength(3);
  expect(await rounds()).toHaveLength(1);
});

test("a mail that is queued while the lane goes to sleep is not left behind", async () => {
  await invite(t);
  await pass(t, 0);
  const lane = await t.run((ctx) => ctx.db.query("mailLanes").first());
  expect(lane?.awakeUntil).toBe(0);
  await askForNewInvitation(t, people(1));
  await pass(t, 0);
  expect(await letters(t)).toHaveLength(2);
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
    await queueLetter(ctx, reminder, INVITEE, about, { notBefore: START + 10 * SECOND });
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
    { status: "waiting", attempts: 1, lastError: expect.stringContaining("Unknown role") },
    { status: "sent" },
  ]);
});

test("the next mail starts a round of delivery when the round before has died", async () => {
  await invite(t);
  await claimAndDie(t);
  await pass(t, 0);
  await pass(t, MINUTE);
  await askForNewInvitation(t, people(1));
  await pass(t, 0);
  expect(await letters(t)).toHaveLength(2);
});

test("the sweep starts a round of delivery when the round before has died", async () => {
  await invite(t);
  await claimAndDie(t);
  await pass(t, 0);
  await pass(t, MINUTE);
  expect(await letters(t)).toEqual([]);
  await t.mutation(internal.mail.outbox.sweep, {});
  await pass(t, 0);
  expect(await letters(t)).toHaveLength(1);
});
