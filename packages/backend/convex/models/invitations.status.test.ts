import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, components } from "../_generated/api";
import { DAY, MINUTE } from "../rules/time";
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

test.each([
  ["a year, unless the deployment says otherwise", "", 365],
  ["as long as the deployment says", "100", 100],
])("a link opens something for %s", async (_, setting, days) => {
  vi.stubEnv("LINK_MAX_AGE_DAYS", setting);
  const { invitationId, emailToken } = await seedInvitation(t, acme);
  const sentAt = Date.now();
  vi.setSystemTime(sentAt + days * DAY);
  expect(await check(invitationId, emailToken)).toMatchObject({ status: "expired" });
  vi.setSystemTime(sentAt + days * DAY + 1);
  expect(await check(invitationId, emailToken)).toEqual(NOTHING);
});

test("a longest age that would end a link before its invitation is refused", async () => {
  const { invitationId, emailToken } = await seedInvitation(t, acme);
  for (const setting of ["89", "365.5", "year"]) {
    vi.stubEnv("LINK_MAX_AGE_DAYS", setting);
    await expect(check(invitationId, emailToken)).rejects.toThrow("has to be a whole number");
  }
});

test("a valid link is answered with everything its page needs", async () => {
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

test("the status of a copied link says that it is a copied one", async () => {
  const { invitationId, copyToken } = await seedInvitation(t, acme);
  expect((await check(invitationId, copyToken)).invitation?.channel).toBe("copy");
});

describe("not_found", () => {
  test("every way to ask without a right gets not_found and nothing else", async () => {
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

  test("a caller with another address gets not_found without a token, even the organization's owner", async () => {
    const { invitationId } = await seedInvitation(t, acme);
    const noah = await seedPerson(t, "noah@example.com");
    for (const person of [noah, acme.owner]) {
      expect(
        await as(t, person).query(api.models.invitations.checkInvitationStatus, { invitationId }),
      ).toEqual(NOTHING);
    }
  });

  test("an unverified invitee without a token gets not_found", async () => {
    const { invitationId } = await seedInvitation(t, acme);
    const maria = await seedPerson(t, EMAIL, { emailVerified: false });
    expect(
      await as(t, maria).query(api.models.invitations.checkInvitationStatus, { invitationId }),
    ).toEqual(NOTHING);
  });
});

test("a verified invitee sees the invitation without a link", async () => {
  const { invitationId } = await seedInvitation(t, acme);
  const maria = await seedPerson(t, EMAIL);
  expect(
    await as(t, maria).query(api.models.invitations.checkInvitationStatus, { invitationId }),
  ).toMatchObject({
    status: "valid",
    accountExists: true,
    caller: { email: EMAIL, isInvited: true, isMember: false },
  });
});

test("a caller with another address and the link sees who the invitation is for", async () => {
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
    caller: { email: colleague.email, isInvited: false, isMember: true },
  });
});

test("a link's status says that the invited address has an account", async () => {
  const { invitationId, emailToken } = await seedInvitation(t, acme);
  await seedPerson(t, EMAIL);
  expect(await check(invitationId, emailToken)).toMatchObject({ accountExists: true });
});

test("an unverified account is not counted as one to sign in with", async () => {
  const { invitationId, emailToken, copyToken } = await seedInvitation(t, acme);
  await seedPerson(t, EMAIL, { emailVerified: false });
  expect(await check(invitationId, emailToken)).toMatchObject({ accountExists: false });
  expect(await check(invitationId, copyToken)).toMatchObject({ accountExists: false });
});

test("a link is expired from the moment of expiry on, before any sweep", async () => {
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

test("the links of a revoked and a declined invitation still say so", async () => {
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

test("an expired link points to a newer live invitation instead of a request", async () => {
  const old = await seedInvitation(t, acme, { expiresAt: Date.now() });
  vi.advanceTimersByTime(MINUTE);
  await seedInvitation(t, acme);
  expect(await check(old.invitationId, old.emailToken)).toMatchObject({
    status: "expired",
    newerInvitation: { sentAt: Date.now() },
    canRequestNew: false,
  });
});

test("a link that a resend replaced points to the newer mail", async () => {
  const { invitationId, emailToken } = await seedInvitation(t, acme);
  await as(t, acme.owner).mutation(api.models.invitations.resend, { invitationId });
  const status = await check(invitationId, emailToken);
  expect(status).toMatchObject({ status: "expired", canRequestNew: false });
  expect(status.newerInvitation).toBeDefined();
});

test("an automatic re-invitation is available while the lineage has some left", async () => {
  await setPolicy({ autoReInviteOnExpiration: true, maxAutoReInvitesPerInvitation: 1 });
  const { invitationId, emailToken } = await seedInvitation(t, acme, { expiresAt: Date.now() });
  expect((await check(invitationId, emailToken)).autoReInviteAvailable).toBe(true);
  await setPolicy({ maxAutoReInvitesPerInvitation: 0 });
  expect((await check(invitationId, emailToken)).autoReInviteAvailable).toBe(false);
});
