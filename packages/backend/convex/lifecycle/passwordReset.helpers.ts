import { vi } from "vitest";
import { api, components } from "../_generated/api";
import type { Browser } from "../http.helpers";
import type { Backend } from "../setup.helpers";

/** A forgotten password, from the outside: over HTTP, with the links that were mailed. */

export const forget = (browser: Browser, email: string, redirectTo?: string) =>
  browser.post("/request-password-reset", { email, redirectTo });

export const choose = (browser: Browser, token: string, newPassword: string) =>
  browser.post("/reset-password", { token, newPassword });

export async function letDelivered(t: Backend): Promise<void> {
  await t.finishAllScheduledFunctions(vi.runAllTimers);
}

/** The links that were mailed to an address, the newest first. */
export async function mailedLinks(t: Backend, email: string): Promise<string[]> {
  await letDelivered(t);
  const mails = await t.query(api.models.mailbox.list, {});
  return mails
    .filter(({ to }) => to === email)
    .flatMap(({ text }) => text.match(/\S+\/reset-password\?token=\S+/)?.slice(0, 1) ?? []);
}

export async function mailedToken(t: Backend, email: string): Promise<string> {
  const [newest] = await mailedLinks(t, email);
  if (newest === undefined) throw new Error(`No link was mailed to ${email}`);
  return new URL(newest).searchParams.get("token") ?? "";
}

export const accountOf = (t: Backend, email: string) =>
  t.run((ctx) => ctx.runQuery(components.betterAuth.accounts.byEmail, { email }));

export const sessionOf = async (browser: Browser) => (await browser.get("/get-session")).json();
