/**
 * `npm run screenshots -w apps/web`, after a build: every state of every view at 360, 768 and 1440 px in
 * both themes, from the whole product, into `apps/web/screenshots`. To be looked at; nothing is compared.
 */
import { type Browser, chromium } from "@playwright/test";
import { browserPath } from "@vestibule/dev/browser";
import { startTestStack, type TestStack } from "@vestibule/dev/test-stack";
import { signUp } from "../bench/people-by-api.ts";
import { take } from "./camera.ts";
import { build } from "./house.ts";
import {
  answeredRequests,
  closedLinks,
  curtAnswers,
  expiredLinks,
  goodLinks,
  renewedLinks,
} from "./invitee.ts";
import { office } from "./office.ts";

async function main(): Promise<void> {
  const stack = await startTestStack();
  const browser = await chromium.launch({
    executablePath: await browserPath(chromium.executablePath()),
    args: ["--no-sandbox"],
  });
  try {
    await outside(browser, stack);
    await goodLinks(await build(browser, stack, "Acme"), await build(browser, stack, "Fjord"));
    await closedLinks(await build(browser, stack, "Acme"));
    await expiredLinks(await build(browser, stack, "Acme"));
    await answeredRequests(await build(browser, stack, "Acme"));
    await curtAnswers(await build(browser, stack, "Quay", { adminContactEmail: undefined }));
    await renewedLinks(await build(browser, stack, "Acme", { autoReInviteOnExpiration: true }));
    await office(await build(browser, stack, "Acme"));
  } finally {
    await browser.close();
    await stack.close();
  }
}

/** The pages that belong to no organization. */
async function outside(browser: Browser, { webUrl, ...stack }: TestStack): Promise<void> {
  const page = await browser.newPage();
  for (const [name, path] of [
    ["landing", "/"],
    ["sign-in", "/sign-in"],
    ["sign-up", "/sign-up"],
    ["no-such-page", "/nothing"],
  ] as const) {
    await page.goto(webUrl + path, { waitUntil: "networkidle" });
    await take(page, name);
  }
  await signUp({ webUrl, ...stack }, page.context(), {
    name: "Ada Okafor",
    email: "ada@nowhere.test",
  });
  await page.goto(webUrl, { waitUntil: "networkidle" });
  await take(page, "no-organization");
  await page.goto(`${webUrl}/orgs/new`, { waitUntil: "networkidle" });
  await take(page, "new-organization");
  await page.close();
}

await main();
