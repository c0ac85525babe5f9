import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { type Browser, enterUnproven, openBrowser } from "../http.helpers";
import { CLIENT_ADDRESS_HEADER } from "../rules/clientAddress";
import { MAX_PASSWORD_LENGTH } from "../rules/lengths";
import { type Backend, SITE_URL, startBackend } from "../setup.helpers";
import { deviceCookieName } from "./devices";

const MARIA = { name: "Maria", email: "maria@example.com", password: "correct horse" };

let t: Backend;
let maria: Browser;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  t = startBackend();
  maria = openBrowser(t);
  expect((await enterUnproven(t, maria, MARIA)).status).toBe(200);
  // What that used up of the limits is there again.
  vi.setSystemTime(Date.now() + 60_000);
});

const sessionCookie = () =>
  [...maria.cookies].find(([name]) => name.endsWith("session_token"))?.[1] ?? "";
/** The part of the cookie in front of its signature. */
const rawToken = () => decodeURIComponent(sessionCookie()).split(".")[0] ?? "";

describe("a session's token", () => {
  test.each([
    ["signing up", "/sign-up/email", { ...MARIA, email: "noah@example.com" }],
    ["signing in", "/sign-in/email", MARIA],
    [
      "changing the password",
      "/change-password",
      { currentPassword: MARIA.password, newPassword: "battery staple" },
    ],
  ])("is in no answer to %s", async (_, path, body) => {
    const response = await maria.post(path, body);
    expect(response.status).toBe(200);
    expect(response.headers.get("set-auth-token")).toBeNull();
    const text = await response.text();
    expect(text).toContain("user");
    expect(text).not.toContain(rawToken());
    expect(text).not.toContain('token":"');
  });

  test.each(["/get-session", "/list-sessions"])("is in no answer of %s", async (path) => {
    const response = await maria.get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const text = await response.text();
    expect(text).toContain("userAgent");
    expect(text).not.toContain(rawToken());
  });

  test("as a header it opens no session", async () => {
    const authorization = `Bearer ${rawToken()}`;
    const response = await openBrowser(t).post("/list-sessions", {}, { authorization });
    expect(response.status).not.toBe(200);
    const read = await t.fetch("/api/auth/get-session", {
      headers: { authorization, origin: SITE_URL },
    });
    expect(await read.json()).toBeNull();
  });

  test("the deployment's own token still reaches the page", async () => {
    expect(await (await maria.get("/convex/token")).json()).toEqual({ token: expect.any(String) });
  });
});

test.each([
  ["an encoded letter", "/sign-%69n/email"],
  ["a slash at the end", "/sign-in/email/"],
  ["two slashes", "/sign-in//email"],
  ["dots", "/x/../sign-in/email/."],
])("a path with %s is not another way in", async (_, path) => {
  const statuses = [];
  for (let n = 0; n < 21; n++) {
    const { status } = await openBrowser(t).post(path, MARIA, {
      [CLIENT_ADDRESS_HEADER]: "198.51.100.1",
    });
    statuses.push(status);
  }
  // Either never Better Auth's, or counted.
  expect([404, 429]).toContain(statuses.at(-1));
});

test("a form that is no JSON is refused, so that what is counted is what is read", async () => {
  const response = await t.fetch("/api/auth/sign-in/email", {
    method: "POST",
    headers: { origin: SITE_URL, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ email: MARIA.email, password: MARIA.password }).toString(),
  });
  expect(response.status).toBe(415);
});

test("more than a form holds is refused before it is read", async () => {
  expect(
    (await maria.post("/sign-in/email", { ...MARIA, filler: "x".repeat(40_000) })).status,
  ).toBe(413);
});

test.each([
  ["/sign-in/email", "password"],
  ["/sign-up/email", "password"],
  ["/verify-password", "password"],
  ["/change-password", "currentPassword"],
  ["/change-password", "newPassword"],
])("%s refuses a %s that is too long before it is hashed", async (path, field) => {
  const body = {
    ...MARIA,
    email: "long@example.com",
    [field]: "x".repeat(MAX_PASSWORD_LENGTH + 1),
  };
  const response = await maria.post(path, body);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: "password_too_long" });
});

test.each([
  [
    "/sign-up/email",
    { name: "Noah", email: "noah@example.com", password: "Password123" },
    "password_common",
  ],
  [
    "/sign-up/email",
    { name: "Noah", email: " Noah@Example.com", password: "noah@example.com" },
    "password_is_address",
  ],
  [
    "/change-password",
    { currentPassword: MARIA.password, newPassword: "iloveyou" },
    "password_common",
  ],
  [
    "/change-password",
    { currentPassword: MARIA.password, newPassword: MARIA.email },
    "password_is_address",
  ],
])("%s refuses a password that is easy to guess: %o", async (path, body, code) => {
  const response = await maria.post(path, body);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code });
  expect((await openBrowser(t).post("/sign-in/email", MARIA)).status).toBe(200);
});

describe("a device", () => {
  const name = deviceCookieName(MARIA.email);
  const wrong = { ...MARIA, password: "a wrong guess" };

  test("is known after signing in, and not after a wrong password", async () => {
    const browser = openBrowser(t);
    await browser.post("/sign-in/email", wrong);
    expect(browser.cookies.has(name)).toBe(false);
    await browser.post("/sign-in/email", MARIA);
    expect(browser.cookies.has(name)).toBe(true);
  });

  test("that is known still signs in when strangers have used up all guesses at the account", async () => {
    await maria.post("/sign-in/email", MARIA);
    for (let n = 0; n < 200; n++) {
      const client = `198.51.100.${n}`;
      await t.mutation(internal.auth.signInLimits.attempt, { email: MARIA.email, client });
    }
    const stranger = { [CLIENT_ADDRESS_HEADER]: "192.0.2.1" };
    expect((await openBrowser(t).post("/sign-in/email", MARIA, stranger)).status).toBe(429);
    expect((await maria.post("/sign-in/email", MARIA)).status).toBe(200);
  });

  test("that only claims to be known is counted with the strangers", async () => {
    const cookie = { cookie: `${name}=made-up.${"0".repeat(64)}` };
    const client = { [CLIENT_ADDRESS_HEADER]: "192.0.2.1" };
    for (let n = 0; n < 20; n++)
      await maria.post("/sign-in/email", wrong, { ...cookie, ...client });
    expect((await maria.post("/sign-in/email", MARIA, { ...cookie, ...client })).status).toBe(429);
  });

  test("that is known has ten guesses a minute, and is known no more once the password is another", async () => {
    await maria.post("/sign-in/email", MARIA);
    vi.setSystemTime(Date.now() + 60_000);
    const statuses = [];
    for (let n = 0; n < 11; n++) statuses.push((await maria.post("/sign-in/email", wrong)).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429]);

    vi.setSystemTime(Date.now() + 60_000);
    const before = maria.cookies.get(name);
    const change = { currentPassword: MARIA.password, newPassword: "battery staple" };
    expect((await maria.post("/change-password", change)).status).toBe(200);
    await maria.post("/sign-in/email", { ...MARIA, password: "battery staple" });
    expect(maria.cookies.get(name)).not.toBe(before);
  });

  test("is known to the accounts that signed in on it, and to no other", async () => {
    const noah = { ...MARIA, email: "noah@example.com" };
    await maria.post("/sign-up/email", noah);
    await maria.post("/sign-in/email", MARIA);
    expect(maria.cookies.has(name)).toBe(true);
    expect(maria.cookies.has(deviceCookieName(noah.email))).toBe(false);
  });
});

test("inside a session, thirty guesses at its password are all that one client has", async () => {
  const statuses = [];
  for (let n = 0; n < 40; n++) {
    vi.setSystemTime(Date.now() + 500);
    const response = await maria.post("/verify-password", { password: "a wrong guess" });
    statuses.push(response.status);
  }
  expect(statuses.filter((status) => status !== 429)).toHaveLength(30);
  expect(await t.query(api.models.caller.get, {})).toBeNull();
});

test("changing the password ends every other session, whatever the request says", async () => {
  const elsewhere = openBrowser(t);
  await elsewhere.post("/sign-in/email", MARIA);
  const change = {
    currentPassword: MARIA.password,
    newPassword: "battery staple",
    revokeOtherSessions: false,
  };
  expect((await maria.post("/change-password", change)).status).toBe(200);
  expect(await (await elsewhere.get("/get-session")).json()).toBeNull();
  expect(await (await maria.get("/get-session")).json()).toMatchObject({
    user: { email: MARIA.email },
  });
});

test("a deployment with a prefix for its cookies gives no other, and reads no other", async () => {
  vi.stubEnv("COOKIE_PREFIX", "beside");
  expect(await (await maria.get("/get-session")).json()).toBeNull();
  const browser = openBrowser(t);
  await browser.post("/sign-in/email", MARIA);
  const names = [...browser.cookies.keys()].map((name) => name.replace(/^__Secure-/, ""));
  expect(names.length).toBeGreaterThan(1);
  expect(names.filter((name) => !name.startsWith("beside."))).toEqual([]);
  expect(await (await browser.get("/get-session")).json()).toMatchObject({
    user: { email: MARIA.email },
  });
});
