import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { openBrowser } from "../http.helpers";
import { refusalOf } from "../refusals.helpers";
import { HOUR } from "../rules/time";
import { as, seedInvitation, seedMember, seedOrganization, seedPerson } from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  t = startBackend();
  acme = await seedOrganization(t);
});

const view = (invitationId: string, token: string, by: Pick<Backend, "mutation"> = t) =>
  by.mutation(api.models.invitations.recordView, { invitationId, token });
const views = () =>
  t.run(async (ctx) =>
    (await ctx.db.query("invitationEvents").collect()).filter(({ type }) => type === "viewed"),
  );
const rows = async (sort?: "attention") =>
  (
    await as(t, acme.owner).query(api.models.invitations.list, {
      organizationId: acme.organizationId,
      sort,
      paginationOpts: { numItems: 25, cursor: null },
    })
  ).page;
const diagnosis = async () => (await rows())[0]?.diagnosis;

test("opening a link is recorded at most once an hour for each link", async () => {
  const { invitationId, emailToken, copyToken } = await seedInvitation(t, acme);
  await view(invitationId, emailToken);
  await view(invitationId, emailToken);
  vi.setSystemTime(Date.now() + HOUR - 1);
  await view(invitationId, emailToken);
  expect(await views()).toHaveLength(1);
  await view(invitationId, copyToken);
  expect(await views()).toHaveLength(2);
  vi.setSystemTime(Date.now() + 1);
  await view(invitationId, emailToken);
  expect((await views()).map(({ detail }) => detail?.channel)).toEqual(["email", "copy", "email"]);
});

test("opening a link that a resend replaced says nothing about the new mail", async () => {
  const { invitationId, emailToken } = await seedInvitation(t, acme);
  await view(invitationId, emailToken);
  expect(await diagnosis()).toMatchObject({ kind: "opened" });
  await as(t, acme.owner).mutation(api.models.invitations.resend, { invitationId });
  vi.setSystemTime(Date.now() + HOUR);
  await view(invitationId, emailToken);
  expect(await views()).toHaveLength(2);
  expect(await diagnosis()).toMatchObject({ kind: "sending" });
});

test("a platform admin who opens a link is not recorded as a view", async () => {
  const { invitationId, emailToken } = await seedInvitation(t, acme);
  const ada = await seedPerson(t, "ada@example.com");
  await t.mutation(internal.platformAdmins.set, { email: ada.email, isAdmin: true });
  await view(invitationId, emailToken, as(t, ada));
  expect(await views()).toEqual([]);
});

test("two tabs that open a link at once are one view", async () => {
  const { invitationId, emailToken } = await seedInvitation(t, acme);
  await Promise.all([view(invitationId, emailToken), view(invitationId, emailToken)]);
  expect(await views()).toHaveLength(1);
});

test("a view names the signed-in caller, and the invitee when the caller is signed out", async () => {
  const { invitationId, emailToken, copyToken } = await seedInvitation(t, acme);
  await view(invitationId, emailToken);
  const noah = await seedPerson(t, "noah@example.com");
  await view(invitationId, copyToken, as(t, noah));
  expect((await views()).map(({ actor }) => actor)).toEqual([
    { kind: "invitee", email: "maria@example.com" },
    { kind: "user", userId: noah.userId, name: "Noah" },
  ]);
});

test("reading a link's status records no view, because mail scanners read it too", async () => {
  const { invitationId, emailToken } = await seedInvitation(t, acme);
  await t.query(api.models.invitations.checkInvitationStatus, { invitationId, token: emailToken });
  expect(await views()).toEqual([]);
  expect((await rows())[0]?.viewedAt).toBeUndefined();
});

test("an admin who opens an invitee's link is not recorded as a view", async () => {
  const { invitationId, copyToken } = await seedInvitation(t, acme);
  const admin = await seedMember(t, acme, "admin");
  await view(invitationId, copyToken, as(t, admin));
  expect(await views()).toEqual([]);
});

test.each(["0".repeat(64), "no token", ""])(
  "opening a link with the token %j is refused and recorded nowhere",
  async (token) => {
    const { invitationId } = await seedInvitation(t, acme);
    expect(await refusalOf(view(invitationId, token))).toBe("not_found");
    expect(await views()).toEqual([]);
  },
);

describe("diagnosis", () => {
  test("the diagnosis is that the mail is on its way, then that it was sent", async () => {
    vi.useFakeTimers();
    await as(t, acme.owner).mutation(api.models.invitations.create, {
      organizationId: acme.organizationId,
      email: "maria@example.com",
      role: "member",
    });
    expect(await diagnosis()).toEqual({ kind: "sending", next: "wait" });
    await t.finishAllScheduledFunctions(vi.runAllTimers);
    expect(await diagnosis()).toEqual({ kind: "sent", next: "copyLink" });
  });

  test("the diagnosis follows a view, another account's view, and starts anew with a resend", async () => {
    const { invitationId, emailToken } = await seedInvitation(t, acme);
    await view(invitationId, emailToken);
    expect(await diagnosis()).toMatchObject({ kind: "opened" });
    const noah = await seedPerson(t, "noah@example.com");
    await view(invitationId, emailToken, as(t, noah));
    expect(await diagnosis()).toMatchObject({ kind: "openedAsOther" });
    await as(t, acme.owner).mutation(api.models.invitations.resend, { invitationId });
    expect(await diagnosis()).toMatchObject({ kind: "sending" });
  });

  test("the diagnosis is verifying while a code is on its way", async () => {
    const { invitationId, copyToken } = await seedInvitation(t, acme);
    const response = await openBrowser(t).post("/sign-up/invitation", {
      invitationId,
      token: copyToken,
      name: "Maria",
      password: "correct horse",
    });
    expect(await response.json()).toEqual({ verificationRequired: true });
    expect(await diagnosis()).toEqual({ kind: "verifying", next: "resend" });
  });

  test("the diagnosis is verifying when the invitee opened the link unverified", async () => {
    const { invitationId, copyToken, email } = await seedInvitation(t, acme);
    const maria = await seedPerson(t, email, { emailVerified: false });
    await view(invitationId, copyToken, as(t, maria));
    expect(await diagnosis()).toMatchObject({ kind: "verifying" });
  });

  test("the diagnosis of an expired invitation is the expiry, then the waiting request", async () => {
    const { invitationId, emailToken, email } = await seedInvitation(t, acme, {
      expiresAt: Date.now(),
    });
    expect(await diagnosis()).toEqual({ kind: "expired", next: "resend" });
    await t.mutation(api.models.invitations.createInvitationRequest, {
      originalInvitationId: invitationId,
      userEmail: email,
      token: emailToken,
    });
    expect(await diagnosis()).toEqual({ kind: "requestWaiting", next: "decideRequest" });
  });

  test("an invitation has no diagnosis once the invitee has joined", async () => {
    const { invitationId, email } = await seedInvitation(t, acme);
    const maria = await seedPerson(t, email);
    await as(t, maria).mutation(api.models.invitations.accept, { invitationId });
    expect(await diagnosis()).toBeUndefined();
  });
});

test("the list sorts by what needs an admin, and closed invitations come last", async () => {
  const open = await seedInvitation(t, acme, { email: "open@example.com" });
  const other = await seedInvitation(t, acme, { email: "other@example.com" });
  await seedInvitation(t, acme, { email: "fresh@example.com" });
  const revoked = await seedInvitation(t, acme, { email: "revoked@example.com" });
  await view(open.invitationId, open.emailToken);
  const noah = await seedPerson(t, "noah@example.com");
  await view(other.invitationId, other.emailToken, as(t, noah));
  await as(t, acme.owner).mutation(api.models.invitations.revoke, {
    invitationId: revoked.invitationId,
  });
  expect((await rows("attention")).map(({ email }) => email)).toEqual([
    "other@example.com",
    "open@example.com",
    "fresh@example.com",
    "revoked@example.com",
  ]);
});
