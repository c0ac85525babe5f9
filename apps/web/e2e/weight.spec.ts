import type { Browser } from "@playwright/test";
import { expireInvitation, inviteSomebody, openOrganization } from "./people.ts";
import { expect, test } from "./test.ts";

/** product.md, section 7: the accept page's first load, compressed. */
const BUDGET_BYTES = 180_000;

test("the accept page ships at most 180 kB of JavaScript, good or expired", async ({ browser }) => {
  const { ada, home } = await openOrganization(browser, "Tarn");
  const tom = await inviteSomebody(browser, ada, home);
  const good = await scriptBytes(browser, tom.link, /^Join /);
  expect(good).toBeGreaterThan(0);
  expect(good).toBeLessThanOrEqual(BUDGET_BYTES);
  await expireInvitation(tom.link);
  const expired = await scriptBytes(browser, tom.link, "Invitation Expired");
  expect(expired).toBeGreaterThan(good);
  expect(expired).toBeLessThanOrEqual(BUDGET_BYTES);
});

/** What a browser that was never here fetches, as it comes over the wire. */
async function scriptBytes(browser: Browser, link: string, heading: string | RegExp) {
  const profile = await browser.newContext();
  const page = await profile.newPage();
  const sizes: Promise<number>[] = [];
  page.on("requestfinished", (request) => {
    if (request.resourceType() !== "script") return;
    sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await page.goto(link, { waitUntil: "networkidle" });
  await expect(page.getByRole("heading", { name: heading })).toBeVisible();
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  await profile.close();
  return bytes;
}
