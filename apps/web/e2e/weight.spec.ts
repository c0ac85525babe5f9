import type { Browser } from "@playwright/test";
import { resetLinkMailedTo } from "./deployment.ts";
import {
  createAccount,
  expireInvitation,
  invitePerson,
  openOrganization,
  openProfile,
  uniqueName,
} from "./people.ts";
import { expect, test } from "./test.ts";

/** The accept page's scripts, compressed: all of them, and those that it needs before it can be used. */
const BUDGET_BYTES = 175_000;
const BUDGET_BEFORE_USE_BYTES = 157_000;

test("the accept page ships at most 175 kB of JavaScript, valid or expired, 157 kB of it before it can be used", async ({
  browser,
}) => {
  const { ada, home } = await openOrganization(browser, "Tarn");
  const tom = await invitePerson(browser, ada, home);
  const valid = await scriptBytes(browser, tom.link, "Decline invitation", "Keep invitation");
  await expireInvitation(tom.link);
  const expired = await scriptBytes(browser, tom.link, "Add a message", /^Message to/);
  for (const { beforeUse, all } of [valid, expired]) {
    expect(beforeUse).toBeGreaterThan(0);
    expect(all).toBeGreaterThan(beforeUse);
    expect(beforeUse).toBeLessThanOrEqual(BUDGET_BEFORE_USE_BYTES);
    expect(all).toBeLessThanOrEqual(BUDGET_BYTES);
  }
});

/** Nothing in it is live: the page of a link that people open on a phone, once. */
const RESET_BUDGET_BYTES = 170_000;

test("the page that sets a new password ships at most 170 kB of JavaScript", async ({
  browser,
}) => {
  const ada = await openProfile(browser);
  const address = `${uniqueName("ada")}@acme.test`;
  await createAccount(ada, "Ada Okafor", address);
  await ada.goto("/forgot-password");
  await ada.getByLabel("Email address").fill(address);
  await ada.getByRole("button", { name: "Send link" }).click();
  const page = await openProfile(browser);
  const sizes: Promise<number>[] = [];
  page.on("requestfinished", (request) => {
    if (request.resourceType() !== "script") return;
    sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await page.goto(await resetLinkMailedTo(address));
  await expect(page.getByLabel("New password")).toBeVisible();
  await page.waitForLoadState("networkidle");
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(RESET_BUDGET_BYTES);
});

/**
 * The scripts that a new browser fetches, as they come over the wire: until a button does something in the
 * page without the server's help, while everything of Convex is kept away, and all of them.
 */
async function scriptBytes(browser: Browser, link: string, button: string, then: RegExp | string) {
  const profile = await browser.newContext();
  const page = await profile.newPage();
  const sizes: Promise<number>[] = [];
  page.on("requestfinished", (request) => {
    if (request.resourceType() !== "script") return;
    sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  const held: (() => Promise<void>)[] = [];
  await page.route("**/_next/static/chunks/**/*.js", async (route) => {
    const response = await route.fetch();
    const isConvex = (await response.text()).includes("connectionCount");
    if (isConvex) held.push(() => route.continue());
    else await route.continue();
  });
  const bytes = async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  // The load event would wait for a script that is held, when hydration asks for it before.
  await page.goto(link, { waitUntil: "domcontentloaded" });
  // Pressed before, a button does it too, but through the server.
  await page.waitForFunction((name) => {
    const found = [...document.querySelectorAll("button")].find((each) => each.innerText === name);
    return found && Object.keys(found).some((key) => key.startsWith("__reactProps"));
  }, button);
  await page.getByRole("button", { name: button }).click();
  await expect(page.getByLabel(then).or(page.getByRole("button", { name: then }))).toBeVisible();
  const beforeUse = await bytes();
  await Promise.all(held.map((release) => release()));
  await page.waitForLoadState("networkidle");
  const all = await bytes();
  await profile.close();
  return { beforeUse, all };
}
