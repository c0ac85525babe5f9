import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, components, internal } from "../_generated/api";
import { mailedCode } from "../accounts/codes.helpers";
import { type Browser, enterUnproven, openBrowser } from "../http.helpers";
import { MINUTE } from "../rules/time";
import { as, seedInvitation, seedOrganization, seedPerson } from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

const EMAIL = "maria@example.com";
const MARIA = { name: "Maria Sousa", password: "correct horse", replacesAccount: true };
const SQUATTER = { name: "Not Maria", password: "chosen by a squatter" };

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;
let squatter: Browser;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  t = startBackend();
  acme = await seedOrganization(t);
  squatter = openBrowser(t);
  const signedUp = await enterUnproven(t, squatter, { email: EMAIL, ...SQUATTER });
  expect(signedUp.status).toBe(200);
  expect(await sessionOf(squatter)).toMatchObject({ user: { email: EMAIL } });
});

const sessionOf = async (browser: Browser) => (await browser.get("/get-session")).json();
const signIn = (password: string) =>
  openBrowser(t).post("/sign-in/email", { email: EMAIL, password });
const account = () =>
  t.run((ctx) => ctx.runQuery(components.betterAuth.accounts.byEmail, { email: EMAIL }));

async function expectMariasAlone() {
  expect(await account()).toMatchObject({
    name: MARIA.name,
    emailVerified: true,
    platformAdmin: false,
  });
  expect(await sessionOf(squatter)).toBeNull();
  expect((await signIn(SQUATTER.password)).status).toBe(401);
  expect((await signIn(MARIA.password)).status).toBe(200);
}

describe("squatted account", () => {
  test("a squatted account is the invitee's through the mailed link, with nothing of the squatter's", async () => {
    const { invitationId, emailToken } = await seedInvitation(t, acme);
    const { id: userId } = (await account()) ?? { id: "" };
    await t.run((ctx) =>
      ctx.runMutation(components.betterAuth.accounts.setPlatformAdmin, { userId, isAdmin: true }),
    );
    const maria = openBrowser(t);

    const link = { invitationId, token: emailToken };
    const joined = await maria.post("/sign-up/invitation", { ...link, ...MARIA });

    expect([joined.status, await joined.json()]).toEqual([200, { organizationSlug: "acme" }]);
    expect(await sessionOf(maria)).toMatchObject({ user: { email: EMAIL, name: MARIA.name } });
    await expectMariasAlone();
  });

  test("a squatted account is the invitee's through a copied link once a code verified the address", async () => {
    const { invitationId, copyToken } = await seedInvitation(t, acme);
    const link = { invitationId, token: copyToken };
    const maria = openBrowser(t);
    const asked = await maria.post("/sign-up/invitation", { ...link, ...MARIA });
    expect(await asked.json()).toEqual({ verificationRequired: true });
    expect((await signIn(SQUATTER.password)).status).toBe(200);

    const code = await mailedCode(t);
    const joined = await maria.post("/sign-up/invitation/verify", { ...link, ...MARIA, code });

    expect(joined.status).toBe(200);
    await expectMariasAlone();
  });

  test.each(["emailToken", "copyToken"] as const)(
    "an account that was never proven is replaced only by who was told that it is there (%s)",
    async (channel) => {
      const { invitationId, [channel]: token } = await seedInvitation(t, acme);
      const view = await t.query(api.models.invitations.checkInvitationStatus, {
        invitationId,
        token,
      });
      expect(view).toMatchObject({ accountExists: false, accountIsUnproven: true });
      const untold = { invitationId, token, name: MARIA.name, password: MARIA.password };
      const response = await openBrowser(t).post("/sign-up/invitation", untold);
      expect([response.status, (await response.json()).code]).toEqual([409, "account_unproven"]);
      expect(await account()).toMatchObject({ name: SQUATTER.name, emailVerified: false });
      expect(await sessionOf(squatter)).toMatchObject({ user: { email: EMAIL } });
    },
  );

  test("whoever made the account joins with one click through the mailed link, and keeps it", async () => {
    const { invitationId, emailToken: token } = await seedInvitation(t, acme);
    const { session, user } = await sessionOf(squatter);
    const person = { ...acme.owner, userId: user.id, sessionId: session.id };
    const view = await as(t, person).query(api.models.invitations.checkInvitationStatus, {
      invitationId,
      token,
    });
    expect(view.caller).toMatchObject({ isInvited: true });
    await as(t, person).mutation(api.models.invitations.accept, { invitationId, token });
    expect(await account()).toMatchObject({ name: SQUATTER.name, emailVerified: true });
    expect(await sessionOf(squatter)).toMatchObject({ user: { email: EMAIL } });
    expect((await signIn(SQUATTER.password)).status).toBe(200);
  });

  test("a squatted account keeps the organization made with it, which would have no owner otherwise", async () => {
    const { invitationId, emailToken } = await seedInvitation(t, acme);
    const owner = await account();
    await t.run((ctx) =>
      ctx.runMutation(components.betterAuth.organizations.create, {
        name: "Early",
        slug: "early",
        ownerId: owner?.id ?? "",
        sessionId: acme.owner.sessionId,
        now: Date.now(),
      }),
    );
    const maria = openBrowser(t);
    await maria.post("/sign-up/invitation", { invitationId, token: emailToken, ...MARIA });
    const session = await sessionOf(maria);
    const person = {
      ...acme.owner,
      userId: session.user.id,
      sessionId: session.session.id,
    };
    const { organizations } = (await as(t, person).query(api.models.caller.get, {})) ?? {};
    expect(organizations?.map(({ slug }) => slug).sort()).toEqual(["acme", "early"]);
  });
});

/** Each found room before the others took it. */
async function makeSessionsAtOnce(userId: string, count: number): Promise<void> {
  const now = Date.now();
  const data = { userId, createdAt: now, updatedAt: now, expiresAt: now + MINUTE };
  await t.run(async (ctx) => {
    for (let n = 0; n < count; n++) {
      const input = { model: "session", data: { ...data, token: `${userId}-${n}` } } as const;
      await ctx.runMutation(components.betterAuth.adapter.create, { input });
    }
  });
}

async function sessionsOf(userId: string): Promise<unknown[]> {
  const { page } = await t.run((ctx) =>
    ctx.runQuery(components.betterAuth.adapter.findMany, {
      model: "session",
      where: [{ field: "userId", value: userId }],
      paginationOpts: { cursor: null, numItems: 200 },
    }),
  );
  return page;
}

test("whoever proves the address ends all sessions, even more than an account may have", async () => {
  const { takeOverAccount } = await import("../accounts/accounts");
  const { userId } = await seedPerson(t, "crowded@example.com", { emailVerified: false });
  await makeSessionsAtOnce(userId, 150);
  await t.run((ctx) => takeOverAccount(ctx, userId, { name: "Maria", passwordHash: "" }));
  expect(await sessionsOf(userId)).toEqual([]);
});

test("sessions that came at once are too many until the first of them is confirmed", async () => {
  const { userId } = await seedPerson(t, "crowded@example.com");
  await makeSessionsAtOnce(userId, 80);
  const credential = await t.run((ctx) =>
    ctx.runQuery(components.betterAuth.accounts.credentialOf, { email: "crowded@example.com" }),
  );
  await t.mutation(internal.auth.signIns.confirmSession, {
    userId,
    token: `${userId}-79`,
    start: { kind: "signIn", credential },
    browser: "",
  });
  expect(await sessionsOf(userId)).toHaveLength(50);
});

test("an account has fifty live sessions at most: one more ends the oldest", async () => {
  const { createSession } = await import("../accounts/accounts");
  const owner = acme.owner.userId;
  const here = { ipAddress: "", userAgent: "", activeOrganizationId: "" };
  const isLive = async (sessionId: string) =>
    (await t.run((ctx) =>
      ctx.runQuery(components.betterAuth.caller.current, {
        claim: { userId: owner, sessionId },
        now: Date.now(),
      }),
    )) !== null;
  const { id: second } = await t.run((ctx) => createSession(ctx, owner, here));
  for (let n = 3; n <= 50; n++) await t.run((ctx) => createSession(ctx, owner, here));
  expect(await isLive(acme.owner.sessionId)).toBe(true);
  await t.run((ctx) => createSession(ctx, owner, here));
  expect(await isLive(acme.owner.sessionId)).toBe(false);
  expect(await isLive(second)).toBe(true);
});
