import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, components, internal } from "../_generated/api";
import { createAuth } from "../auth";
import { type Browser, enterUnproven, makeUnproven, openBrowser } from "../http.helpers";
import { codeForMail } from "../records/codes";
import { DAY, MINUTE } from "../rules/time";
import { as, seedOrganization } from "../seed.helpers";
import { SITE_URL } from "../setup.helpers";
import {
  account,
  another,
  confirm,
  EMAIL,
  expectMariasAlone,
  FIREFOX,
  letters,
  MARIA,
  mailedCode,
  post,
  proven,
  SIGN_UP_COOKIE,
  SQUATTER,
  sessionOf,
  signIn,
  startSigningUp,
  t,
  WRONG_PASSWORD,
  waitingCodes,
} from "./pendingSignUp.helpers";

/** Signing up by oneself: nobody learns who has an account, and the code lets in only who reads the mailbox. */

beforeEach(startSigningUp);

const addresses: [string, () => Promise<unknown>][] = [
  ["free", async () => undefined],
  ["unproven", () => makeUnproven(t, SQUATTER)],
  ["taken", () => proven()],
];

describe.each(addresses)("an address that is %s", (kind, prepare) => {
  let browser: Browser;
  beforeEach(async () => {
    await prepare();
    vi.setSystemTime(Date.now() + MINUTE);
    browser = openBrowser(t);
  });

  test("answers as every other, and signs nobody in", async () => {
    const response = await post(browser);
    expect([response.status, await response.json()]).toEqual([
      200,
      { user: { name: MARIA.name, email: EMAIL, emailVerified: false } },
    ]);
    expect([...browser.cookies.keys()]).toEqual([SIGN_UP_COOKIE]);
    expect(response.headers.getSetCookie()[0]).toMatch(/HttpOnly; Secure; SameSite=Lax/);
    expect(await sessionOf(browser)).toBeNull();
  });

  test("costs one hash, one letter and one code, whatever there is", async () => {
    const hash = vi.fn(async () => `${"0".repeat(32)}:${"0".repeat(128)}`);
    const before = (await letters()).length;
    const response = await t.action(async (ctx) => {
      const auth = createAuth(ctx);
      (await auth.$context).password.hash = hash;
      return await auth
        .handler(
          new Request(`${SITE_URL}/api/auth/sign-up/email`, {
            method: "POST",
            body: JSON.stringify(MARIA),
            headers: { origin: SITE_URL, "content-type": "application/json" },
          }),
        )
        .then(({ status }) => status);
    });
    expect(response).toBe(200);
    expect(hash).toHaveBeenCalledOnce();
    const sent = (await letters()).slice(before).map((about) => about.kind);
    expect(sent).toEqual([kind === "taken" ? "accountExists" : "verificationCode"]);
  });

  test("refuses a wrong code as every other, six times over", async () => {
    await post(browser);
    const wrong = kind !== "taken" && (await mailedCode()) === "000000" ? "000001" : "000000";
    for (let n = 0; n < 6; n++) {
      const response = await confirm(browser, wrong);
      expect([response.status, await response.json()]).toEqual([
        400,
        { code: "invalid_code", message: expect.any(String) },
      ]);
    }
  });

  test("has no account that the password just chosen signs in to", async () => {
    const before = await account();
    await post(browser);
    const refused = await signIn(MARIA.password);
    if (kind === "taken") expect(refused.status).toBe(200);
    else expect([refused.status, (await refused.json()).code]).toEqual([401, WRONG_PASSWORD]);
    expect(await account()).toEqual(before);
  });

  test("gives one more code a minute, and five a day", async () => {
    const before = (await letters()).length;
    await post(browser);
    expect((await another(browser, { unlessLive: true })).status).toBe(200);
    expect((await another(browser)).status).toBe(429);
    for (let sent = 1; sent < 5; sent++) {
      vi.setSystemTime(Date.now() + MINUTE);
      expect((await another(browser)).status).toBe(200);
    }
    vi.setSystemTime(Date.now() + MINUTE);
    const refused = await another(browser);
    expect(await refused.json()).toMatchObject({
      code: "rate_limited",
      retryAfterSeconds: expect.any(Number),
    });
    expect(await letters()).toHaveLength(before + 5);
  });
});

test("the mailed code proves the address and signs in, in the browser that signed up", async () => {
  const maria = openBrowser(t);
  await post(maria);
  expect((await confirm(maria, await mailedCode())).status).toBe(200);
  await expectMariasAlone(maria);
  expect(maria.cookies.has(SIGN_UP_COOKIE)).toBe(false);
});

test("in another browser the code opens nothing, nor with a cookie that was made up", async () => {
  const maria = openBrowser(t);
  await post(maria);
  const code = await mailedCode();
  const stranger = openBrowser(t);
  expect((await confirm(stranger, code)).status).toBe(410);
  const [id] = (maria.cookies.get(SIGN_UP_COOKIE) ?? "").split(".");
  const cookie = `${SIGN_UP_COOKIE}=${id}.${"0".repeat(64)}.${EMAIL}`;
  const forged = await stranger.post("/sign-up/email/confirm", { code }, { cookie });
  expect([forged.status, (await forged.json()).code]).toEqual([410, "sign_up_expired"]);
  expect((await account())?.emailVerified).not.toBe(true);
});

test("a code that two browsers may have asked for activates the password of the one that gives it", async () => {
  const squatter = openBrowser(t);
  await post(squatter, SQUATTER);
  vi.setSystemTime(Date.now() + MINUTE);
  const maria = openBrowser(t);
  await post(maria);
  const code = await mailedCode();
  expect((await confirm(squatter, code)).status).toBe(400);
  expect((await confirm(maria, code)).status).toBe(200);
  await expectMariasAlone(maria);
});

test("somebody's earlier sign-up with the address ends with the proof: its sessions, its password, its rights", async () => {
  const squatter = openBrowser(t);
  await enterUnproven(t, squatter, SQUATTER);
  expect(await sessionOf(squatter)).toMatchObject({ user: { name: SQUATTER.name } });
  const userId = (await account())?.id ?? "";
  await t.run((ctx) =>
    ctx.runMutation(components.betterAuth.accounts.setPlatformAdmin, { userId, isAdmin: true }),
  );
  vi.setSystemTime(Date.now() + MINUTE);
  const maria = openBrowser(t);
  await post(maria);
  expect((await confirm(maria, await mailedCode())).status).toBe(200);
  expect(await sessionOf(squatter)).toBeNull();
  await expectMariasAlone(maria);
});

test("the owner of an account is told by mail alone, and keeps the password", async () => {
  await proven();
  const stranger = openBrowser(t);
  await post(stranger, SQUATTER);
  await t.mutation(internal.mail.outbox.sweep, {});
  await vi.waitFor(async () => {
    const [letter] = await t.query(api.models.mailbox.list, {});
    expect(letter).toMatchObject({ to: EMAIL, subject: "You already have an account" });
    expect(letter?.text).toContain(`${SITE_URL}/sign-in`);
  });
  // Not even the code behind the letter, which nobody was mailed.
  const about = (await letters()).at(-1);
  const codeId = about?.kind === "accountExists" ? about.codeId : "";
  const code = (await t.run((ctx) => codeForMail(ctx, codeId)))?.code ?? "";
  expect((await confirm(stranger, code)).status).toBe(400);
  expect(await account()).toMatchObject({ name: MARIA.name });
  expect((await signIn(MARIA.password)).status).toBe(200);
});

test("signing up anew in one browser keeps the mailed code, for the newer password", async () => {
  const maria = openBrowser(t);
  await post(maria, { ...MARIA, password: "mistyped horse" });
  const code = await mailedCode();
  await post(maria);
  expect(await letters()).toHaveLength(1);
  expect((await confirm(maria, code)).status).toBe(200);
  expect((await signIn(MARIA.password)).status).toBe(200);
  expect((await signIn("mistyped horse")).status).toBe(401);
});

test("the right password of an unproven account signs in, and the session proves it with a code of its own", async () => {
  const maria = openBrowser(t);
  await enterUnproven(t, maria, MARIA);
  const { user, session } = await sessionOf(maria);
  const person = as(t, {
    ...(await seedOrganization(t)).owner,
    userId: user.id,
    sessionId: session.id,
  });
  const { requestCode, confirm: prove } = api.models.emailVerification;
  await post(openBrowser(t), SQUATTER);
  const signUpCode = await mailedCode();
  await person.mutation(requestCode, { unlessLive: true });
  expect(await letters()).toHaveLength(2);
  await person.mutation(requestCode, { unlessLive: true });
  expect(await letters()).toHaveLength(2);
  const own = await mailedCode();
  if (own !== signUpCode) {
    expect(await person.mutation(prove, { code: signUpCode })).toEqual({ verified: false });
  }
  expect(await person.mutation(prove, { code: own })).toEqual({ verified: true });
});

test("two at once have a code each, and one account between them: of who confirms first", async () => {
  const [first, second] = [openBrowser(t), openBrowser(t)];
  const answers = await Promise.all([post(first), post(second, SQUATTER)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(await account()).toBeNull();
  const codes = await waitingCodes();
  expect((await confirm(first, codes[MARIA.name] ?? "")).status).toBe(200);
  expect((await confirm(second, codes[SQUATTER.name] ?? "")).status).toBe(400);
  await expectMariasAlone(first);
});

test("the letter says which sign-up it is of, and the operator reads the same with its code", async () => {
  const began = new Date().toISOString();
  const maria = openBrowser(t);
  await maria.post("/sign-up/email", MARIA, { "user-agent": FIREFOX });
  await t.mutation(internal.mail.outbox.sweep, {});
  await vi.waitFor(async () => {
    const [letter] = await t.query(api.models.mailbox.list, {});
    expect(letter?.subject).toBe("Your code to create your account");
    expect(letter?.text).toContain("12:00 UTC");
    expect(letter?.text).toContain("Firefox on Linux");
  });
  const [waiting] = await t.mutation(internal.platformAdmins.signUpCodes, { email: EMAIL });
  expect(waiting).toEqual({
    name: MARIA.name,
    began,
    browser: "Firefox on Linux",
    code: await mailedCode(),
  });
});

describe("in a browser that somebody else is signed in to", () => {
  const noah = { ...MARIA, name: "Noah", email: "noah@example.com" };
  let browser: Browser;
  beforeEach(async () => {
    browser = openBrowser(t);
    await enterUnproven(t, browser, noah);
    await post(browser);
  });

  test("the code ends their session and begins the new person's", async () => {
    const cookie = Array.from(browser.cookies, ([name, value]) => `${name}=${value}`).join("; ");
    expect((await confirm(browser, await mailedCode())).status).toBe(200);
    await expectMariasAlone(browser);
    const before = await t.fetch("/api/auth/get-session", { headers: { cookie } });
    expect(await before.json()).toBeNull();
  });

  test("a wrong code, and dropping the sign-up, leave them signed in", async () => {
    const code = await mailedCode();
    await confirm(browser, code === "000000" ? "000001" : "000000");
    expect((await browser.post("/sign-up/email/drop", {})).status).toBe(200);
    expect(browser.cookies.has(SIGN_UP_COOKIE)).toBe(false);
    expect((await confirm(browser, code)).status).toBe(410);
    expect(await sessionOf(browser)).toMatchObject({ user: { name: "Noah" } });
    expect(await account()).toBeNull();
  });
});

test("a sign-up waits a day, and is swept", async () => {
  const maria = openBrowser(t);
  await post(maria);
  vi.setSystemTime(Date.now() + DAY);
  const response = await another(maria);
  expect([response.status, (await response.json()).code]).toEqual([410, "sign_up_expired"]);
  await t.mutation(internal.jobs.sweepCodes.sweep, {});
  const id = (maria.cookies.get(SIGN_UP_COOKIE) ?? "").split(".")[0] ?? "";
  const left = await t.run((ctx) =>
    ctx.runQuery(components.betterAuth.pendingSignUps.find, { id }),
  );
  expect(left).toBeNull();
});

test.each([
  "/sign-up/email",
  "/sign-up/email/confirm",
  "/sign-up/email/code",
  "/sign-up/email/drop",
])("a form of another site does nothing at %s", async (path) => {
  const body = { ...MARIA, code: "000000" };
  const response = await openBrowser(t).post(path, body, { origin: "https://evil.example" });
  expect(response.status).toBe(403);
  expect(await letters()).toEqual([]);
});
