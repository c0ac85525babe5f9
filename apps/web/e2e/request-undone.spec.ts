import {
  askForNewInvitation,
  countMails,
  expireInvitation,
  invitePerson,
  openOrganization,
} from "./people.ts";
import { expect, test } from "./test.ts";

test("a decision that is undone in time leaves the person waiting, and no mail goes", async ({
  browser,
}) => {
  const { ada, home } = await openOrganization(browser, "Elm");
  const tom = await invitePerson(browser, ada, home);
  await expireInvitation(tom.link);
  await ada.goto(`${home}/requests`);
  await askForNewInvitation(tom.page, tom.link);

  await ada.getByRole("button", { name: `Approve ${tom.address}` }).click();
  // Both from before the click: a decision can be undone for eight seconds, however long a story takes.
  const approved = expect(
    tom.page.getByRole("heading", { name: "Request approved" }),
  ).toBeVisible();
  const undo = approved.then(() => ada.getByRole("button", { name: "Undo" }).click());
  await ada.getByRole("button", { name: "Approve and send" }).click();
  await undo;

  await expect(tom.page.getByRole("heading", { name: "Request Submitted" })).toBeVisible();
  await expect(ada.getByRole("button", { name: `Approve ${tom.address}` })).toBeVisible();
  // The next decision's mail comes after the first would have gone.
  await ada.getByRole("button", { name: `Deny ${tom.address}` }).click();
  await ada.getByRole("button", { name: "Deny request" }).click();
  await expect(tom.page.getByRole("heading", { name: "Request denied" })).toBeVisible();
  await tom.page.goto("/dev/mailbox");
  await tom.page.getByLabel("Filter by address").fill(tom.address);
  await expect(tom.page.getByRole("button", { name: /was denied/ })).toBeVisible();
  expect(await countMails(tom.page, tom.address, /was approved/)).toBe(0);
});
