import { expectAccessible } from "./accessibility.ts";
import { unsubscribeLinkMailedTo } from "./deployment.ts";
import {
  askForNewInvitation,
  countMails,
  expireInvitation,
  invitePerson,
  openOrganization,
  openProfile,
} from "./people.ts";
import { expect, test } from "./test.ts";

const ASKED = /asked for a new invitation/;

test("an admin turns a notice off by the link in it, on again, and off by the mail program's own button, without scripts", async ({
  browser,
}) => {
  const { ada, adasAddress, home } = await openOrganization(browser, "Loch");
  async function ask() {
    const invitee = await invitePerson(browser, ada, home);
    await expireInvitation(invitee.link);
    await askForNewInvitation(invitee.page, invitee.link);
  }
  await ask();
  const link = await unsubscribeLinkMailedTo(adasAddress);

  const scanner = await openProfile(browser, { javaScriptEnabled: false });
  await scanner.goto(link);
  await expect(scanner.getByRole("heading", { name: "Turn off these emails?" })).toBeVisible();
  const page = await openProfile(browser);
  await page.goto(link);
  await expect(page.getByText(`We email ${adasAddress} when someone asks`)).toBeVisible();
  await expectAccessible(page);

  const plain = await openProfile(browser, { javaScriptEnabled: false });
  await plain.goto(link);
  await plain.getByRole("button", { name: "Turn off" }).click();
  await expect(plain.getByRole("heading", { name: "These emails are off" })).toBeVisible();
  await page.reload();
  await expectAccessible(page);
  await ask();
  expect(await countMails(ada, adasAddress, ASKED)).toBe(1);

  await plain.getByRole("button", { name: "Turn on again" }).click();
  await expect(plain.getByRole("heading", { name: "Turn off these emails?" })).toBeVisible();
  await ask();
  await expect.poll(() => countMails(ada, adasAddress, ASKED)).toBe(2);

  // As a mail program does it: from nowhere, as nobody.
  const button = { form: { "List-Unsubscribe": "One-Click" } };
  const pressed = await scanner.request.post(link, { ...button, headers: { origin: "null" } });
  expect(pressed.status()).toBe(200);
  await plain.reload();
  await expect(plain.getByRole("heading", { name: "These emails are off" })).toBeVisible();
  expect((await scanner.request.post(link, { form: { anything: "else" } })).status()).toBe(400);
  const forged = link.replace(/token=[0-9a-f]{8}/, "token=00000000");
  expect((await scanner.request.post(forged, button)).status()).toBe(404);
  await plain.goto(forged);
  await expect(plain.getByRole("heading", { name: "This link doesn't work" })).toBeVisible();
});
