import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { components, internal } from "../_generated/api";
import { queueLetter } from "../letters/queue";
import { reminder } from "../letters/reminder";
import { verificationCode } from "../letters/verificationCode";
import { DAY, SECOND } from "../rules/time";
import type { Backend } from "../setup.helpers";
import {
  askForNewInvitation,
  batches,
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
import { LEASE_MS } from "./rounds";

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
  await pass(t, LEASE_MS);
  await askForNewInvitation(t, people(1));
  await pass(t, 0);
  expect(await letters(t)).toHaveLength(2);
});

test("the sweep starts a round of delivery when the round before has died", async () => {
  await invite(t);
  await claimAndDie(t);
  await pass(t, 0);
  await pass(t, LEASE_MS);
  expect(await letters(t)).toEqual([]);
  await t.mutation(internal.mail.outbox.sweep, {});
  await pass(t, 0);
  expect(await letters(t)).toHaveLength(1);
});

describe("a round that has written down what it sent, and not yet claimed the next batch", () => {
  async function endFirstBatch() {
    await askForNewInvitation(t, people(30));
    await claimAndDie(t);
    const [batch] = await batches(t);
    if (!batch) throw new Error("Expected a batch");
    const ended = batch.mailIds.map((mailId) => ({ mailId, outcome: { kind: "sent" as const } }));
    const step = { batchId: batch._id, attempt: 1 };
    const turn = await t.mutation(internal.mail.lanes.end, { step, ended });
    if (!turn) throw new Error("Expected the lane's turn");
    return turn;
  }
  const counts = async () => {
    const mails = await outbox(t);
    return ["sent", "queued"].map((is) => mails.filter(({ status }) => status === is).length);
  };

  test("loses nothing and doubles nothing when it dies there", async () => {
    await endFirstBatch();
    expect(await counts()).toEqual([25, 5]);
    expect(await batches(t)).toEqual([]);
    await pass(t, LEASE_MS);
    await t.mutation(internal.mail.outbox.sweep, {});
    await pass(t, 0);
    expect(await counts()).toEqual([30, 0]);
    expect(await letters(t)).toHaveLength(5);
  });

  test("claims nothing any more once another has taken the lane over", async () => {
    const turn = await endFirstBatch();
    vi.setSystemTime(START + LEASE_MS);
    await t.mutation(internal.mail.lanes.wake, { lane: "person" });
    expect(await t.mutation(internal.mail.lanes.next, { turn, canGoOn: true })).toBeNull();
    expect(await batches(t)).toHaveLength(1);
    await pass(t, 0);
    expect(await letters(t)).toHaveLength(5);
  });

  test("gives the lane away to the operator who asks for failed mail again", async () => {
    const turn = await endFirstBatch();
    await t.mutation(internal.mail.outbox.retryFailed, {});
    expect(await t.mutation(internal.mail.lanes.next, { turn, canGoOn: true })).toBeNull();
    await pass(t, 0);
    expect(await letters(t)).toHaveLength(5);
  });
});
