import { beforeEach, expect, test, vi } from "vitest";
import { internal } from "../_generated/api";
import { mailedCode } from "../accounts/codes.helpers";
import {
  type Browser,
  enterProven,
  enterUnproven,
  makeUnproven,
  openBrowser,
} from "../http.helpers";
import { CLIENT_ADDRESS_HEADER } from "../rules/clientAddress";
import { MINUTE, SECOND } from "../rules/time";
import { seedInvitation, seedOrganization } from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";
import { deviceCookieName } from "./devices";

const MARIA = { name: "Maria", email: "maria@example.com", password: "correct horse" };
const NOAH = { name: "Noah", email: "noah@example.com", password: "wooden bridge" };

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

/** Strangers everywhere guess at an account, until only who has room of their own may try. */
async function useUpGuesses(email: string, left = 200) {
  for (let n = 0; n < left; n++) {
    const client = `198.51.100.${n}`;
    await t.mutation(internal.auth.signInLimits.attempt, { email, client });
  }
  const person = { email, password: "a stranger's guess" };
  const stranger = { [CLIENT_ADDRESS_HEADER]: "192.0.2.1" };
  expect((await openBrowser(t).post("/sign-in/email", person, stranger)).status).toBe(429);
}

async function joinBy(browser: Browser, channel: "email" | "copy"): Promise<Response> {
  const acme = await seedOrganization(t);
  const invited = await seedInvitation(t, acme, { email: NOAH.email });
  const token = channel === "email" ? invited.emailToken : invited.copyToken;
  const form = { ...NOAH, invitationId: invited.invitationId, token };
  const response = await browser.post("/sign-up/invitation", form);
  if (channel === "email") return response;
  return await browser.post("/sign-up/invitation/verify", { ...form, code: await mailedCode(t) });
}

const name = deviceCookieName(MARIA.email);
const wrong = { ...MARIA, password: "a wrong guess" };

test("a device is known after signing in, and not after a wrong password", async () => {
  const browser = openBrowser(t);
  await browser.post("/sign-in/email", wrong);
  expect(browser.cookies.has(name)).toBe(false);
  await browser.post("/sign-in/email", MARIA);
  expect(browser.cookies.has(name)).toBe(true);
});

test("a device that is known still signs in when strangers have used up all guesses at the account", async () => {
  const browser = openBrowser(t);
  await browser.post("/sign-in/email", MARIA);
  await useUpGuesses(MARIA.email, 199);
  expect((await browser.post("/sign-in/email", MARIA)).status).toBe(200);
});

test("a device that only claims to be known is counted with the strangers", async () => {
  const cookie = { cookie: `${name}=made-up.${"0".repeat(64)}` };
  const client = { [CLIENT_ADDRESS_HEADER]: "192.0.2.1" };
  for (let n = 0; n < 20; n++) await maria.post("/sign-in/email", wrong, { ...cookie, ...client });
  expect((await maria.post("/sign-in/email", MARIA, { ...cookie, ...client })).status).toBe(429);
});

test("a device that is known has ten guesses and one more every two minutes, and is known no more once the password is another", async () => {
  const statuses = [];
  for (let n = 0; n < 11; n++) statuses.push((await maria.post("/sign-in/email", wrong)).status);
  expect(statuses).toEqual([...Array(10).fill(401), 429]);
  vi.setSystemTime(Date.now() + 2 * MINUTE - SECOND);
  expect((await maria.post("/sign-in/email", wrong)).status).toBe(429);

  vi.setSystemTime(Date.now() + SECOND);
  const before = maria.cookies.get(name);
  const change = { currentPassword: MARIA.password, newPassword: "battery staple" };
  expect((await maria.post("/change-password", change)).status).toBe(200);
  await maria.post("/sign-in/email", { ...MARIA, password: "battery staple" });
  expect(maria.cookies.get(name)).not.toBe(before);
});

test.each([
  ["signing up and proving the address", async (browser: Browser) => enterProven(t, browser, NOAH)],
  ["joining by a mailed link", async (browser: Browser) => joinBy(browser, "email")],
  ["joining by a copied link and a code", async (browser: Browser) => joinBy(browser, "copy")],
])("a device is known after %s", async (_, act) => {
  const browser = openBrowser(t);
  expect((await act(browser)).status).toBe(200);
  await useUpGuesses(NOAH.email);
  expect((await browser.post("/sign-in/email", { ...NOAH, password: "typo" })).status).toBe(401);
  expect((await browser.post("/sign-in/email", NOAH)).status).toBe(200);
});

test("a device is still known after its own change of the password", async () => {
  const change = { currentPassword: MARIA.password, newPassword: "battery staple" };
  expect((await maria.post("/change-password", change)).status).toBe(200);
  await useUpGuesses(MARIA.email);
  const changed = { ...MARIA, password: change.newPassword };
  expect((await maria.post("/sign-in/email", changed)).status).toBe(200);
});

test("strangers' guesses do not keep the owner from changing the password", async () => {
  await useUpGuesses(MARIA.email);
  expect((await maria.post("/sign-in/email", MARIA)).status).toBe(200);
  const change = { currentPassword: MARIA.password, newPassword: "battery staple" };
  expect((await maria.post("/change-password", change)).status).toBe(200);
});

test("a device that signs in again keeps its name", async () => {
  const before = maria.cookies.get(name);
  expect(before).toBeDefined();
  await maria.post("/sign-in/email", MARIA);
  expect(maria.cookies.get(name)).toBe(before);
});

test("a device is known to the accounts that signed in on it, and to no other", async () => {
  const noah = { ...MARIA, email: "noah@example.com" };
  await makeUnproven(t, noah);
  await maria.post("/sign-in/email", MARIA);
  expect(maria.cookies.has(name)).toBe(true);
  expect(maria.cookies.has(deviceCookieName(noah.email))).toBe(false);
});
