import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, components, internal } from "../_generated/api";
import { createInvitation } from "../lifecycle/create";
import { addLink } from "../records/links";
import { refusalOf } from "../refusals.helpers";
import type { Role } from "../rules/roles";
import { sha256 } from "../secrets";
import {
  as,
  loadInvitation,
  type Person,
  seedInvitation,
  seedMember,
  seedOrganization,
  seedPerson,
  tokenOf,
} from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

/** Orphaned invitations: their inviter could make them once and cannot any more. */

const { changeRole, leave, remove } = api.models.members;

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;
let bruno: Person;

beforeEach(async () => {
  vi.useFakeTimers();
  t = startBackend();
  acme = await seedOrganization(t);
  bruno = await seedMember(t, acme, "admin", "bruno@example.com");
});

async function invite(inviter: Person, email: string, role: Role = "member") {
  return await t.run(async (ctx) => {
    const caller = await ctx.runQuery(components.betterAuth.caller.inOrganization, {
      claim: { userId: inviter.userId, sessionId: inviter.sessionId },
      now: Date.now(),
      organization: { id: acme.organizationId },
    });
    if (!caller?.organization) throw new Error("The inviter is outside");
    const { user, organization } = caller;
    const invited = { organization, inviter: user, email, role, details: {} };
    const { invitationId, link } = await createInvitation(ctx, invited, Date.now());
    return { invitationId, token: tokenOf(link) };
  });
}

const statusOf = (invitationId: string) =>
  t.run(async (ctx) => (await loadInvitation(ctx, invitationId)).status);

async function mailedTokenOf(invitationId: string): Promise<string> {
  const url = await t.run(async (ctx) => await addLink(ctx, invitationId, "email", Date.now()));
  return tokenOf(url.url);
}

async function memberNames(): Promise<string[]> {
  const { page } = await as(t, acme.owner).query(api.models.members.list, {
    organizationId: acme.organizationId,
    paginationOpts: { numItems: 50, cursor: null },
  });
  return page.map(({ name }) => name);
}

async function memberIdOf(person: Person): Promise<string> {
  const { page } = await as(t, acme.owner).query(api.models.members.list, {
    organizationId: acme.organizationId,
    paginationOpts: { numItems: 50, cursor: null },
  });
  const member = page.find(({ userId }) => userId === person.userId);
  if (!member) throw new Error(`${person.email} is no member`);
  return member.id;
}

const endings = {
  removed: async () => {
    const memberId = await memberIdOf(bruno);
    await as(t, acme.owner).mutation(remove, { memberId });
  },
  demoted: async () => {
    const memberId = await memberIdOf(bruno);
    await as(t, acme.owner).mutation(changeRole, { memberId, role: "member" });
  },
  left: async () => {
    await as(t, bruno).mutation(leave, { organizationId: acme.organizationId });
  },
};

test.each([
  ["was removed", endings.removed],
  ["was demoted", endings.demoted],
  ["has left", endings.left],
])("the invitations of an inviter who %s are revoked, and no other inviter's", async (_, end) => {
  const theirs = await invite(bruno, "maria@example.com");
  const others = await invite(acme.owner, "noah@example.com");
  await end();
  expect(await statusOf(theirs.invitationId)).toBe("canceled");
  expect(await t.query(api.models.invitations.checkInvitationStatus, theirs)).toMatchObject({
    status: "revoked",
  });
  expect(await statusOf(others.invitationId)).toBe("pending");
  const { page } = await as(t, acme.owner).query(api.models.auditLog.list, {
    organizationId: acme.organizationId,
    invitationId: theirs.invitationId,
    paginationOpts: { numItems: 1, cursor: null },
  });
  expect(page).toMatchObject([{ type: "revoked", detail: { reason: expect.any(String) } }]);
});

test("an owner who becomes an admin orphans only their invitations to be an owner", async () => {
  const olga = await seedMember(t, acme, "owner", "olga@example.com");
  const toOwner = await invite(olga, "maria@example.com", "owner");
  const toAdmin = await invite(olga, "noah@example.com", "admin");
  const memberId = await memberIdOf(olga);
  await as(t, acme.owner).mutation(changeRole, { memberId, role: "admin" });
  expect(await statusOf(toOwner.invitationId)).toBe("canceled");
  expect(await statusOf(toAdmin.invitationId)).toBe("pending");
});

test("a platform admin's invitations stay open without a membership", async () => {
  await t.mutation(internal.platformAdmins.set, { email: bruno.email, isAdmin: true });
  const { invitationId } = await invite(bruno, "maria@example.com");
  await endings.removed();
  expect(await statusOf(invitationId)).toBe("pending");
});

describe("former platform admin", () => {
  const lose = async () => {
    await t.mutation(internal.platformAdmins.set, { email: "ada@example.com", isAdmin: false });
    await t.finishAllScheduledFunctions(vi.runAllTimers);
  };
  const inviteTo = (ada: Person, { organizationId }: typeof acme, role: Role) =>
    as(t, ada).mutation(api.models.invitations.create, {
      organizationId,
      email: "maria@example.com",
      role,
    });

  test("a former platform admin's invitations are revoked in every organization", async () => {
    const ada = await seedPerson(t, "ada@example.com");
    await t.mutation(internal.platformAdmins.set, { email: ada.email, isAdmin: true });
    const places = [acme];
    for (const slug of ["globex", "initech"]) places.push(await seedOrganization(t, { slug }));
    const sent = [];
    for (const place of places) sent.push(await inviteTo(ada, place, "owner"));
    await lose();
    for (const { invitationId } of sent) expect(await statusOf(invitationId)).toBe("canceled");
    const { page } = await as(t, acme.owner).query(api.models.auditLog.list, {
      organizationId: acme.organizationId,
      invitationId: sent[0]?.invitationId,
      paginationOpts: { numItems: 1, cursor: null },
    });
    expect(page).toMatchObject([{ type: "revoked", actor: { kind: "system" } }]);
  });

  test("a former platform admin's invitations stay open where a membership allows them", async () => {
    const ada = await seedMember(t, acme, "admin", "ada@example.com");
    await t.mutation(internal.platformAdmins.set, { email: ada.email, isAdmin: true });
    const { invitationId } = await inviteTo(ada, acme, "member");
    await lose();
    expect(await statusOf(invitationId)).toBe("pending");
  });
});

test("more orphaned invitations than one batch holds are all revoked without another call", async () => {
  const sent = [];
  for (let n = 0; n < 60; n++) sent.push(await invite(bruno, `guest${n}@example.com`));
  await endings.removed();
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  const statuses = await Promise.all(sent.map(({ invitationId }) => statusOf(invitationId)));
  expect(new Set(statuses)).toEqual(new Set(["canceled"]));
});

test("an orphaned invitation that waits for its batch refuses to be accepted and to sign its invitee up", async () => {
  const waiting = [];
  for (let n = 0; n < 60; n++) waiting.push(await invite(bruno, `guest${n}@example.com`));
  await endings.removed();
  const [before, last] = waiting.slice(-2);
  if (!last || !before) throw new Error("No invitation was sent");
  expect(await statusOf(last.invitationId)).toBe("pending");
  const guest = await seedPerson(t, "guest59@example.com");
  expect(await refusalOf(as(t, guest).mutation(api.models.invitations.accept, last))).toBe(
    "revoked",
  );
  const newcomer = t.mutation(internal.lifecycle.signUp.signUp, {
    invitationId: before.invitationId,
    tokenHash: sha256(await mailedTokenOf(before.invitationId)),
    name: "Guest",
    passwordHash: "none",
    replacesAccount: false,
    ipAddress: "",
    userAgent: "",
  });
  expect(await refusalOf(newcomer)).toBe("revoked");
  expect(await memberNames()).toEqual(["Owner"]);
});

test("an expired invitation whose inviter was removed is not automatically followed by another", async () => {
  await as(t, acme.owner).mutation(api.models.organizationSettings.update, {
    organizationId: acme.organizationId,
    autoReInviteOnExpiration: true,
  });
  const theirs = await invite(bruno, "maria@example.com");
  const others = await seedInvitation(t, acme, {
    email: "noah@example.com",
    expiresAt: Date.now(),
  });
  await t.mutation(internal.dev.expireInvitation, { invitationId: theirs.invitationId });
  await t.mutation(internal.jobs.expireInvitations.sweep, {});
  const available = async (link: { invitationId: string; token: string }) =>
    (await t.query(api.models.invitations.checkInvitationStatus, link)).autoReInviteAvailable;
  expect(await available(theirs)).toBe(true);
  await endings.removed();
  expect(await available(theirs)).toBe(false);
  expect(await t.mutation(api.models.invitations.processAutoReInvite, theirs)).toMatchObject({
    success: false,
  });
  const other = { invitationId: others.invitationId, token: others.emailToken };
  expect(await t.mutation(api.models.invitations.processAutoReInvite, other)).toMatchObject({
    success: true,
  });
});

test("an invitation of a removed admin refuses its invitee", async () => {
  const theirs = await invite(bruno, "maria@example.com");
  const maria = await seedMember(
    t,
    await seedOrganization(t, { slug: "globex" }),
    "member",
    "maria@example.com",
  );
  await endings.removed();
  expect(await refusalOf(as(t, maria).mutation(api.models.invitations.accept, theirs))).toBe(
    "revoked",
  );
});
