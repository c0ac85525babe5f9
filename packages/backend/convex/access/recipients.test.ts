import { beforeEach, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { refusalDataOf, refusalOf } from "../refusals.helpers";
import { DAY, MINUTE, SECOND } from "../rules/time";
import {
  as,
  type SeededOrganization,
  seedInvitation,
  seedOrganization,
  seedPerson,
} from "../seed.helpers";
import { type Backend, passTime, startBackend } from "../setup.helpers";

/** What all organizations together may put into one mailbox. */

const EMAIL = "maria@example.com";
const LIMIT = 20;

let t: Backend;
let acme: SeededOrganization;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.setSystemTime(Date.UTC(2026, 10, 27, 10));
  t = startBackend();
  acme = await seedOrganization(t);
});

const inviteFrom = ({ owner, organizationId }: SeededOrganization, email = EMAIL) =>
  as(t, owner).mutation(api.models.invitations.create, { organizationId, email, role: "member" });

/** All but `left` of a day's letters, each by an organization of its own. */
async function useUp(left = 0) {
  const invitations = [];
  for (let n = 0; n < LIMIT - left; n++) {
    const organization = await seedOrganization(t, { slug: `sender-${n}` });
    invitations.push(await seedInvitation(t, organization, { email: EMAIL }));
  }
  return invitations;
}

async function pass(milliseconds: number) {
  await vi.advanceTimersByTimeAsync(milliseconds);
  await passTime(t, 0);
}

test("of thirty organizations that invite one address at once, twenty do", async () => {
  const organizations = [];
  for (let n = 0; n < 30; n++) organizations.push(await seedOrganization(t, { slug: `org-${n}` }));
  const results = await Promise.allSettled(organizations.map((each) => inviteFrom(each)));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(LIMIT);
});

test("the refusal speaks of today, not of others, and ends with the day", async () => {
  await useUp();
  const refused = await refusalDataOf(inviteFrom(acme, ` ${EMAIL.toUpperCase()}`));
  expect(refused).toEqual({
    code: "recipient_limit",
    message: expect.not.stringMatching(/organi[sz]ation|others|\d/),
    retryAfterSeconds: 14 * 3600,
  });
  vi.setSystemTime(Date.UTC(2026, 10, 28));
  await expect(inviteFrom(acme)).resolves.toBeDefined();
});

test("an invitation that is refused for another reason costs nothing of the recipient's", async () => {
  await useUp(1);
  const { owner, organizationId } = acme;
  const wrong = as(t, owner).mutation(api.models.invitations.create, {
    organizationId,
    email: EMAIL,
    role: "member",
    projectRole: "lead",
  });
  expect(await refusalOf(wrong)).toBe("bad_input");
  await expect(inviteFrom(acme)).resolves.toBeDefined();
});

test("resending counts as inviting does", async () => {
  const { invitationId } = await inviteFrom(acme);
  await useUp(1);
  await pass(MINUTE);
  const resend = as(t, acme.owner).mutation(api.models.invitations.resend, { invitationId });
  expect(await refusalOf(resend)).toBe("recipient_limit");
});

test("an approval is refused, and its request stays", async () => {
  const { invitationId, emailToken: token } = await seedInvitation(t, acme, {
    email: EMAIL,
    expiresAt: Date.now(),
  });
  await t.mutation(api.models.invitations.createInvitationRequest, {
    originalInvitationId: invitationId,
    userEmail: EMAIL,
    token,
  });
  await useUp(1);
  const { organizationId, owner } = acme;
  const { page } = await as(t, owner).query(api.models.invitationRequests.list, {
    organizationId,
    status: "pending",
    paginationOpts: { numItems: 5, cursor: null },
  });
  const requestId = page[0]?.id ?? "";
  const approve = as(t, owner).mutation(api.models.invitationRequests.approve, { requestId });
  expect(await refusalOf(approve)).toBe("recipient_limit");
  expect(
    await as(t, owner).query(api.models.invitationRequests.pendingCount, { organizationId }),
  ).toBe(1);
});

test("an automatic invitation is not made, and the invitee can ask instead", async () => {
  await as(t, acme.owner).mutation(api.models.organizationSettings.update, {
    organizationId: acme.organizationId,
    autoReInviteOnExpiration: true,
  });
  const { invitationId, emailToken: token } = await seedInvitation(t, acme, {
    email: EMAIL,
    expiresAt: Date.now(),
  });
  await useUp(1);
  const open = () =>
    t.mutation(api.models.invitations.processAutoReInvite, { invitationId, token });
  expect(await open()).toEqual({ success: false, message: "Auto re-invite not available" });
  const view = await t.query(api.models.invitations.checkInvitationStatus, { invitationId, token });
  expect(view).toMatchObject({ status: "expired", canRequestNew: true });
  vi.setSystemTime(Date.now() + DAY);
  expect(await open()).toMatchObject({ success: true });
});

test("an old link sends no more of a mail that the mailbox has had too often, and says when again", async () => {
  const old = await seedInvitation(t, acme, { email: EMAIL, expiresAt: Date.now() });
  await inviteFrom(acme);
  await useUp(2);
  await pass(0);
  await pass(2 * MINUTE);
  const refused = t.mutation(api.models.invitations.sendNewerAgain, {
    invitationId: old.invitationId,
    token: old.emailToken,
  });
  expect(await refusalDataOf(refused)).toMatchObject({
    code: "rate_limited",
    retryAfterSeconds: 14 * 3600 - 120,
  });
});

test("a reminder leaves a full mailbox alone", async () => {
  const remindedAt = Date.now() + 6 * DAY;
  await seedInvitation(t, acme, { email: EMAIL });
  await seedInvitation(t, acme, { email: "noah@example.com" });
  vi.setSystemTime(remindedAt - SECOND);
  await useUp();
  vi.setSystemTime(remindedAt);
  await t.mutation(internal.jobs.remindInvitees.sweep, {});
  await pass(SECOND);
  const reminded = (await t.query(api.models.mailbox.list, {})).filter(({ subject }) =>
    subject.includes("expires soon"),
  );
  expect(reminded.map(({ to }) => to)).toEqual(["noah@example.com"]);
});

test("requests reach a contact address as often as invitations would, and the admins always", async () => {
  const contact = "stranger@else.test";
  await as(t, acme.owner).mutation(api.models.organizationSettings.update, {
    organizationId: acme.organizationId,
    adminContactEmail: contact,
  });
  for (let n = 0; n <= LIMIT; n++) {
    const email = `guest${n}@example.com`;
    const { invitationId, emailToken } = await seedInvitation(t, acme, {
      email,
      expiresAt: Date.now(),
    });
    await t.mutation(api.models.invitations.createInvitationRequest, {
      originalInvitationId: invitationId,
      userEmail: email,
      token: emailToken,
    });
  }
  const told = await t.run(async (ctx) =>
    (await ctx.db.query("outgoingMail").collect()).flatMap(({ about, to }) =>
      about.kind === "requestReceived" ? [to] : [],
    ),
  );
  expect(told.filter((to) => to === contact)).toHaveLength(LIMIT);
  expect(told.filter((to) => to === acme.owner.email)).toHaveLength(LIMIT + 1);
});

test("one person creates ten organizations at once and no eleventh; a platform admin more", async () => {
  const ada = await seedPerson(t, "ada@example.com");
  const createAll = (count: number, prefix: string) =>
    Promise.allSettled(
      Array.from({ length: count }, (_, n) =>
        as(t, ada).mutation(api.models.organizations.create, {
          name: "Acme",
          slug: `${prefix}-${n}`,
        }),
      ),
    );
  const made = await createAll(15, "first");
  expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
  const eleventh = as(t, ada).mutation(api.models.organizations.create, {
    name: "A",
    slug: "eleventh",
  });
  expect(await refusalDataOf(eleventh)).toMatchObject({
    code: "rate_limited",
    retryAfterSeconds: expect.any(Number),
  });
  await t.mutation(internal.platformAdmins.set, { email: ada.email, isAdmin: true });
  const more = await createAll(15, "second");
  expect(more.every(({ status }) => status === "fulfilled")).toBe(true);
});
