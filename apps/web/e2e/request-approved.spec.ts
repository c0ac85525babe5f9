import {
  askForNewInvitation,
  expireInvitation,
  invitePerson,
  joinAsNewcomer,
  linkInMailAbout,
  openOrganization,
} from "./people.ts";
import { expect, test } from "./test.ts";

test("a request is approved by keyboard, seen live, and its new link lets the person in", async ({
  browser,
}) => {
  const { ada, company, home } = await openOrganization(browser, "Cedar");
  const tom = await invitePerson(browser, ada, home);
  await expireInvitation(tom.link);
  await ada.goto(`${home}/requests`);
  await expect(ada.getByText("No requests waiting")).toBeVisible();

  await askForNewInvitation(tom.page, tom.link);
  await expect(ada.getByRole("button", { name: `Approve ${tom.address}` })).toBeVisible();
  await ada.keyboard.press("j");
  await ada.keyboard.press("a");
  await expect(
    ada.getByRole("dialog", { name: `Approve the request from ${tom.address}?` }),
  ).toBeVisible();
  await ada.keyboard.press("Enter");
  await expect(ada.getByText(`Approved. ${tom.address} will get a new link.`)).toBeVisible();
  await expect(ada.getByText("No requests waiting")).toBeVisible();

  // The page that asked was never reloaded, and it shows no link.
  await expect(tom.page.getByRole("heading", { name: "Request approved" })).toBeVisible();
  await expect(tom.page.getByRole("main").getByRole("link")).toHaveCount(0);

  const newLink = await linkInMailAbout(tom.page, tom.address, /request to join .+ was approved/);
  expect(newLink).not.toBe(tom.link);
  await joinAsNewcomer(tom.page, newLink, "Tom Baker");
  await ada.goto(`${home}/members`);
  await expect(ada.getByRole("row", { name: /Tom Baker/ })).toContainText("Member");
  await tom.page.goto(tom.link);
  await expect(tom.page.getByRole("heading", { name: `You're in ${company}` })).toBeVisible();
});

test("an invitee who is signed in accepts on the page that asked", async ({ browser }) => {
  const { ada, home } = await openOrganization(browser, "Cedar");
  // Joining one organization by mail proves the address for the next.
  const first = await invitePerson(browser, ada, home);
  await joinAsNewcomer(first.page, first.link, "Tom Baker");
  const other = await openOrganization(browser, "Willow");
  await other.ada.goto(`${other.home}/invitations`);
  await other.ada.getByRole("button", { name: "Invite someone" }).first().click();
  const dialog = other.ada.getByRole("dialog");
  await dialog.getByLabel("Email address").fill(first.address);
  await dialog.getByRole("button", { name: "Send invitation" }).click();
  await dialog.getByRole("button", { name: "Done" }).click();
  const link = await linkInMailAbout(first.page, first.address, new RegExp(other.company));
  await expireInvitation(link);

  await askForNewInvitation(first.page, link);
  await other.ada.goto(`${other.home}/requests`);
  await other.ada.getByRole("button", { name: `Approve ${first.address}` }).click();
  await other.ada.getByRole("combobox", { name: "Role" }).click();
  await other.ada.getByRole("option", { name: "Admin" }).click();
  await other.ada.getByRole("button", { name: "Approve and send" }).click();

  await first.page.getByRole("button", { name: `Join ${other.company}` }).click();
  await first.page.waitForURL((url) => url.pathname.startsWith(other.home));
});
