import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, components } from "../_generated/api";
import { mailedCode } from "../accounts/codes.helpers";
import { openBrowser } from "../http.helpers";
import { MINUTE } from "../rules/time";
import { as, loadInvitation, seedInvitation, seedOrganization, seedPerson } from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

const EMAIL = "maria@example.com";
const NEWCOMER = { name: "Maria Sousa", password: "correct horse" };

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  t = startBackend();
  acme = await seedOrganization(t);
});

const accountOf = (email: string) =>
  t.run((ctx) => ctx.runQuery(components.betterAuth.accounts.byEmail, { email }));
const membersOf = async () =>
  (
    await as(t, acme.owner).query(api.models.members.list, {
      organizationId: acme.organizationId,
      paginationOpts: { numItems: 50, cursor: null },
    })
  ).page;
const statusOf = (invitationId: string) =>
  t.run(async (ctx) => (await loadInvitation(ctx, invitationId)).status);

test("a mailed link makes a newcomer a verified, signed-in member in one step", async () => {
  const { invitationId, emailToken } = await seedInvitation(t, acme, { role: "admin" });
  const browser = openBrowser(t);

  const response = await browser.post("/sign-up/invitation", {
    invitationId,
    token: emailToken,
    ...NEWCOMER,
  });

  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ organizationSlug: "acme" });
  expect(await accountOf(EMAIL)).toMatchObject({ name: "Maria Sousa", emailVerified: true });
  expect(await membersOf()).toContainEqual(
    expect.objectContaining({ email: EMAIL, role: "admin" }),
  );
  expect(await statusOf(invitationId)).toBe("accepted");
  const session = await (await browser.get("/get-session")).json();
  expect(session).toMatchObject({
    user: { email: EMAIL },
    session: { activeOrganizationId: acme.organizationId },
  });
});

test("signing up by invitation also sets the cookie that the server renders with", async () => {
  const { invitationId, emailToken } = await seedInvitation(t, acme);
  const browser = openBrowser(t);
  await browser.post("/sign-up/invitation", { invitationId, token: emailToken, ...NEWCOMER });
  expect([...browser.cookies.keys()].join()).toContain("convex_jwt");
});

test("an account made by invitation signs in with its password", async () => {
  const { invitationId, emailToken } = await seedInvitation(t, acme);
  await openBrowser(t).post("/sign-up/invitation", {
    invitationId,
    token: emailToken,
    ...NEWCOMER,
  });
  const response = await openBrowser(t).post("/sign-in/email", {
    email: EMAIL,
    password: NEWCOMER.password,
  });
  expect(response.status).toBe(200);
});

test("a copied link makes no account before the mailed code, and a member after it", async () => {
  const { invitationId, copyToken } = await seedInvitation(t, acme);
  const browser = openBrowser(t);

  const first = await browser.post("/sign-up/invitation", {
    invitationId,
    token: copyToken,
    ...NEWCOMER,
  });
  expect(await first.json()).toEqual({ verificationRequired: true });
  expect(browser.cookies.size).toBe(0);
  expect(await accountOf(EMAIL)).toBeNull();

  const second = await browser.post("/sign-up/invitation/verify", {
    invitationId,
    token: copyToken,
    code: await mailedCode(t),
    ...NEWCOMER,
  });
  expect(second.status).toBe(200);
  expect(await second.json()).toEqual({ organizationSlug: "acme" });
  expect(await accountOf(EMAIL)).toMatchObject({ emailVerified: true });
  expect((await browser.get("/get-session")).status).toBe(200);
});

test("another holder of a copied link gives the account neither name nor password", async () => {
  const { invitationId, copyToken } = await seedInvitation(t, acme);
  const link = { invitationId, token: copyToken };
  const maria = openBrowser(t);
  await maria.post("/sign-up/invitation", { ...link, ...NEWCOMER });
  vi.setSystemTime(Date.now() + 61_000);
  const mallory = { name: "Mallory", password: "chosen by mallory" };
  await openBrowser(t).post("/sign-up/invitation", { ...link, ...mallory });

  const code = await mailedCode(t);
  const joined = await maria.post("/sign-up/invitation/verify", { ...link, ...NEWCOMER, code });

  expect(joined.status).toBe(200);
  expect(await accountOf(EMAIL)).toMatchObject({ name: NEWCOMER.name });
  const signIn = (password: string) =>
    openBrowser(t).post("/sign-in/email", { email: EMAIL, password });
  expect((await signIn(mallory.password)).status).toBe(401);
  expect((await signIn(NEWCOMER.password)).status).toBe(200);
});

test("while a code is out, nothing of the newcomer but the address is stored with it", async () => {
  const { invitationId, copyToken } = await seedInvitation(t, acme);
  const body = { invitationId, token: copyToken, ...NEWCOMER };
  await openBrowser(t).post("/sign-up/invitation", body);
  const code = await t.run(async (ctx) => {
    const mail = await ctx.db.query("outgoingMail").order("desc").first();
    if (mail?.about.kind !== "verificationCode") throw new Error("No code was mailed");
    const { codeId } = mail.about;
    return await ctx.runQuery(components.betterAuth.codes.byId, { codeId });
  });
  expect(Object.keys(code ?? {}).sort()).toEqual(["attemptsLeft", "email", "expiresAt", "id"]);
});

describe("second code", () => {
  test("a second code replaces the first one, a minute later", async () => {
    const { invitationId, copyToken } = await seedInvitation(t, acme);
    const link = { invitationId, token: copyToken };
    const browser = openBrowser(t);
    await browser.post("/sign-up/invitation", { ...link, ...NEWCOMER });
    const first = await mailedCode(t);

    const tooSoon = await browser.post("/sign-up/invitation/code", link);
    expect(tooSoon.status).toBe(429);
    expect(await tooSoon.json()).toMatchObject({
      code: "rate_limited",
      retryAfterSeconds: expect.any(Number),
    });
    vi.setSystemTime(Date.now() + 60_000);
    const another = await browser.post("/sign-up/invitation/code", link);
    expect([another.status, await another.json()]).toEqual([200, {}]);

    const verify = (code: string) =>
      browser.post("/sign-up/invitation/verify", { ...link, ...NEWCOMER, code });
    expect((await verify(first)).status).toBe(400);
    expect((await verify(await mailedCode(t))).status).toBe(200);
  });

  test("a second code is refused to a mailed link, a guessed token and a cross-site form", async () => {
    const { invitationId, emailToken, copyToken } = await seedInvitation(t, acme);
    const ask = (token: string, headers?: Record<string, string>) =>
      openBrowser(t).post("/sign-up/invitation/code", { invitationId, token }, headers);
    expect((await ask(emailToken)).status).toBe(400);
    expect((await ask("0".repeat(64))).status).toBe(404);
    const crossSite = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
    expect((await ask(copyToken, { ...crossSite, "sec-fetch-mode": "navigate" })).status).toBe(403);
  });
});

test("five wrong codes use a sign-up's code up", async () => {
  const { invitationId, copyToken } = await seedInvitation(t, acme);
  const link = { invitationId, token: copyToken };
  const browser = openBrowser(t);
  await browser.post("/sign-up/invitation", { ...link, ...NEWCOMER });
  const code = await mailedCode(t);
  const wrong = code === "000000" ? "000001" : "000000";
  for (let attempt = 1; attempt <= 5; attempt++) {
    const response = await browser.post("/sign-up/invitation/verify", {
      ...link,
      ...NEWCOMER,
      code: wrong,
    });
    expect(await response.json()).toMatchObject({ code: "invalid_code" });
  }
  const late = await browser.post("/sign-up/invitation/verify", { ...link, ...NEWCOMER, code });
  expect(late.status).toBe(400);
  expect(await accountOf(EMAIL)).toBeNull();
});

test("a sign-up's code is refused after ten minutes", async () => {
  const { invitationId, copyToken } = await seedInvitation(t, acme);
  const link = { invitationId, token: copyToken };
  const browser = openBrowser(t);
  await browser.post("/sign-up/invitation", { ...link, ...NEWCOMER });
  const code = await mailedCode(t);
  // Its ten minutes begin when the letter leaves.
  await expect.poll(async () => (await t.query(api.models.mailbox.list, {})).length).toBe(1);
  vi.setSystemTime(Date.now() + 10 * MINUTE);
  const response = await browser.post("/sign-up/invitation/verify", { ...link, ...NEWCOMER, code });
  expect(await response.json()).toMatchObject({ code: "invalid_code" });
});

test("a second sign-up by a copied link within a minute is refused with the seconds to wait", async () => {
  const { invitationId, copyToken } = await seedInvitation(t, acme);
  const body = { invitationId, token: copyToken, ...NEWCOMER };
  const browser = openBrowser(t);
  await browser.post("/sign-up/invitation", body);
  const response = await browser.post("/sign-up/invitation", body);
  expect(response.status).toBe(429);
  const refused = await response.json();
  expect(refused).toMatchObject({ code: "rate_limited" });
  expect(refused.retryAfterSeconds).toBeGreaterThan(0);
  expect(refused.retryAfterSeconds).toBeLessThanOrEqual(60);
});

test("a newcomer whose address has a verified account is told to sign in, its password untouched", async () => {
  const { invitationId, emailToken } = await seedInvitation(t, acme);
  await seedPerson(t, EMAIL);
  const response = await openBrowser(t).post("/sign-up/invitation", {
    invitationId,
    token: emailToken,
    ...NEWCOMER,
  });
  expect(response.status).toBe(409);
  expect(await response.json()).toMatchObject({ code: "account_exists" });
  const signIn = await openBrowser(t).post("/sign-in/email", {
    email: EMAIL,
    password: NEWCOMER.password,
  });
  expect(signIn.status).toBe(401);
});

test.each([
  ["no name", { name: "  " }, "bad_name"],
  ["a name of 101 characters", { name: "x".repeat(101) }, "bad_name"],
  ["a password of 7 characters", { password: "1234567" }, "password_too_short"],
  ["a password of 129 characters", { password: "x".repeat(129) }, "password_too_long"],
  ["a malformed token", { token: "guess" }, "not_found"],
  ["an unknown token", { token: "0".repeat(64) }, "not_found"],
  ["an unknown id", { invitationId: "nothing" }, "not_found"],
])("signing up with %s is refused and leaves no account", async (_, wrong, code) => {
  const { invitationId, emailToken } = await seedInvitation(t, acme);
  const response = await openBrowser(t).post("/sign-up/invitation", {
    invitationId,
    token: emailToken,
    ...NEWCOMER,
    ...wrong,
  });
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.status).toBeLessThan(500);
  expect(await response.json()).toMatchObject({ code, message: expect.any(String) });
  expect(await accountOf(EMAIL)).toBeNull();
  expect(await statusOf(invitationId)).toBe("pending");
});

test("signing up with another invitation's token is refused as not found", async () => {
  const { invitationId } = await seedInvitation(t, acme);
  const other = await seedInvitation(t, acme, { email: "noah@example.com" });
  const response = await openBrowser(t).post("/sign-up/invitation", {
    invitationId,
    token: other.emailToken,
    ...NEWCOMER,
  });
  expect(await response.json()).toMatchObject({ code: "not_found" });
});

test("signing up by an expired invitation is refused as expired", async () => {
  const { invitationId, emailToken } = await seedInvitation(t, acme, { expiresAt: Date.now() });
  const response = await openBrowser(t).post("/sign-up/invitation", {
    invitationId,
    token: emailToken,
    ...NEWCOMER,
  });
  expect(response.status).toBe(410);
  expect(await response.json()).toMatchObject({ code: "expired" });
});

test.each([
  ["password_common", "password123"],
  ["password_is_address", "Maria@example.com"],
])("a newcomer's password that is easy to guess is refused: %s", async (code, password) => {
  const { invitationId, emailToken } = await seedInvitation(t, acme);
  const response = await openBrowser(t).post("/sign-up/invitation", {
    invitationId,
    token: emailToken,
    name: NEWCOMER.name,
    password,
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code });
  expect(await accountOf(EMAIL)).toBeNull();
  expect(await statusOf(invitationId)).toBe("pending");
});

test("a made-up link is refused before the password costs anything", async () => {
  // Hashing begins with a salt.
  const salt = vi.spyOn(globalThis.crypto, "getRandomValues");
  const { invitationId, emailToken } = await seedInvitation(t, acme);
  const statusWith = async (token: string) => {
    const form = { invitationId, token, ...NEWCOMER };
    return (await openBrowser(t).post("/sign-up/invitation", form)).status;
  };
  expect(await statusWith("0".repeat(64))).toBe(404);
  expect(salt).not.toHaveBeenCalled();
  expect(await statusWith(emailToken)).toBe(200);
  expect(salt).toHaveBeenCalled();
});

test("a cross-site form cannot sign a newcomer up", async () => {
  const { invitationId, emailToken } = await seedInvitation(t, acme);
  const response = await openBrowser(t).post(
    "/sign-up/invitation",
    { invitationId, token: emailToken, ...NEWCOMER },
    {
      origin: "https://evil.example",
      "sec-fetch-site": "cross-site",
      "sec-fetch-mode": "navigate",
    },
  );
  expect(response.status).toBe(403);
  expect(await accountOf(EMAIL)).toBeNull();
});

test("the answer to a sign-up carries neither the link's token nor the password", async () => {
  const { invitationId, emailToken } = await seedInvitation(t, acme);
  const browser = openBrowser(t);
  const response = await browser.post("/sign-up/invitation", {
    invitationId,
    token: emailToken,
    ...NEWCOMER,
  });
  const everything = `${await response.text()} ${[...response.headers].join()}`;
  expect(everything).not.toContain(emailToken);
  expect(everything).not.toContain(NEWCOMER.password);
});
