import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, components, internal } from "../_generated/api";
import { hardBounce, softBounce, tell } from "../mail/webhooks.helpers";
import { refusalOf } from "../refusals.helpers";
import { DAY, MINUTE, SECOND } from "../rules/time";
import { as, seedOrganization } from "../seed.helpers";
import {
  acme,
  allow,
  complaint,
  EMAIL,
  expire,
  invitationId,
  lettersTo,
  listed,
  mails,
  newestLetter,
  owner,
  PAGE,
  pass,
  resend,
  row,
  startMailed,
  stops,
  t,
  token,
} from "./mailFate.helpers";
import { mailInvitation, spendInvitationLetter } from "./mailInvitation";

const { invitationRequests, invitations, organizationSettings } = api.models;

beforeEach(startMailed);

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
