import { expectAccessible } from "./accessibility.ts";
import {
  askForNewInvitation,
  changeSettings,
  expireInvitation,
  invitePerson,
  openOrganization,
} from "./people.ts";
import { expect, test } from "./test.ts";

test("a denial is read live with its reason, and no more requests are taken", async ({
  browser,
}) => {
  const { ada, company, home } = await openOrganization(browser, "Dunes");
  await changeSettings(ada, home, { "Contact address": "people@dunes.test" });
  const tom = await invitePerson(browser, ada, home);
  await expireInvitation(tom.link);
  await ada.goto(`${home}/requests`);
  await askForNewInvitation(tom.page, tom.link);

  await ada.getByRole("button", { name: `Deny ${tom.address}` }).click();
  const dialog = ada.getByRole("dialog", { name: `Deny the request from ${tom.address}?` });
  await expectAccessible(ada);
  // Letters are typed here, not taken for shortcuts.
  await dialog.getByLabel("Reason (optional)").pressSequentially("Already judged: a jury has it.");
  await dialog.getByLabel("Block further requests").check();
  await dialog.getByRole("button", { name: "Deny request" }).click();

  await expect(tom.page.getByRole("heading", { name: "Request denied" })).toBeVisible();
  await expect(tom.page.getByText("Already judged: a jury has it.")).toBeVisible();
  await expectAccessible(tom.page);
  await tom.page.getByRole("button", { name: "Back to invitation" }).click();
  await expect(tom.page.getByText("Maximum requests reached.")).toBeVisible();
  await expect(tom.page.getByRole("link", { name: "people@dunes.test" })).toBeVisible();

  await ada.getByRole("tab", { name: "History" }).click();
  const entry = ada.getByRole("tabpanel").getByRole("listitem").filter({ hasText: tom.address });
  await expect(entry).toContainText("Ada Okafor denied this");
  await expect(entry).toContainText("Already judged: a jury has it.");
  await expect(ada).toHaveURL(/\?view=history$/);
  await ada.reload();
  await expect(entry).toContainText("Further requests from this address were blocked.");
  await expectAccessible(ada);
  await expect(tom.page.getByText(`Your invitation to join ${company} has expired.`)).toBeVisible();

  // The block is in the settings, where it can be taken back: the invitee's open page takes requests again.
  await ada.goto(`${home}/settings`);
  await expect(ada.getByText("Already judged: a jury has it.")).toBeVisible();
  await expectAccessible(ada);
  await ada.getByRole("button", { name: `Unblock ${tom.address}` }).click();
  await expect(ada.getByText("No address is blocked.")).toBeVisible();
  await expect(tom.page.getByRole("button", { name: "Request New Invitation" })).toBeVisible();
});

test("a tab that was open before another one asked shows the denial too", async ({ browser }) => {
  const { ada, home } = await openOrganization(browser, "Dunes");
  const tom = await invitePerson(browser, ada, home);
  await expireInvitation(tom.link);
  const tab = await tom.page.profile.newPage();
  await tab.goto(tom.link);
  await ada.goto(`${home}/requests`);
  await askForNewInvitation(tom.page, tom.link);
  await expect(tab.getByRole("heading", { name: "Request Submitted" })).toBeVisible();

  await ada.getByRole("button", { name: `Deny ${tom.address}` }).click();
  await ada.getByLabel("Reason (optional)").fill("The team is complete.");
  await ada.getByRole("button", { name: "Deny request" }).click();
  await expect(ada.getByText("No requests waiting")).toBeVisible();
  // What had the focus is gone with the row: it is in the list, not back at the top of the page.
  await expect(ada.getByRole("tabpanel")).toBeFocused();
  for (const page of [tom.page, tab]) {
    await expect(page.getByRole("heading", { name: "Request denied" })).toBeVisible();
    await expect(page.getByText("The team is complete.")).toBeVisible();
    await expect(page.locator("[aria-live=polite]")).toContainText(
      "denied your request. Their reason is on this page.",
    );
  }
});
