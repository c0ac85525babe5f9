import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, components, internal } from "../_generated/api";
import { dissolve, giveUpBatch } from "../mail/settle";
import { hardBounce, softBounce, stubWebhookSecret, tell } from "../mail/webhooks.helpers";
import { refusalOf } from "../refusals.helpers";
import { DAY, MINUTE, SECOND } from "../rules/time";
import { as, loadInvitation, seedOrganization, tokenOf } from "../seed.helpers";
import { type Backend, passTime, startBackend } from "../setup.helpers";
import { mailInvitation, spendInvitationLetter } from "./mailInvitation";

const EMAIL = "maria@example.com";
const PAGE = { numItems: 25, cursor: null };

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;
let invitationId: string;
let token: string;

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 20, 9) });
  t = startBackend();
  stubWebhookSecret();
  acme = await seedOrganization(t);
  const made = await owner().mutation(api.models.invitations.create, {
    organizationId: acme.organizationId,
    email: EMAIL,
    role: "member",
  });
  invitationId = made.invitationId;
  token = tokenOf(made.link);
  await pass(0);
});

const owner = () => as(t, acme.owner);
const { invitations, invitationRequests, organizationSettings, undeliverableAddresses } =
  api.models;

const pass = (ms: number) => passTime(t, ms);

const expire = () =>
  t.run((ctx) =>
    ctx.runMutation(components.betterAuth.invitationWrites.setExpiry, {
      invitationId,
      expiresAt: Date.now(),
    }),
  );
const mails = () => t.run((ctx) => ctx.db.query("outgoingMail").collect());
const lettersTo = async (to: string) => (await mails()).filter((mail) => mail.to === to);
const newestLetter = async () => (await lettersTo(EMAIL)).at(-1)?._id;
const row = async (id = invitationId) => await t.run((ctx) => loadInvitation(ctx, id));
const stops = async () =>
  (
    await owner().query(undeliverableAddresses.list, {
      organizationId: acme.organizationId,
      paginationOpts: PAGE,
    })
  ).page;
const allow = () =>
  owner().mutation(undeliverableAddresses.allow, {
    organizationId: acme.organizationId,
    email: EMAIL.toUpperCase(),
  });
const resend = () => owner().mutation(invitations.resend, { invitationId });
const complaint = async () => ({ type: "email.complained", mailId: await newestLetter() });
const listed = async () =>
  (
    await owner().query(invitations.list, {
      organizationId: acme.organizationId,
      paginationOpts: PAGE,
    })
  ).page[0];

describe("only the newest letter's fate counts", () => {
  test("a late bounce of an earlier letter leaves a resent invitation as it is", async () => {
    const first = await newestLetter();
    await pass(MINUTE);
    await resend();
    await tell(t, { type: "email.delivery_delayed", mailId: first });
    expect(await row()).toMatchObject({ deliveryStatus: "queued" });
    await pass(0);
    await tell(t, { type: "email.delivered", mailId: await newestLetter() });
    await tell(t, softBounce(first));
    expect(await row()).toMatchObject({ deliveryStatus: "delivered" });
  });

  test("a letter that was sent once more is another one", async () => {
    const first = await newestLetter();
    await t.run(async (ctx) => {
      const now = Date.now() + 1;
      await ctx.runMutation(components.betterAuth.lineage.noteMailQueued, { invitationId, now });
      const newest = await ctx.runQuery(components.betterAuth.links.newestForMail, {
        invitationId,
      });
      const { organizationId } = acme;
      const letter = await spendInvitationLetter(ctx, { organizationId, email: EMAIL }, now);
      const about = { invitationId, tokenId: newest?.id ?? "", again: now };
      await mailInvitation(ctx, letter, about);
    });
    await pass(SECOND);
    await tell(t, { type: "email.delivered", mailId: first });
    expect(await row()).toMatchObject({ deliveryStatus: "sent" });
    await tell(t, { type: "email.delivered", mailId: await newestLetter() });
    expect(await row()).toMatchObject({ deliveryStatus: "delivered" });
  });

  test("the provider's word that comes before our own stays", async () => {
    await pass(MINUTE);
    await resend();
    await tell(t, { type: "email.delivered", mailId: await newestLetter() });
    await pass(0);
    expect(await row()).toMatchObject({ deliveryStatus: "delivered" });
    expect((await mails()).at(-1)).toMatchObject({ status: "sent" });
  });

  test("what is known of a letter is forgotten when the invitation is resent", async () => {
    await tell(t, softBounce(await newestLetter()));
    await pass(MINUTE);
    await resend();
    const { deliveryStatus, deliveryReason } = await row();
    expect([deliveryStatus, deliveryReason]).toEqual(["queued", undefined]);
  });
});

describe("diagnosis in the table", () => {
  test("handed over is sent, and only a provider's word makes it delivered and not opened", async () => {
    expect((await listed())?.diagnosis?.kind).toBe("sent");
    await tell(t, { type: "email.delivered", mailId: await newestLetter() });
    expect((await listed())?.diagnosis?.kind).toBe("notOpened");
  });

  test("a bounce is shown with its reason and what to do", async () => {
    await tell(t, hardBounce(await newestLetter()));
    expect(await listed()).toMatchObject({
      deliveryStatus: "bounced",
      deliveryReason: "This address doesn't exist.",
      mailStopped: true,
      diagnosis: { kind: "bounced", next: "correctAddress" },
    });
  });
});

describe("the stop", () => {
  test.each([
    ["a bounce for good", async () => hardBounce(await newestLetter()), "bounced"],
    ["a complaint", complaint, "complained"],
  ])("%s stops mail to the address", async (_, told, kind) => {
    await tell(t, await told());
    expect(await stops()).toMatchObject([{ email: EMAIL, kind, at: Date.now() }]);
  });

  test("a bounce for now and a failure stop nothing", async () => {
    await tell(t, softBounce(await newestLetter()));
    await pass(MINUTE);
    await resend();
    await pass(0);
    await tell(t, { type: "email.failed", mailId: await newestLetter() });
    await pass(MINUTE);
    await resend();
    expect(await stops()).toEqual([]);
  });

  test("a letter to somebody else about an invitation stops nothing", async () => {
    await t.mutation(invitations.decline, { invitationId, token });
    await pass(0);
    const [toInviter] = await lettersTo(acme.owner.email);
    await tell(t, { type: "email.complained", mailId: toInviter?._id });
    expect(await stops()).toEqual([]);
  });

  test("neither resending nor inviting nor approving mails the address, in this organization alone", async () => {
    const request = async () => {
      await t.mutation(invitations.createInvitationRequest, {
        originalInvitationId: invitationId,
        userEmail: EMAIL,
        token,
      });
      const { page } = await owner().query(invitationRequests.list, {
        organizationId: acme.organizationId,
        status: "pending",
        paginationOpts: PAGE,
      });
      return page[0]?.id ?? "";
    };
    await tell(t, hardBounce(await newestLetter()));
    await pass(MINUTE);
    expect(await refusalOf(resend())).toBe("address_undeliverable");
    await expire();
    const requestId = await request();
    expect(await refusalOf(owner().mutation(invitationRequests.approve, { requestId }))).toBe(
      "address_undeliverable",
    );
    const inviting = { organizationId: acme.organizationId, email: EMAIL, role: "member" as const };
    expect(await refusalOf(owner().mutation(invitations.create, inviting))).toBe(
      "address_undeliverable",
    );
    expect(await lettersTo(EMAIL)).toHaveLength(1);

    const globex = await seedOrganization(t, { slug: "globex" });
    await as(t, globex.owner).mutation(invitations.create, {
      organizationId: globex.organizationId,
      email: EMAIL,
      role: "member",
    });
    expect(await lettersTo(EMAIL)).toHaveLength(2);
  });

  test("no reminder is sent, and the trail tells of none", async () => {
    await tell(t, hardBounce(await newestLetter()));
    await pass(6 * DAY + MINUTE);
    await t.mutation(internal.jobs.remindInvitees.sweep, {});
    expect(await lettersTo(EMAIL)).toHaveLength(1);
  });

  test("an expired link offers the request instead of the automatic re-invitation", async () => {
    await owner().mutation(organizationSettings.update, {
      organizationId: acme.organizationId,
      autoReInviteOnExpiration: true,
    });
    await expire();
    const check = () => t.query(invitations.checkInvitationStatus, { invitationId, token });
    expect(await check()).toMatchObject({ autoReInviteAvailable: true });
    await tell(t, hardBounce(await newestLetter()));
    expect(await check()).toMatchObject({ autoReInviteAvailable: false, canRequestNew: true });
    const answer = await t.mutation(invitations.processAutoReInvite, { invitationId, token });
    expect(answer.success).toBe(false);
  });

  test("a letter that is queued already is dropped, and its invitation does not say that it is on its way", async () => {
    const first = await newestLetter();
    await pass(MINUTE);
    await resend();
    await tell(t, hardBounce(first));
    expect(await row()).toMatchObject({ deliveryStatus: "bounced", mailStopped: true });
    await pass(0);
    expect((await mails()).findLast(({ to }) => to === EMAIL)).toMatchObject({
      status: "dropped",
      lastError: "Mail to this address came back, or was marked as spam.",
    });
  });

  test("an invitation whose failed letter is queued again by the operator does not say that it is on its way", async () => {
    const first = await newestLetter();
    if (!first) throw new Error("No letter was queued");
    await tell(t, hardBounce(first));
    await t.run((ctx) => ctx.db.patch(first, { status: "failed" }));
    await t.mutation(internal.mail.outbox.retryFailed, {});
    expect(await row()).toMatchObject({ deliveryStatus: "bounced" });
  });

  test("a letter that was given up and overtaken leaves the row of the one that arrived as it is", async () => {
    const first = await newestLetter();
    if (!first) throw new Error("No letter was queued");
    await t.run((ctx) => ctx.db.patch(first, { status: "failed" }));
    await pass(MINUTE);
    await resend();
    await pass(0);
    await tell(t, { type: "email.delivered", mailId: await newestLetter() });
    await t.mutation(internal.mail.outbox.retryFailed, {});
    await pass(0);
    expect(await row()).toMatchObject({ deliveryStatus: "delivered" });
  });

  test("the newest letter that was given up and is queued again is on its way", async () => {
    vi.stubEnv("MAIL_TRANSPORT", "");
    await pass(MINUTE);
    await resend();
    const mailId = await newestLetter();
    if (!mailId) throw new Error("No letter was queued");
    await t.run((ctx) => ctx.db.patch(mailId, { attempts: 7 }));
    await pass(0);
    expect(await row()).toMatchObject({ deliveryStatus: "failed" });
    await t.mutation(internal.mail.outbox.retryFailed, {});
    const { deliveryStatus, deliveryReason } = await row();
    expect([deliveryStatus, deliveryReason]).toEqual(["queued", undefined]);
  });

  test("an admin allows mail again on purpose: the trail says who, and resending works", async () => {
    await tell(t, await complaint());
    await pass(MINUTE);
    await allow();
    expect(await stops()).toEqual([]);
    expect((await listed())?.diagnosis).toEqual({ kind: "complained", next: "resend" });
    const { page } = await owner().query(api.models.auditLog.list, {
      organizationId: acme.organizationId,
      type: "mailAllowed",
      paginationOpts: PAGE,
    });
    expect(page).toMatchObject([
      { actor: { kind: "user", name: acme.owner.name }, detail: { email: EMAIL } },
    ]);
    await resend();
    await pass(0);
    expect(await lettersTo(EMAIL)).toHaveLength(2);
    // Twice changes nothing.
    await allow();
  });
});

describe("a letter that is dropped while its invitation waits for it", () => {
  beforeEach(async () => {
    await pass(MINUTE);
    await resend();
  });

  test("says that the organization no longer invites the domain, and what to do", async () => {
    await owner().mutation(organizationSettings.update, {
      organizationId: acme.organizationId,
      allowedEmailDomains: ["acme.test"],
    });
    await pass(0);
    expect(await listed()).toMatchObject({
      deliveryStatus: "failed",
      deliveryReason: "The organization no longer invites addresses of this domain.",
      diagnosis: { kind: "notDelivered", next: "copyLink" },
    });
  });

  test("says that whoever sent it has proven no address, to which nothing is mailed", async () => {
    await t.run((ctx) =>
      ctx.runMutation(components.betterAuth.adapter.updateOne, {
        input: {
          model: "user",
          update: { emailVerified: false },
          where: [{ field: "_id", value: acme.owner.userId }],
        },
      }),
    );
    await pass(0);
    expect(await row()).toMatchObject({
      deliveryStatus: "failed",
      deliveryReason: "The person who sent it hasn't confirmed their own email address.",
    });
    expect(await lettersTo(acme.owner.email)).toEqual([]);
  });

  test("says nothing when a newer one took its place", async () => {
    await pass(MINUTE);
    await resend();
    await pass(0);
    expect(await row()).toMatchObject({ deliveryStatus: "sent" });
  });
});

describe("what the provider has said of a letter", () => {
  const letter = async () => {
    const mailId = await newestLetter();
    const mail = mailId && (await t.run((ctx) => ctx.db.get(mailId)));
    if (!mail) throw new Error("No letter was queued");
    return mail;
  };

  test("holds when the outbox has had all its attempts", async () => {
    await pass(MINUTE);
    await resend();
    await tell(t, { type: "email.delivered", mailId: await newestLetter() });
    const { _id } = await letter();
    await t.run((ctx) => ctx.db.patch(_id, { status: "queued", attempts: 7 }));
    await pass(0);
    expect(await letter()).toMatchObject({ status: "sent" });
    expect(await row()).toMatchObject({ deliveryStatus: "delivered" });
    expect(await lettersTo(acme.owner.email)).toEqual([]);
  });

  test.each(["waiting", "queued", "failed"] as const)(
    "settles one that is %s, so that it goes no second time",
    async (status) => {
      const { _id } = await letter();
      await t.run((ctx) => ctx.db.patch(_id, { status, nextAt: Date.now() + MINUTE }));
      await tell(t, { type: "email.delivered", mailId: _id });
      expect(await letter()).toMatchObject({ status: "sent", sentAt: Date.now() });
    },
  );

  test("settles one whose batch is given up, or is taken apart", async () => {
    const { _id } = await letter();
    const batch = {
      lane: "person" as const,
      mailIds: [_id],
      isSingle: true,
      begun: [_id],
      isUnknown: true,
      attempts: 1,
      nextAt: Date.now(),
      createdAt: Date.now(),
    };
    for (const end of [giveUpBatch, dissolve]) {
      await tell(t, { type: "email.delivered", mailId: _id });
      await t.run(async (ctx) => {
        const batchId = await ctx.db.insert("mailBatches", { ...batch });
        await ctx.db.patch(_id, { status: "sending", batchId });
        const claimed = await ctx.db.get(batchId);
        if (!claimed) throw new Error("The batch is gone");
        if (end === giveUpBatch) await giveUpBatch(ctx, claimed, "It broke.", Date.now());
        else await dissolve(ctx, claimed, Date.now());
      });
      expect(await letter()).toMatchObject({ status: "sent" });
    }
  });
});

describe("who invited is told", () => {
  const told = async () =>
    (await lettersTo(acme.owner.email)).map(({ about }) =>
      about.kind === "couldNotDeliver" ? about.reason : about.kind,
    );

  test("once of each letter that came back", async () => {
    const first = await newestLetter();
    await tell(t, softBounce(first));
    await tell(t, softBounce(first));
    expect(await told()).toEqual(["Their mailbox is full."]);
    await pass(MINUTE);
    await resend();
    await pass(0);
    await tell(t, hardBounce(await newestLetter()));
    expect(await told()).toEqual(["Their mailbox is full.", "This address doesn't exist."]);
  });

  test("of a letter that was given up", async () => {
    vi.stubEnv("MAIL_TRANSPORT", "");
    await pass(MINUTE);
    await resend();
    const mailId = await newestLetter();
    if (!mailId) throw new Error("No letter was queued");
    await t.run((ctx) => ctx.db.patch(mailId, { attempts: 7 }));
    await pass(0);
    expect(await row()).toMatchObject({
      deliveryStatus: "failed",
      deliveryReason:
        "We couldn't send this message. The trouble is on our side, and not with the address.",
    });
    expect((await lettersTo(acme.owner.email)).at(-1)?.about).toMatchObject({
      kind: "couldNotDeliver",
      isAddressFine: true,
    });
  });

  test("not of a complaint, and not of an invitation that was answered before the letter leaves", async () => {
    await tell(t, await complaint());
    expect(await told()).toEqual([]);
    await tell(t, softBounce((await lettersTo(acme.owner.email)).at(-1)?._id));
    expect(await told()).toEqual([]);
  });

  test("in a letter that names the address and the reason", async () => {
    await tell(t, hardBounce(await newestLetter()));
    await pass(SECOND);
    const [letter] = await t.query(api.models.mailbox.list, {});
    expect(letter).toMatchObject({ to: acme.owner.email });
    expect(letter?.subject).toContain("couldn't be delivered");
    expect(letter?.text).toContain("This address doesn't exist.");
    // Its own link ends such notices; the invitation's is not the inviter's to have from it.
    expect(letter?.html).not.toContain("accept-invitation");
  });
});
