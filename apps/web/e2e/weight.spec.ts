import type { Browser } from "@playwright/test";
import { expireInvitation, inviteSomebody, openOrganization } from "./people.ts";
import { expect, test } from "./test.ts";

/** product.md, section 7: the accept page's first load, compressed. */
const BUDGET_BYTES = 180_000;

test("the accept page ships at most 180 kB of JavaScript, good or expired", async ({ browser }) => {
  const { ada, home } = await openOrganization(browser, "Tarn");
  const tom = await inviteSomebody(browser, ada, home);
  const good = await scriptBytes(browser, tom.link, "Decline invitation", "Keep invitation");
  expect(good).toBeGreaterThan(0);
  expect(good).toBeLessThanOrEqual(BUDGET_BYTES);
  await expireInvitation(tom.link);
  const expired = await scriptBytes(browser, tom.link, "Add a message", /^Message to/);
  expect(expired).toBeGreaterThan(good);
  expect(expired).toBeLessThanOrEqual(BUDGET_BYTES);
});

/**
 * What a browser that was never here fetches until the page lives, as it comes over the wire. It lives
 * when the button does something, which a page that the server rendered does not at first.
 */
async function scriptBytes(browser: Browser, link: string, button: string, then: RegExp | string) {
  const profile = await browser.newContext();
  const page = await profile.newPage();
  const sizes: Promise<number>[] = [];
  page.on("requestfinished", (request) => {
    if (request.resourceType() !== "script") return;
    sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await page.goto(link);
  const answer = page.getByLabel(then).or(page.getByRole("button", { name: then }));
  await expect(async () => {
    if (!(await answer.isVisible())) {
      await page.getByRole("button", { name: button }).click({ timeout: 5000 });
    }
    await expect(answer).toBeVisible({ timeout: 5000 });
  }).toPass();
  await page.waitForLoadState("networkidle");
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  await profile.close();
  return bytes;
}
