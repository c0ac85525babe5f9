import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, components } from "../_generated/api";
import { MINUTE } from "../rules/time";
import { as, seedInvitation, seedMember, seedOrganization, seedPerson } from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

const EMAIL = "maria@example.com";

const NOTHING = {
  status: "not_found",
  canRequestNew: false,
  requestCount: 0,
  maxRequests: 0,
  autoReInviteAvailable: false,
  accountExists: false,
};

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;

beforeEach(async () => {
  vi.useFakeTimers();
  t = startBackend();
  acme = await seedOrganization(t);
});

const check = (invitationId: string, token?: string) =>
  t.query(api.models.invitations.checkInvitationStatus, { invitationId, token });
const setPolicy = (update: Record<string, unknown>) =>
  t.run((ctx) =>
    ctx.runMutation(components.betterAuth.adapter.updateOne, {
      input: {
        model: "organization",
        where: [{ field: "_id", value: acme.organizationId }],
        update,
      },
    }),
  );

test("a good link tells everything its page needs", async () => {
  await setPolicy({ adminContactEmail: "help@acme.test" });
  const { invitationId, emailToken } = await seedInvitation(t, acme, {
    role: "admin",
    details: { firstName: "Maria", message: "Welcome" },
  });
  const status = await check(invitationId, emailToken);
  expect(status).toEqual({
    status: "valid",
    invitation: {
      id: invitationId,
      email: EMAIL,
      role: "admin",
      firstName: "Maria",
      message: "Welcome",
      createdAt: Date.now(),
      expiresAt: expect.any(Number),
      inviter: { name: acme.owner.name },
      channel: "email",
    },
    organization: { name: "Acme", slug: "acme", adminContactEmail: "help@acme.test" },
    canRequestNew: false,
    requestCount: 0,
    maxRequests: 3,
    autoReInviteAvailable: false,
    accountExists: false,
  });
});

test("a copied link says that it is one", async () => {
  const { invitationId, copyToken } = await seedInvitation(t, acme);
  expect((await check(invitationId, copyToken)).invitation?.channel).toBe("copy");
});

describe("not_found, with nothing else, for", () => {
  test("every way to ask without a right", async () => {
    const { invitationId } = await seedInvitation(t, acme);
    const other = await seedInvitation(t, acme, { email: "noah@example.com" });
    const ask: [string, string | undefined][] = [
      [invitationId, undefined],
      [invitationId, ""],
      [invitationId, "0".repeat(64)],
      [invitationId, other.emailToken],
      [invitationId, other.emailToken.toUpperCase()],
      [acme.organizationId, other.emailToken],
      ["nothing", undefined],
      ["", undefined],
    ];
    for (const [id, token] of ask) expect(await check(id, token)).toEqual(NOTHING);
  });

  test("somebody signed in with another address, even an admin of the organization", async () => {
    const { invitationId } = await seedInvitation(t, acme);
    const noah = await seedPerson(t, "noah@example.com");
    for (const person of [noah, acme.owner]) {
      expect(
        await as(t, person).query(api.models.invitations.checkInvitationStatus, { invitationId }),
      ).toEqual(NOTHING);
    }
  });

  test("the invited address as long as nobody proved it", async () => {
    const { invitationId } = await seedInvitation(t, acme);
    const maria = await seedPerson(t, EMAIL, { emailVerified: false });
    expect(
      await as(t, maria).query(api.models.invitations.checkInvitationStatus, { invitationId }),
    ).toEqual(NOTHING);
  });
});

test("the invited, verified person needs no link to see it", async () => {
  const { invitationId } = await seedInvitation(t, acme);
  const maria = await seedPerson(t, EMAIL);
  expect(
    await as(t, maria).query(api.models.invitations.checkInvitationStatus, { invitationId }),
  ).toMatchObject({
    status: "valid",
    accountExists: true,
    viewer: { email: EMAIL, isInvited: true, isMember: false },
  });
});

test("somebody else with the link sees whom it is for", async () => {
  const { invitationId, emailToken } = await seedInvitation(t, acme);
  const colleague = await seedMember(t, acme, "viewer");
  expect(
    await as(t, colleague).query(api.models.invitations.checkInvitationStatus, {
      invitationId,
      token: emailToken,
    }),
  ).toMatchObject({
    status: "valid",
    invitation: { email: EMAIL },
    viewer: { email: colleague.email, isInvited: false, isMember: true },
  });
});

test("whether an account exists is told for the invited address", async () => {
  const { invitationId, emailToken } = await seedInvitation(t, acme);
  await seedPerson(t, EMAIL);
  expect(await check(invitationId, emailToken)).toMatchObject({ accountExists: true });
});

test("an account that never proved the address sends nobody to sign in", async () => {
  const { invitationId, emailToken, copyToken } = await seedInvitation(t, acme);
  await seedPerson(t, EMAIL, { emailVerified: false });
  expect(await check(invitationId, emailToken)).toMatchObject({ accountExists: false });
  expect(await check(invitationId, copyToken)).toMatchObject({ accountExists: false });
});

test("expired begins at the moment of expiry, before any sweep", async () => {
  const { invitationId, emailToken } = await seedInvitation(t, acme, {
    expiresAt: Date.now() + MINUTE,
  });
  vi.advanceTimersByTime(MINUTE - 1);
  expect((await check(invitationId, emailToken)).status).toBe("valid");
  vi.advanceTimersByTime(1);
  expect(await check(invitationId, emailToken)).toMatchObject({
    status: "expired",
    canRequestNew: true,
    requestCount: 0,
  });
});

test("a revoked and a declined invitation still say so to their link", async () => {
  const revoked = await seedInvitation(t, acme);
  await as(t, acme.owner).mutation(api.models.invitations.revoke, {
    invitationId: revoked.invitationId,
  });
  expect(await check(revoked.invitationId, revoked.emailToken)).toMatchObject({
    status: "revoked",
    canRequestNew: false,
  });
  const declined = await seedInvitation(t, acme);
  await t.mutation(api.models.invitations.decline, {
    invitationId: declined.invitationId,
    token: declined.copyToken,
  });
  expect((await check(declined.invitationId, declined.emailToken)).status).toBe("declined");
});

test("an expired link points at a newer live invitation instead of a request", async () => {
  const old = await seedInvitation(t, acme, { expiresAt: Date.now() });
  vi.advanceTimersByTime(MINUTE);
  await seedInvitation(t, acme);
  expect(await check(old.invitationId, old.emailToken)).toMatchObject({
    status: "expired",
    newerInvitation: { sentAt: Date.now() },
    canRequestNew: false,
  });
});

test("a link that a resent mail replaced points at the newer mail", async () => {
  const { invitationId, emailToken } = await seedInvitation(t, acme);
  await as(t, acme.owner).mutation(api.models.invitations.resend, { invitationId });
  const status = await check(invitationId, emailToken);
  expect(status).toMatchObject({ status: "expired", canRequestNew: false });
  expect(status.newerInvitation).toBeDefined();
});

test("automatic re-invitation is on offer while the lineage has some left", async () => {
  await setPolicy({ autoReInviteOnExpiration: true, maxAutoReInvitesPerInvitation: 1 });
  const { invitationId, emailToken } = await seedInvitation(t, acme, { expiresAt: Date.now() });
  expect((await check(invitationId, emailToken)).autoReInviteAvailable).toBe(true);
  await setPolicy({ maxAutoReInvitesPerInvitation: 0 });
  expect((await check(invitationId, emailToken)).autoReInviteAvailable).toBe(false);
});
