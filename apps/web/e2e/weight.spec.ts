import type { Browser } from "@playwright/test";
import { expireInvitation, invitePerson, openOrganization } from "./people.ts";
import { expect, test } from "./test.ts";

/** The accept page's first load, compressed. */
const BUDGET_BYTES = 180_000;

test("the accept page ships at most 180 kB of JavaScript, valid or expired", async ({
  browser,
}) => {
  const { ada, home } = await openOrganization(browser, "Tarn");
  const tom = await invitePerson(browser, ada, home);
  const valid = await scriptBytes(browser, tom.link, "Decline invitation", "Keep invitation");
  expect(valid).toBeGreaterThan(0);
  expect(valid).toBeLessThanOrEqual(BUDGET_BYTES);
  await expireInvitation(tom.link);
  const expired = await scriptBytes(browser, tom.link, "Add a message", /^Message to/);
  expect(expired).toBeGreaterThan(valid);
  expect(expired).toBeLessThanOrEqual(BUDGET_BYTES);
});

/**
 * The scripts that a new browser fetches until the page is interactive, as they come over the wire. It is
 * interactive when the button does something; before, it is what the server rendered.
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
