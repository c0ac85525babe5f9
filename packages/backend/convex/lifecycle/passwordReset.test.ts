import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, components, internal } from "../_generated/api";
import { mailedCode } from "../accounts/codes.helpers";
import { type Browser, enterProven, enterUnproven, openBrowser, signUp } from "../http.helpers";
import { DAY, HOUR, MINUTE } from "../rules/time";
import { as, seedInvitation, seedOrganization } from "../seed.helpers";
import { type Backend, SITE_URL, startBackend } from "../setup.helpers";
import {
  accountOf,
  choose,
  forget,
  letDelivered,
  mailedLinks,
  mailedToken,
  sessionOf,
} from "./passwordReset.helpers";

const EMAIL = "maria@example.com";
const MARIA = { name: "Maria", email: EMAIL, password: "correct horse" };
const NEW_PASSWORD = "battery staple";

let t: Backend;
let maria: Browser;

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 20, 9, 0) });
  t = startBackend();
  maria = openBrowser(t);
  expect((await enterProven(t, maria, MARIA)).status).toBe(200);
  await letDelivered(t);
});

const signIn = (password: string, email = EMAIL) =>
  openBrowser(t).post("/sign-in/email", { email, password });
const answerOf = async (response: Response) => [response.status, await response.json()];
const codeOf = async (response: Response) => [response.status, (await response.json()).code];

async function trailOf(email: string) {
  const userId = (await accountOf(t, email))?.id ?? "";
  const rows = await t.run((ctx) =>
    ctx.db
      .query("accountEvents")
      .withIndex("by_user", (q) => q.eq("userId", userId))
      .collect(),
  );
  return rows.map(({ type, by, detail }) => ({ type, by, detail }));
}

describe("a forgotten password", () => {
  test("is set anew by the mailed link, which signs in and ends every other session", async () => {
    const phone = openBrowser(t);
    await phone.post("/sign-in/email", MARIA);
    const before = (await trailOf(EMAIL)).length;
    expect((await forget(openBrowser(t), " MARIA@example.com")).status).toBe(200);
    const elsewhere = openBrowser(t);
    const done = await choose(elsewhere, await mailedToken(t, EMAIL), NEW_PASSWORD);
    expect(await answerOf(done)).toEqual([200, { status: true, redirectTo: "/" }]);
    expect(await sessionOf(elsewhere)).toMatchObject({ user: { email: EMAIL } });
    expect([await sessionOf(maria), await sessionOf(phone)]).toEqual([null, null]);
    expect((await signIn(MARIA.password)).status).toBe(401);
    expect((await signIn(NEW_PASSWORD)).status).toBe(200);
    expect((await trailOf(EMAIL)).slice(before, before + 2)).toEqual([
      { type: "passwordChanged", by: "person", detail: undefined },
      { type: "sessionsEnded", by: "person", detail: { why: "passwordChanged", count: 2 } },
    ]);
  });

  test("changes nothing until the link is used", async () => {
    await forget(openBrowser(t), EMAIL);
    await mailedToken(t, EMAIL);
    expect((await signIn(MARIA.password)).status).toBe(200);
    expect(await sessionOf(maria)).toMatchObject({ user: { email: EMAIL } });
  });

  test("makes the browser that set it a device that the account knows", async () => {
    await forget(openBrowser(t), EMAIL);
    const elsewhere = openBrowser(t);
    await choose(elsewhere, await mailedToken(t, EMAIL), NEW_PASSWORD);
    expect([...elsewhere.cookies.keys()].some((name) => name.includes(".device_"))).toBe(true);
  });

  test("the mailed link begins with the site's own address, whatever host the request names", async () => {
    const evil = { host: "evil.test", "x-forwarded-host": "evil.test" };
    await openBrowser(t).post("/request-password-reset", { email: EMAIL }, evil);
    const [link] = await mailedLinks(t, EMAIL);
    expect(link?.startsWith(`${SITE_URL}/reset-password?token=`)).toBe(true);
  });

  test("nothing is asked or set by another site's page", async () => {
    const evil = { origin: "https://evil.test" };
    const asked = await maria.post("/request-password-reset", { email: EMAIL }, evil);
    expect(asked.status).toBe(403);
    expect(await mailedLinks(t, EMAIL)).toEqual([]);
  });
});

describe("the token", () => {
  test("is in no row of ours, no scheduled argument and no subject, nor is the invitation's", async () => {
    const { emailToken, invitationId } = await seedInvitation(t, await seedOrganization(t), {
      email: EMAIL,
    });
    const wayBack = `/orgs/accept-invitation/${invitationId}?token=${emailToken}`;
    await forget(openBrowser(t), EMAIL, wayBack);
    const scheduled = await t.run((ctx) => ctx.db.system.query("_scheduled_functions").collect());
    const token = await mailedToken(t, EMAIL);
    const rows = await t.run(async (ctx) => [
      await ctx.db.query("outgoingMail").collect(),
      await ctx.db.query("accountEvents").collect(),
      (await ctx.db.query("mailbox").collect()).map(({ subject }) => subject),
      await ctx.db.system.query("_scheduled_functions").collect(),
    ]);
    for (const secret of [token, emailToken]) {
      expect(JSON.stringify([scheduled, rows])).not.toContain(secret);
    }
  });

  test("works once, also for two tabs at the same moment", async () => {
    await forget(openBrowser(t), EMAIL);
    const token = await mailedToken(t, EMAIL);
    const answers = await Promise.all([
      choose(openBrowser(t), token, NEW_PASSWORD),
      choose(openBrowser(t), token, "another password"),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410]);
    expect(await codeOf(await choose(openBrowser(t), token, "a third password"))).toEqual([
      410,
      "reset_link_ended",
    ]);
  });

  test("works for an hour", async () => {
    await forget(openBrowser(t), EMAIL);
    const token = await mailedToken(t, EMAIL);
    vi.setSystemTime(Date.now() + HOUR);
    expect(await codeOf(await choose(openBrowser(t), token, NEW_PASSWORD))).toEqual([
      410,
      "reset_link_ended",
    ]);
  });

  test("ends when a newer link is asked for", async () => {
    await forget(openBrowser(t), EMAIL);
    const first = await mailedToken(t, EMAIL);
    vi.setSystemTime(Date.now() + MINUTE);
    await forget(openBrowser(t), EMAIL);
    const second = await mailedToken(t, EMAIL);
    expect((await choose(openBrowser(t), first, NEW_PASSWORD)).status).toBe(410);
    expect((await choose(openBrowser(t), second, NEW_PASSWORD)).status).toBe(200);
  });

  test("ends when the password is changed in another way", async () => {
    await forget(openBrowser(t), EMAIL);
    const token = await mailedToken(t, EMAIL);
    vi.setSystemTime(Date.now() + MINUTE);
    const change = { currentPassword: MARIA.password, newPassword: "one more password" };
    expect((await maria.post("/change-password", change)).status).toBe(200);
    expect((await choose(openBrowser(t), token, NEW_PASSWORD)).status).toBe(410);
    expect((await signIn(change.newPassword)).status).toBe(200);
  });

  test("ends when the account gets another address", async () => {
    await forget(openBrowser(t), EMAIL);
    const token = await mailedToken(t, EMAIL);
    await t.run((ctx) =>
      ctx.runMutation(components.betterAuth.adapter.updateOne, {
        input: {
          model: "user",
          where: [{ field: "email", value: EMAIL }],
          update: { email: "silva@example.com" },
        },
      }),
    );
    expect((await choose(openBrowser(t), token, NEW_PASSWORD)).status).toBe(410);
  });

  test("of another account sets that one's password and no other", async () => {
    const NOAH = { ...MARIA, name: "Noah", email: "noah@example.com" };
    await enterProven(t, openBrowser(t), NOAH);
    await letDelivered(t);
    await forget(openBrowser(t), NOAH.email);
    await choose(maria, await mailedToken(t, NOAH.email), NEW_PASSWORD);
    expect((await signIn(NEW_PASSWORD, NOAH.email)).status).toBe(200);
    expect((await signIn(MARIA.password)).status).toBe(200);
  });

  test.each(["", "0".repeat(64), "not a token"])(
    "that was made up (%s) is refused",
    async (token) => {
      expect(await codeOf(await choose(openBrowser(t), token, NEW_PASSWORD))).toEqual([
        410,
        "reset_link_ended",
      ]);
    },
  );

  test("opens nothing in the address of Better Auth's own redirect", async () => {
    await forget(openBrowser(t), EMAIL);
    const token = await mailedToken(t, EMAIL);
    const opened = await openBrowser(t).get(`/reset-password/${token}?callbackURL=/`);
    expect(opened.status).toBe(404);
    expect((await choose(openBrowser(t), token, NEW_PASSWORD)).status).toBe(200);
  });
});

describe("a new password", () => {
  test.each([
    ["short", "password_too_short"],
    ["x".repeat(129), "password_too_long"],
    ["iloveyou", "password_common"],
    [EMAIL.toUpperCase(), "password_is_address"],
  ])("%s is refused and leaves the link good", async (password, code) => {
    await forget(openBrowser(t), EMAIL);
    const token = await mailedToken(t, EMAIL);
    const browser = openBrowser(t);
    expect(await codeOf(await choose(browser, token, password))).toEqual([400, code]);
    expect((await choose(browser, token, NEW_PASSWORD)).status).toBe(200);
  });
});

describe("an account whose address was never proven", () => {
  const SQUATTER = { name: "Tom", email: "tom@example.com", password: "chosen by a squatter" };
  let squatter: Browser;
  beforeEach(async () => {
    squatter = openBrowser(t);
    await enterUnproven(t, squatter, SQUATTER);
    await letDelivered(t);
  });

  test("is proven by the link, and of whoever made it nothing but the name stays", async () => {
    const { id: userId = "" } = (await accountOf(t, SQUATTER.email)) ?? {};
    await t.run((ctx) =>
      ctx.runMutation(components.betterAuth.accounts.setPlatformAdmin, { userId, isAdmin: true }),
    );
    await forget(openBrowser(t), SQUATTER.email);
    const tom = openBrowser(t);
    const done = await choose(tom, await mailedToken(t, SQUATTER.email), NEW_PASSWORD);
    expect(done.status).toBe(200);
    expect(await accountOf(t, SQUATTER.email)).toEqual({
      id: userId,
      name: "Tom",
      email: SQUATTER.email,
      emailVerified: true,
      platformAdmin: false,
    });
    expect(await sessionOf(squatter)).toBeNull();
    expect((await signIn(SQUATTER.password, SQUATTER.email)).status).toBe(401);
    expect(await sessionOf(tom)).toMatchObject({ user: { email: SQUATTER.email } });
    expect((await trailOf(SQUATTER.email)).map(({ type }) => type)).toEqual(
      expect.arrayContaining(["sessionsEnded", "accountTakenOver", "platformAdminRevoked"]),
    );
  });

  test("keeps its new password when a sign-up that waited gives its code", async () => {
    vi.setSystemTime(Date.now() + MINUTE);
    await signUp(squatter, { ...SQUATTER, password: "another one of theirs" });
    const code = await mailedCode(t);
    await letDelivered(t);
    await forget(openBrowser(t), SQUATTER.email);
    await choose(openBrowser(t), await mailedToken(t, SQUATTER.email), NEW_PASSWORD);
    const confirmed = await squatter.post("/sign-up/email/confirm", { code });
    expect(await codeOf(confirmed)).toEqual([400, "invalid_code"]);
    expect((await signIn(NEW_PASSWORD, SQUATTER.email)).status).toBe(200);
  });
});

describe("the way back", () => {
  test("to an invitation is its very link, and its person joins there", async () => {
    const acme = await seedOrganization(t);
    const { invitationId, emailToken } = await seedInvitation(t, acme, { email: EMAIL });
    const path = `/orgs/accept-invitation/${invitationId}?token=${emailToken}`;
    await forget(openBrowser(t), EMAIL, path);
    const elsewhere = openBrowser(t);
    const done = await choose(elsewhere, await mailedToken(t, EMAIL), NEW_PASSWORD);
    expect((await done.json()).redirectTo).toBe(path);
    const { session, user } = await sessionOf(elsewhere);
    const joined = await as(t, { ...acme.owner, userId: user.id, sessionId: session.id }).mutation(
      api.models.invitations.accept,
      { invitationId, token: emailToken },
    );
    expect(joined.organizationSlug).toBe("acme");
  });

  test.each([
    [undefined, "/"],
    ["/orgs/acme/requests?status=pending", "/orgs/acme/requests?status=pending"],
    ["/orgs/accept-invitation/nothing?token=guess", "/orgs/accept-invitation/nothing"],
    [`/orgs/acme?x=${"ab".repeat(32)}`, "/"],
  ])("from %s is %s", async (redirectTo, path) => {
    await forget(openBrowser(t), EMAIL, redirectTo);
    const done = await choose(openBrowser(t), await mailedToken(t, EMAIL), NEW_PASSWORD);
    expect((await done.json()).redirectTo).toBe(path);
  });

  test.each(["https://evil.test/", "//evil.test", "/\\evil.test", "/.//evil.test"])(
    "to another site, %s, is none",
    async (redirectTo) => {
      await forget(openBrowser(t), EMAIL, redirectTo);
      const links = await mailedLinks(t, EMAIL);
      for (const link of links) {
        const token = new URL(link).searchParams.get("token") ?? "";
        const done = await choose(openBrowser(t), token, NEW_PASSWORD);
        expect((await done.json()).redirectTo).toBe("/");
      }
    },
  );
});

describe("asking", () => {
  test("answers alike for an address with an account and one without, which gets no mail", async () => {
    const known = await answerOf(await forget(openBrowser(t), EMAIL));
    expect(known[0]).toBe(200);
    expect(await answerOf(await forget(openBrowser(t), "nobody@example.com"))).toEqual(known);
    expect(await mailedLinks(t, EMAIL)).toHaveLength(1);
    expect(await mailedLinks(t, "nobody@example.com")).toEqual([]);
  });

  test.each([EMAIL, "nobody@example.com"])(
    "for %s is limited to one a minute and five a day, whoever asks",
    async (email) => {
      for (let n = 0; n < 5; n++) {
        expect((await forget(openBrowser(t), email)).status).toBe(200);
        const again = await forget(openBrowser(t), email);
        expect(await answerOf(again)).toMatchObject([429, { code: "rate_limited" }]);
        vi.setSystemTime(Date.now() + MINUTE);
      }
      expect((await forget(openBrowser(t), email)).status).toBe(429);
      vi.setSystemTime(Date.now() + DAY);
      expect((await forget(openBrowser(t), email)).status).toBe(200);
    },
  );

  test("strangers use up nothing of what a device that the account knows may ask", async () => {
    for (let n = 0; n < 5; n++) {
      await forget(openBrowser(t), EMAIL);
      vi.setSystemTime(Date.now() + MINUTE);
    }
    expect((await forget(openBrowser(t), EMAIL)).status).toBe(429);
    await maria.post("/sign-out", {});
    expect((await forget(maria, EMAIL)).status).toBe(200);
    expect((await forget(maria, EMAIL)).status).toBe(429);
  });

  test("takes an address and nothing else", async () => {
    expect(await codeOf(await forget(openBrowser(t), "not an address"))).toEqual([
      400,
      "bad_email",
    ]);
  });
});

describe("the page of a link", () => {
  const check = (token: string) => t.query(api.models.passwordResets.check, { token });

  test("says whose password a good one sets", async () => {
    await forget(openBrowser(t), EMAIL, "/orgs/acme");
    const token = await mailedToken(t, EMAIL);
    expect(await check(token)).toEqual({ status: "valid", email: EMAIL });
    expect(await check(`${token}).`)).toEqual({ status: "valid", email: EMAIL });
  });

  test("knows for a day whose an ended one was, and where it led, without a token", async () => {
    const { invitationId, emailToken } = await seedInvitation(t, await seedOrganization(t));
    const path = `/orgs/accept-invitation/${invitationId}`;
    await forget(openBrowser(t), EMAIL, `${path}?token=${emailToken}`);
    const token = await mailedToken(t, EMAIL);
    await choose(openBrowser(t), token, NEW_PASSWORD);
    const ended = { status: "ended", email: EMAIL, next: path };
    expect(await check(token)).toEqual(ended);
    vi.setSystemTime(Date.now() + DAY);
    await t.mutation(internal.jobs.sweepCodes.sweep, {});
    expect(await check(token)).toEqual(ended);
    vi.setSystemTime(Date.now() + HOUR);
    await t.mutation(internal.jobs.sweepCodes.sweep, {});
    expect(await check(token)).toEqual({ status: "ended" });
  });

  test("says the same of a token that never was", async () => {
    expect(await check("0".repeat(64))).toEqual({ status: "ended" });
    expect(await check("")).toEqual({ status: "ended" });
  });
});
