import {
  changeSettings,
  countMails,
  expireInvitation,
  invitePerson,
  joinAsNewcomer,
  openOrganization,
} from "./people.ts";
import { expect, test } from "./test.ts";

/** What a mail scanner does: GETs, without a browser. */
const OPENINGS = 10;

test("a scanner that opens the link ten times changes nothing", async ({ browser, request }) => {
  const { ada, home } = await openOrganization(browser, "Kelp");
  const tom = await invitePerson(browser, ada, home);
  await ada.goto(`${home}/invitations`);
  for (let opened = 0; opened < OPENINGS; opened++) {
    expect((await request.get(tom.link)).status()).toBe(200);
  }
  const row = ada.getByRole("row", { name: tom.address });
  await expect(row).toContainText("Pending");
  await expect(row).not.toContainText("Opened");
  await joinAsNewcomer(tom.page, tom.link, "Tom Baker");
  await expect(row).toContainText("Accepted");
});

test("a scanner renews nothing, and the person afterwards gets one new invitation", async ({
  browser,
  request,
}) => {
  const { ada, home } = await openOrganization(browser, "Kelp");
  await changeSettings(ada, home, { "Renew automatically": true });
  const tom = await invitePerson(browser, ada, home);
  await expireInvitation(tom.link);
  for (let opened = 0; opened < OPENINGS; opened++) {
    expect((await request.get(tom.link)).status()).toBe(200);
  }
  expect(await countMails(tom.page, tom.address, /Your new invitation/)).toBe(0);

  await tom.page.goto(tom.link);
  await expect(tom.page.getByRole("heading", { name: "New invitation sent!" })).toBeVisible();
  await expect.poll(() => countMails(tom.page, tom.address, /Your new invitation/)).toBe(1);
});
