import { expectAccessible } from "./accessibility.ts";
import {
  changeSettings,
  countMails,
  expireInvitation,
  invitePerson,
  linkInMail,
  openOrganization,
} from "./people.ts";
import { expect, test } from "./test.ts";

const NEW_INVITATION = /Your new invitation to/;

test("an expired link renews itself twice, whatever number of tabs, and then offers to ask", async ({
  browser,
}) => {
  const { ada, home } = await openOrganization(browser, "Grove");
  await changeSettings(ada, home, { "Renew automatically": true });
  const tom = await invitePerson(browser, ada, home);

  let link = tom.link;
  for (const renewals of [1, 2]) {
    await expireInvitation(link);
    const tabs = [tom.page, await tom.page.profile.newPage(), await tom.page.profile.newPage()];
    await Promise.all(tabs.map((tab) => tab.goto(link)));
    for (const tab of tabs) {
      await expect(tab.getByRole("heading", { name: "New invitation sent!" })).toBeVisible();
      await expect(tab.getByText("t•••@northwind.test")).toBeVisible();
      // The new link goes to the mailbox and never onto the page.
      await expect(tab.getByRole("main").getByRole("link")).toHaveCount(0);
    }
    const headings = await Promise.all(
      tabs.map((tab) => tab.getByRole("heading", { level: 1 }).innerText()),
    );
    expect(headings).toContain("New invitation sent!");
    for (const tab of tabs.slice(1)) await tab.close();

    await expect.poll(() => countMails(tom.page, tom.address, NEW_INVITATION)).toBe(renewals);
    link = await linkInMail(tom.page, tom.address);
  }

  await expireInvitation(link);
  await tom.page.goto(link);
  await expect(tom.page.getByRole("heading", { name: "Invitation Expired" })).toBeVisible();
  await expect(tom.page.getByRole("button", { name: "Request New Invitation" })).toBeEnabled();
  await expect(tom.page.getByText("Request 1/3")).toBeVisible();
});

test("a renewed link says after a reload too that a new invitation was sent", async ({
  browser,
}) => {
  const { ada, home } = await openOrganization(browser, "Grove");
  await changeSettings(ada, home, { "Renew automatically": true });
  const tom = await invitePerson(browser, ada, home);
  await expireInvitation(tom.link);
  await tom.page.goto(tom.link);
  await expect(tom.page.getByRole("heading", { name: "New invitation sent!" })).toBeVisible();

  await tom.page.reload();
  await expect(tom.page.getByRole("heading", { name: "New invitation sent!" })).toBeVisible();
  const again = tom.page.getByRole("button", { name: "Resend invitation" });
  // On a slow machine the minute may be over by now: sending it again starts another.
  await expect(async () => {
    if (await again.isEnabled()) await again.click();
    await expect(tom.page.getByText(/You can resend it in \d+ s\./)).toBeVisible({
      timeout: 5000,
    });
  }).toPass();
  await expect(again).toBeDisabled();
  await expectAccessible(tom.page);
});
