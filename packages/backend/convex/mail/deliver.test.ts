import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { components, internal } from "../_generated/api";
import { invitationDeclined } from "../letters/invitationDeclined";
import { queueLetter } from "../letters/queue";
import { verificationCode } from "../letters/verificationCode";
import { hashOfToken } from "../records/links";
import { HOUR, MINUTE } from "../rules/time";
import { type Backend, SITE_URL } from "../setup.helpers";
import {
  askForNewInvitation,
  batches,
  claimAndDie,
  INVITEE,
  invite,
  letters,
  load,
  onlyMail,
  outbox,
  pass,
  START,
  seedInvitation,
  startStill,
  stop,
} from "./mail.helpers";
import { LEASE_MS } from "./rounds";

let t: Backend;
beforeEach(() => {
  t = startStill();
});
afterEach(stop);

test("an invitation's letter reaches the mailbox with a link that works", async () => {
  const { invitationId, url } = await invite(t);
  await pass(t, 0);
  const [letter] = await letters(t);
  expect(letter).toMatchObject({
    to: INVITEE,
    subject: "Ada Okafor invited you to join Acme",
    sentAt: START,
  });
  expect(letter?.html).toContain(`href="${url}"`);
  expect(letter?.html).toContain("Welcome &lt;b&gt;aboard&lt;/b&gt;");
  expect(letter?.text).toContain(url);
  const token = new URL(url).searchParams.get("token") ?? "";
  const { token: row } = await load(t, invitationId, hashOfToken(token));
  expect(row).toMatchObject({ channel: "email" });
});

test("an invitation says when its mail was sent, and its trail has one event for it", async () => {
  const { invitationId } = await invite(t);
  await pass(t, 0);
  const { invitation } = await load(t, invitationId);
  expect(invitation).toMatchObject({ deliveryStatus: "sent", lastSentAt: START });
  const events = await t.run((ctx) => ctx.db.query("invitationEvents").collect());
  expect(events).toMatchObject([
    { type: "sent", invitationId, at: START, actor: { kind: "system" }, detail: { to: INVITEE } },
  ]);
});

test("a link's token is in the letter's body and nowhere else", async () => {
  const { url } = await invite(t);
  const scheduled = await t.run((ctx) => ctx.db.system.query("_scheduled_functions").collect());
  await pass(t, 0);
  const token = new URL(url).searchParams.get("token") ?? "";
  const events = await t.run((ctx) => ctx.db.query("invitationEvents").collect());
  const [letter] = await letters(t);
  expect(scheduled.map(({ args }) => args)).toEqual([[{ lane: "person" }]]);
  expect(JSON.stringify([await outbox(t), events, scheduled, letter?.subject])).not.toContain(
    token,
  );
});

test("running delivery again, or twice at once, sends a mail once", async () => {
  await invite(t);
  await t.mutation(internal.mail.lanes.wake, { lane: "person" });
  const [batch] = await batches(t);
  if (!batch) throw new Error("Expected a batch");
  const step = { batchId: batch._id, attempt: 1 };
  await Promise.all([
    t.action(internal.mail.deliver.round, { step }),
    t.action(internal.mail.deliver.round, { step }),
  ]);
  await pass(t, 0);
  await t.action(internal.mail.deliver.round, { step });
  expect(await letters(t)).toHaveLength(1);
  expect(await onlyMail(t)).toMatchObject({ status: "sent", attempts: 1 });
});

test("a mail whose delivery died is taken up again once its lease has ended", async () => {
  await invite(t);
  await claimAndDie(t);
  await pass(t, 0);
  await t.mutation(internal.mail.outbox.sweep, {});
  await pass(t, 0);
  expect(await letters(t)).toEqual([]);
  await pass(t, LEASE_MS);
  await t.mutation(internal.mail.outbox.sweep, {});
  await pass(t, 0);
  expect(await letters(t)).toHaveLength(1);
  expect((await onlyMail(t)).status).toBe("sent");
  expect(await batches(t)).toEqual([]);
});

test("a batch that is repeated is the same letters, which a provider's key is for", async () => {
  await invite(t);
  await claimAndDie(t);
  await pass(t, 13 * HOUR);
  await t.mutation(internal.mail.outbox.sweep, {});
  await pass(t, 0);
  expect((await letters(t))[0]?.text).toContain("(in 7 days)");
});

test("a hand-over that died before it was recorded makes no second letter", async () => {
  await invite(t);
  const { idempotencyKey } = await onlyMail(t);
  await claimAndDie(t);
  const head = { idempotencyKey, to: INVITEE, from: "us@vestibule.test", headers: {} };
  const letter = { ...head, subject: "first", html: "", text: "" };
  await t.mutation(internal.mail.mailbox.keep, { mails: [letter] });
  await pass(t, LEASE_MS);
  await t.mutation(internal.mail.outbox.sweep, {});
  await pass(t, 0);
  expect((await letters(t)).map(({ subject }) => subject)).toEqual(["first"]);
  expect((await onlyMail(t)).status).toBe("sent");
});

test("a claim that was taken over cannot settle the mail", async () => {
  await invite(t);
  const { _id: mailId } = await onlyMail(t);
  await claimAndDie(t);
  vi.setSystemTime(START + LEASE_MS);
  await claimAndDie(t);
  const [batch] = await batches(t);
  if (!batch) throw new Error("Expected a batch");
  expect(batch.attempts).toBe(2);
  const turn = await t.mutation(internal.mail.lanes.end, {
    step: { batchId: batch._id, attempt: 1 },
    ended: [{ mailId, outcome: { kind: "failed", reason: "late" } }],
  });
  expect(turn).toBeNull();
  const mail = await onlyMail(t);
  expect(mail.status).toBe("sending");
  expect(mail.lastError).toBeUndefined();
});

describe("other letters", () => {
  test("an inviter is told that an invitation was declined, and why", async () => {
    await t.run(async (ctx) => {
      const { invitationId } = await seedInvitation(ctx);
      await queueLetter(ctx, invitationDeclined, "ada@acme.example", {
        invitationId,
        declinedAt: START,
        reason: "I am staying.",
      });
    });
    await pass(t, 0);
    const [letter] = await letters(t);
    expect(letter?.subject).toBe("Maria Sousa declined to join Acme");
    expect(letter?.text).toContain("> I am staying.");
    expect(letter?.text).toContain(`${SITE_URL}/orgs/acme/invitations`);
  });

  test("an admin is told of a request, with a link into the inbox for each answer", async () => {
    const { requestId } = await askForNewInvitation(t, ["ada@acme.example"]);
    await pass(t, 0);
    const [letter] = await letters(t);
    expect(letter?.subject).toBe("Maria Sousa asked for a new invitation to Acme");
    expect(letter?.text).toContain("> May I?");
    expect(letter?.text).toContain("Request 1 of 3");
    const inbox = `${SITE_URL}/orgs/acme/requests?request=${requestId}`;
    expect(letter?.text).toContain(`${inbox}&action=approve\n`);
    expect(letter?.text).toContain(`${inbox}&action=deny\n`);
  });

  test("a code goes to the address it proves, and not into the subject", async () => {
    const codeId = await t.run(async (ctx) => {
      const { invitationId } = await seedInvitation(ctx);
      const codeId = await ctx.runMutation(components.betterAuth.codes.replace, {
        subject: invitationId,
        email: INVITEE,
        attempts: 5,
        expiresAt: START + 10 * MINUTE,
      });
      await queueLetter(ctx, verificationCode, INVITEE, { codeId, invitationId });
      return codeId;
    });
    await pass(t, 0);
    const [letter] = await letters(t);
    expect(letter).toMatchObject({ to: INVITEE, subject: "Your code to join Acme" });
    expect(letter?.text).toMatch(/^\d{6}$/m);
    expect((await onlyMail(t)).about).toMatchObject({ codeId });
  });
});
