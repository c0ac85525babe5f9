import { beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { hardBounce, stubWebhookSecret, tell } from "../mail/webhooks.helpers";
import { refusalDataOf, refusalOf } from "../refusals.helpers";
import { as, loadInvitation, seedMember, seedOrganization, tokenOf } from "../seed.helpers";
import { type Backend, passTime, startBackend } from "../setup.helpers";

const WRONG = "maria@gmial.com";
const RIGHT = "maria@gmail.com";
const PAGE = { numItems: 25, cursor: null };

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;
let invitationId: string;
let token: string;

const { invitations, projects, auditLog, undeliverableAddresses } = api.models;
const owner = () => as(t, acme.owner);
const correct = (email = RIGHT, caller = owner()) =>
  caller.mutation(invitations.correctAddress, { invitationId, email });
const row = (id: string) => t.run((ctx) => loadInvitation(ctx, id));
const letters = async () =>
  (await t.run((ctx) => ctx.db.query("outgoingMail").collect())).map(({ to, about }) => [
    to,
    about.kind,
  ]);

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 20, 9) });
  t = startBackend();
  stubWebhookSecret();
  acme = await seedOrganization(t);
  const { organizationId } = acme;
  const { projectId } = await owner().mutation(projects.create, { organizationId, name: "Apollo" });
  const made = await owner().mutation(invitations.create, {
    organizationId,
    email: WRONG,
    role: "admin",
    firstName: "Maria",
    message: "Welcome",
    projectId,
    projectRole: "lead",
  });
  invitationId = made.invitationId;
  token = tokenOf(made.link);
  await passTime(t, 0);
});

async function bounce() {
  const mails = await t.run((ctx) => ctx.db.query("outgoingMail").collect());
  await tell(t, hardBounce(mails.find(({ to }) => to === WRONG)?._id));
}

async function listed() {
  const { page } = await owner().query(invitations.list, {
    organizationId: acme.organizationId,
    paginationOpts: PAGE,
  });
  return page;
}

test("a bounce at a mistyped domain proposes the right address", async () => {
  await bounce();
  expect(await listed()).toMatchObject([
    { diagnosis: { kind: "bounced", next: "correctAddress" }, suggestedEmail: RIGHT },
  ]);
});

test("before a bounce nothing is proposed", async () => {
  const [only] = await listed();
  expect(only?.suggestedEmail).toBeUndefined();
});

test("correcting makes the same invitation for the right address, mails it, and ends the mistyped one with its links", async () => {
  await bounce();
  const before = await row(invitationId);
  const made = await correct();
  expect(await row(made.invitationId)).toMatchObject({
    email: RIGHT,
    status: "pending",
    role: "admin",
    firstName: "Maria",
    message: "Welcome",
    projectId: before.projectId,
    projectRole: "lead",
    deliveryStatus: "queued",
  });
  expect(await row(invitationId)).toMatchObject({
    status: "canceled",
    replacedByInvitationId: made.invitationId,
  });
  const link = { invitationId, token };
  expect(await t.query(invitations.checkInvitationStatus, link)).toMatchObject({
    status: "revoked",
  });
  expect(await letters()).toContainEqual([RIGHT, "invitation"]);
  expect(await listed()).toMatchObject([
    { email: RIGHT, status: "pending" },
    { email: WRONG, status: "canceled" },
  ]);
  expect((await listed())[1]?.canInviteAgain).toBeUndefined();
});

test("the trail tells of both, each with the other's address", async () => {
  await bounce();
  const made = await correct();
  const { page } = await owner().query(auditLog.list, {
    organizationId: acme.organizationId,
    paginationOpts: PAGE,
  });
  const told = page.filter(({ type }) => type === "revoked" || type === "created");
  expect(told).toContainEqual(
    expect.objectContaining({
      type: "revoked",
      invitation: { id: invitationId, email: WRONG },
      detail: { correctedTo: RIGHT },
    }),
  );
  expect(told).toContainEqual(
    expect.objectContaining({
      type: "created",
      invitation: { id: made.invitationId, email: RIGHT },
      detail: { email: RIGHT, role: "admin", correctedFrom: WRONG },
    }),
  );
});

test("mail to the wrong address stays stopped", async () => {
  await bounce();
  await correct();
  const { page } = await owner().query(undeliverableAddresses.list, {
    organizationId: acme.organizationId,
    paginationOpts: PAGE,
  });
  expect(page).toMatchObject([{ email: WRONG, kind: "bounced" }]);
});

test("an address that somebody types is as good, however it is spelled, also without a bounce", async () => {
  const made = await correct(" Maria <MARIA@Example.COM>; ");
  expect(await row(made.invitationId)).toMatchObject({ email: "maria@example.com" });
});

test("two admins who correct it at once make one invitation", async () => {
  const admin = await seedMember(t, acme, "owner", "second@acme.test");
  const both = await Promise.allSettled([correct(), correct(RIGHT, as(t, admin))]);
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect((await listed()).filter(({ email }) => email === RIGHT)).toHaveLength(1);
});

describe("refused, and nothing has changed:", () => {
  test.each([
    ["the address that it has", WRONG, "bad_email"],
    ["no address", "maria", "bad_email"],
    ["one's own address", "owner@acme.test", "inviting_yourself"],
  ])("%s", async (_, email, code) => {
    expect(await refusalOf(correct(email))).toBe(code);
    expect(await row(invitationId)).toMatchObject({ status: "pending" });
    expect(await letters()).toEqual([[WRONG, "invitation"]]);
  });

  test("the address that it has, in a sentence of its own", async () => {
    const { message } = await refusalDataOf(correct(WRONG));
    expect(message).toContain("already goes to this address");
  });

  test("a domain that may not be invited", async () => {
    await owner().mutation(api.models.organizationSettings.update, {
      organizationId: acme.organizationId,
      allowedEmailDomains: ["acme.test"],
    });
    expect(await refusalOf(correct())).toBe("domain_not_allowed");
  });

  test("a member's address", async () => {
    await seedMember(t, acme, "member", RIGHT);
    expect(await refusalOf(correct())).toBe("already_member");
  });

  test("an address with a live invitation, which is named", async () => {
    const { invitationId: live } = await owner().mutation(invitations.create, {
      organizationId: acme.organizationId,
      email: RIGHT,
      role: "member",
    });
    expect(await refusalDataOf(correct())).toMatchObject({
      code: "already_invited",
      invitationId: live,
    });
  });

  test("an address that takes no mail either", async () => {
    await bounce();
    const made = await correct();
    const mails = await t.run((ctx) => ctx.db.query("outgoingMail").collect());
    await tell(t, hardBounce(mails.find(({ to }) => to === RIGHT)?._id));
    const back = owner().mutation(invitations.correctAddress, {
      invitationId: made.invitationId,
      email: WRONG,
    });
    expect(await refusalOf(back)).toBe("address_undeliverable");
    expect(await row(made.invitationId)).toMatchObject({ status: "pending" });
  });

  test("an invitation that was revoked", async () => {
    await owner().mutation(invitations.revoke, { invitationId });
    expect(await refusalOf(correct())).toBe("not_revocable");
  });

  test("an owner's invitation, by an admin", async () => {
    const { organizationId } = acme;
    ({ invitationId } = await owner().mutation(invitations.create, {
      organizationId,
      email: "boss@gmial.com",
      role: "owner",
    }));
    const admin = await seedMember(t, acme, "admin");
    expect(await refusalOf(correct("boss@gmail.com", as(t, admin)))).toBe("cannot_invite_owner");
  });

  test("more often than somebody may invite", async () => {
    for (let n = 0; n < 4; n++) {
      ({ invitationId } = await correct(`maria${n}@gmail.com`));
    }
    expect(await refusalOf(correct("maria9@gmail.com"))).toBe("rate_limited");
  });
});
