import { expect, vi } from "vitest";
import { components, internal } from "../_generated/api";
import { type Browser, openBrowser } from "../http.helpers";
import { codeForMail } from "../records/codes";
import { MINUTE } from "../rules/time";
import { type Backend, startBackend } from "../setup.helpers";

/** Signing up by oneself in tests. */

export const EMAIL = "maria@example.com";
export const MARIA = { email: EMAIL, name: "Maria Sousa", password: "correct horse" };
export const SIGN_UP_COOKIE = "__Host-vestibule.sign_up";
export const WRONG_PASSWORD = "INVALID_EMAIL_OR_PASSWORD";
export const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";
export const SQUATTER = { email: EMAIL, name: "Not Maria", password: "chosen by a squatter" };

export let t: Backend;

/** At noon, so that the limits of a UTC day turn in twelve hours. */
export function startSigningUp() {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(new Date().setUTCHours(12, 0, 0, 0));
  t = startBackend();
}

export const post = (browser: Browser, form: object = MARIA) =>
  browser.post("/sign-up/email", form);
export const confirm = (browser: Browser, code: string) =>
  browser.post("/sign-up/email/confirm", { code });
export const another = (browser: Browser, body: object = {}) =>
  browser.post("/sign-up/email/code", body);
export const sessionOf = async (browser: Browser) => (await browser.get("/get-session")).json();
export const signIn = (password: string) =>
  openBrowser(t).post("/sign-in/email", { email: EMAIL, password });
export const account = () =>
  t.run((ctx) => ctx.runQuery(components.betterAuth.accounts.byEmail, { email: EMAIL }));
export const letters = () =>
  t.run(async (ctx) => (await ctx.db.query("outgoingMail").collect()).map(({ about }) => about));

/** The code in the newest mail, which is one. */
export async function mailedCode(): Promise<string> {
  const about = (await letters()).at(-1);
  if (about?.kind !== "verificationCode") throw new Error("The newest mail is no code");
  return (await t.run((ctx) => codeForMail(ctx, about.codeId)))?.code ?? "";
}

/** By the names of those who wait, as the operator reads them. */
export async function waitingCodes(): Promise<Record<string, string>> {
  const waiting = await t.mutation(internal.platformAdmins.signUpCodes, { email: EMAIL });
  return Object.fromEntries(waiting.map(({ name, code }) => [name, code]));
}

/** Somebody whose address is proven. */
export async function proven(form = MARIA) {
  const browser = openBrowser(t);
  await post(browser, form);
  await confirm(browser, await mailedCode());
  vi.setSystemTime(Date.now() + MINUTE);
}

export async function expectMariasAlone(browser: Browser) {
  expect(await account()).toMatchObject({
    name: MARIA.name,
    emailVerified: true,
    platformAdmin: false,
  });
  expect(await sessionOf(browser)).toMatchObject({ user: { email: EMAIL, emailVerified: true } });
  expect((await signIn(MARIA.password)).status).toBe(200);
  expect((await signIn(SQUATTER.password)).status).toBe(401);
}
