import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, components, internal } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import { addLink, hashOfToken } from "../records/links";
import { insertRequest } from "../records/requests";
import { type Backend, SITE_URL, startBackend } from "../setup.helpers";
import { queueMail } from "./queue";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 10, 20, 9, 0);
const INVITEE = "maria@example.org";

let t: Backend;

beforeEach(() => {
  vi.useFakeTimers({ now: START });
  t = startBackend();
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

async function seedInvitation(ctx: MutationCtx) {
  const now = Date.now();
  const organizationId = await ctx.runMutation(components.betterAuth.organizations.create, {
    name: "Acme",
    slug: "acme",
    ownerId: "ada",
    now,
  });
  const invitationId = await ctx.runMutation(components.betterAuth.invitationWrites.insert, {
    organizationId,
    email: INVITEE,
    role: "admin",
    inviterId: "ada",
    inviterName: "Ada Okafor",
    firstName: "Maria",
    lastName: "Sousa",
    message: "Welcome <b>aboard</b>",
    expiresAt: now + 7 * DAY,
    now,
    source: "manual",
  });
  const { tokenId, url } = await addLink(ctx, invitationId, "email", now);
  return { organizationId, invitationId, tokenId, url };
}

/** An invitation whose mail was asked for in the same transaction. */
async function invite() {
  return await t.run(async (ctx) => {
    const seeded = await seedInvitation(ctx);
    await queueMail(ctx, INVITEE, {
      kind: "invitation",
      invitationId: seeded.invitationId,
      tokenId: seeded.tokenId,
    });
    return seeded;
  });
}

/** Moves the clock and runs what became due. */
async function pass(ms: number) {
  vi.advanceTimersByTime(ms);
  await t.finishInProgressScheduledFunctions();
}

const letters = () => t.query(api.models.mailbox.list, {});
const outbox = () => t.run((ctx) => ctx.db.query("outgoingMail").collect());

async function onlyMail() {
  const [mail, ...others] = await outbox();
  if (!mail || others.length > 0) throw new Error("Expected exactly one mail in the outbox");
  return mail;
}

async function load(invitationId: string, tokenHash?: string) {
  const { found } = await t.run((ctx) =>
    ctx.runQuery(components.betterAuth.invitations.load, {
      invitationId,
      now: Date.now(),
      ...(tokenHash === undefined ? {} : { tokenHash }),
    }),
  );
  if (!found) throw new Error(`No invitation ${invitationId}`);
  return found;
}

describe("asking for mail", () => {
  test("asking twice for the same mail queues it once", async () => {
    const { invitationId, tokenId } = await invite();
    await t.run((ctx) => queueMail(ctx, INVITEE, { kind: "invitation", invitationId, tokenId }));
    await pass(0);
    expect(await outbox()).toHaveLength(1);
    expect(await letters()).toHaveLength(1);
  });

  test("a new link is a new mail", async () => {
    const { invitationId } = await invite();
    await pass(0);
    await t.run(async (ctx) => {
      const { tokenId } = await addLink(ctx, invitationId, "email", Date.now());
      await queueMail(ctx, INVITEE, { kind: "invitation", invitationId, tokenId });
    });
    await pass(0);
    expect(await letters()).toHaveLength(2);
  });

  test("each recipient of a request hears of it once", async () => {
    const { requestId } = await askForNewInvitation(["ada@acme.example", "ben@acme.example"]);
    await t.run((ctx) =>
      queueMail(ctx, "ada@acme.example", { kind: "requestReceived", requestId }),
    );
    await pass(0);
    expect((await letters()).map(({ to }) => to).sort()).toEqual([
      "ada@acme.example",
      "ben@acme.example",
    ]);
  });

  test("a transaction that fails has asked for nothing", async () => {
    await expect(
      t.mutation(async (ctx) => {
        await queueMail(ctx, INVITEE, { kind: "invitation", invitationId: "i", tokenId: "t" });
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow("changed my mind");
    await pass(0);
    expect(await outbox()).toEqual([]);
  });
});

describe("delivery", () => {
  test("an invitation is in the mailbox with a link that works", async () => {
    const { invitationId, url } = await invite();
    await pass(0);
    const [letter] = await letters();
    expect(letter).toMatchObject({
      to: INVITEE,
      subject: "Ada Okafor invited you to join Acme",
      sentAt: START,
    });
    expect(letter?.html).toContain(`href="${url}"`);
    expect(letter?.html).toContain("Welcome &lt;b&gt;aboard&lt;/b&gt;");
    expect(letter?.text).toContain(url);
    const token = new URL(url).searchParams.get("token") ?? "";
    const { token: row } = await load(invitationId, await hashOfToken(token));
    expect(row).toMatchObject({ channel: "email" });
  });

  test("the invitation says when it was sent, and its history has one entry for it", async () => {
    const { invitationId } = await invite();
    await pass(0);
    const { invitation } = await load(invitationId);
    expect(invitation).toMatchObject({ deliveryStatus: "sent", lastSentAt: START });
    const events = await t.run((ctx) => ctx.db.query("invitationEvents").collect());
    expect(events).toMatchObject([
      { type: "sent", invitationId, at: START, actor: { kind: "system" }, detail: { to: INVITEE } },
    ]);
  });

  test("a token is in the letter's body and nowhere else", async () => {
    const { url } = await invite();
    const scheduled = await t.run((ctx) => ctx.db.system.query("_scheduled_functions").collect());
    await pass(0);
    const token = new URL(url).searchParams.get("token") ?? "";
    const events = await t.run((ctx) => ctx.db.query("invitationEvents").collect());
    const [letter] = await letters();
    expect(scheduled.map(({ args }) => args)).toEqual([[{ mailId: (await onlyMail())._id }]]);
    expect(JSON.stringify([await outbox(), events, scheduled, letter?.subject])).not.toContain(
      token,
    );
  });

  test("running delivery again, or twice at once, sends nothing again", async () => {
    await invite();
    const { _id: mailId } = await onlyMail();
    await Promise.all([
      t.action(internal.mail.deliver.send, { mailId }),
      t.action(internal.mail.deliver.send, { mailId }),
    ]);
    await pass(0);
    await t.action(internal.mail.deliver.send, { mailId });
    expect(await letters()).toHaveLength(1);
    expect(await onlyMail()).toMatchObject({ status: "sent", attempts: 1 });
  });

  test("a delivery that died is taken up by the sweep once its lease has ended", async () => {
    await invite();
    const { _id: mailId } = await onlyMail();
    await t.mutation(internal.mail.outbox.claim, { mailId });
    await pass(0);
    await t.mutation(internal.mail.outbox.sweep, {});
    await pass(0);
    expect(await letters()).toEqual([]);
    await pass(11 * MINUTE);
    await t.mutation(internal.mail.outbox.sweep, {});
    await pass(0);
    expect(await letters()).toHaveLength(1);
    expect(await onlyMail()).toMatchObject({ status: "sent", attempts: 2 });
  });

  test("a hand-off that died before it was written down makes no second letter", async () => {
    await invite();
    const { _id: mailId, idempotencyKey } = await onlyMail();
    await t.mutation(internal.mail.outbox.claim, { mailId });
    await t.mutation(internal.mail.mailbox.keep, {
      idempotencyKey,
      to: INVITEE,
      subject: "first",
      html: "",
      text: "",
    });
    await pass(11 * MINUTE);
    await t.mutation(internal.mail.outbox.sweep, {});
    await pass(0);
    expect((await letters()).map(({ subject }) => subject)).toEqual(["first"]);
    expect((await onlyMail()).status).toBe("sent");
  });

  test("a claim that was taken over cannot settle the mail", async () => {
    await invite();
    const { _id: mailId } = await onlyMail();
    await t.mutation(internal.mail.outbox.claim, { mailId });
    vi.setSystemTime(START + 11 * MINUTE);
    await t.mutation(internal.mail.outbox.claim, { mailId });
    await t.mutation(internal.mail.outbox.settle, {
      mailId,
      attempt: 1,
      outcome: { kind: "failed", reason: "late" },
    });
    const mail = await onlyMail();
    expect(mail).toMatchObject({ status: "queued", attempts: 2 });
    expect(mail.lastError).toBeUndefined();
  });
});

describe("failure", () => {
  test("mail waits for a transport and leaves once there is one", async () => {
    vi.stubEnv("MAIL_TRANSPORT", "");
    await invite();
    await pass(0);
    const failed = await onlyMail();
    expect(failed).toMatchObject({ status: "queued", attempts: 1 });
    expect(failed.lastError).toMatch(/MAIL_TRANSPORT nor RESEND_API_KEY/);
    vi.stubEnv("MAIL_TRANSPORT", "mailbox");
    await pass(10 * SECOND);
    expect(await letters()).toHaveLength(1);
    const sent = await onlyMail();
    expect(sent).toMatchObject({ status: "sent", attempts: 2 });
    expect(sent.lastError).toBeUndefined();
  });

  test("a key for Resend alone fails by that name", async () => {
    vi.stubEnv("MAIL_TRANSPORT", "");
    vi.stubEnv("RESEND_API_KEY", "re_test");
    await invite();
    await pass(0);
    expect((await onlyMail()).lastError).toMatch(/^RESEND_API_KEY is set/);
  });

  test("after seven attempts mail has failed for its reason; the invitation still stands", async () => {
    vi.stubEnv("MAIL_TRANSPORT", "");
    const { invitationId } = await invite();
    for (const wait of [0, 10 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR]) {
      expect((await onlyMail()).status).toBe("queued");
      await pass(wait);
    }
    const mail = await onlyMail();
    expect(mail).toMatchObject({ status: "failed", attempts: 7 });
    expect(mail.lastError).toMatch(/MAIL_TRANSPORT/);
    const { invitation } = await load(invitationId);
    expect(invitation).toMatchObject({ status: "pending", deliveryStatus: "failed" });
    expect(invitation.lastSentAt).toBeUndefined();
  });

  test("failed mail can be queued again once the cause is mended", async () => {
    const { invitationId } = await invite();
    const { _id: mailId } = await onlyMail();
    await t.run((ctx) => ctx.db.patch(mailId, { status: "failed", attempts: 7 }));
    await pass(0);
    expect(await t.mutation(internal.mail.outbox.retryFailed, {})).toBe(1);
    await pass(0);
    expect(await letters()).toHaveLength(1);
    expect((await load(invitationId)).invitation.deliveryStatus).toBe("sent");
  });

  test("a delivery that dies on its last attempt is given up, not left queued", async () => {
    await invite();
    const { _id: mailId } = await onlyMail();
    await t.run((ctx) => ctx.db.patch(mailId, { attempts: 7, lastError: "It broke." }));
    await pass(0);
    expect(await letters()).toEqual([]);
    expect(await onlyMail()).toMatchObject({ status: "failed", lastError: "It broke." });
  });
});

describe("mail that was overtaken is dropped", () => {
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
      "its expiry",
      "The invitation is expired.",
      async (ctx: MutationCtx, invitationId: string) => {
        await ctx.runMutation(components.betterAuth.invitationWrites.setExpiry, {
          invitationId,
          expiresAt: START,
        });
      },
    ],
  ])("by %s", async (_, reason, overtake) => {
    const { invitationId } = await invite();
    await t.run((ctx) => overtake(ctx, invitationId));
    await pass(0);
    expect(await letters()).toEqual([]);
    expect(await onlyMail()).toMatchObject({ status: "dropped", lastError: reason });
    expect((await load(invitationId)).invitation.deliveryStatus).not.toBe("failed");
  });
});

describe("the other mails", () => {
  test("an inviter hears that an invitation was declined, and why", async () => {
    await t.run(async (ctx) => {
      const { invitationId } = await seedInvitation(ctx);
      await queueMail(ctx, "ada@acme.example", {
        kind: "invitationDeclined",
        invitationId,
        declinedAt: START,
        reason: "I am staying.",
      });
    });
    await pass(0);
    const [letter] = await letters();
    expect(letter?.subject).toBe("Maria Sousa declined to join Acme");
    expect(letter?.text).toContain("> I am staying.");
    expect(letter?.text).toContain(`${SITE_URL}/orgs/acme/invitations`);
  });

  test("an admin hears of a request, with the way to answer it", async () => {
    await askForNewInvitation(["ada@acme.example"]);
    await pass(0);
    const [letter] = await letters();
    expect(letter?.subject).toBe("Maria Sousa asks for a new invitation to Acme");
    expect(letter?.text).toContain("> May I?");
    expect(letter?.text).toContain("Request 1 of 3");
    expect(letter?.text).toContain(`${SITE_URL}/orgs/acme/requests`);
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
      await queueMail(ctx, INVITEE, { kind: "verificationCode", codeId, invitationId });
      return codeId;
    });
    await pass(0);
    const [letter] = await letters();
    expect(letter).toMatchObject({ to: INVITEE, subject: "Your code to join Acme" });
    expect(letter?.text).toMatch(/^\d{6}$/m);
    expect((await onlyMail()).about).toMatchObject({ codeId });
  });
});

async function askForNewInvitation(recipients: string[]) {
  return await t.run(async (ctx) => {
    const { organizationId, invitationId } = await seedInvitation(ctx);
    const requestId = await insertRequest(ctx, {
      originalInvitationId: invitationId,
      organizationId,
      userEmail: INVITEE,
      requestedAt: START,
      requestNumber: 1,
      message: "May I?",
    });
    for (const to of recipients) await queueMail(ctx, to, { kind: "requestReceived", requestId });
    return { requestId };
  });
}

describe("what stays", () => {
  test("settled mail is deleted after 30 days, and not before", async () => {
    await invite();
    await pass(0);
    vi.setSystemTime(START + 30 * DAY - 1);
    await t.mutation(internal.mail.outbox.sweep, {});
    expect(await outbox()).toHaveLength(1);
    vi.setSystemTime(START + 30 * DAY);
    await t.mutation(internal.mail.outbox.sweep, {});
    expect(await outbox()).toEqual([]);
  });

  test("the mailbox keeps the newest 500 letters and shows the newest 50", async () => {
    await t.run(async (ctx) => {
      for (let number = 1; number <= 505; number++) {
        await ctx.db.insert("mailbox", { ...letterOf(number), number, sentAt: START });
      }
    });
    await t.mutation(internal.mail.mailbox.keep, letterOf(506));
    const kept = await t.run((ctx) => ctx.db.query("mailbox").withIndex("by_number").collect());
    expect(kept).toHaveLength(500);
    expect(kept[0]?.number).toBe(7);
    const shown = await letters();
    expect(shown).toHaveLength(50);
    expect(shown[0]?.subject).toBe("Letter 506");
    expect(shown[49]?.subject).toBe("Letter 457");
  });

  test.each(["", "resend"])(
    "the mailbox refuses to be read while the transport is %o",
    async (transport) => {
      await invite();
      await pass(0);
      vi.stubEnv("MAIL_TRANSPORT", transport);
      await expect(letters()).rejects.toMatchObject({ data: { code: "mailbox_inactive" } });
    },
  );
});

function letterOf(number: number) {
  return {
    idempotencyKey: `test:${number}`,
    to: INVITEE,
    subject: `Letter ${number}`,
    html: "<p></p>",
    text: "",
  };
}
