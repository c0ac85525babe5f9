import { createAccount, invitePerson, openOrganization, uniqueName } from "./people.ts";
import { expect, test } from "./test.ts";

test("the inviter sees live that a link was opened, and with another account", async ({
  browser,
}) => {
  const { ada, home } = await openOrganization(browser, "Quay");
  const tom = await invitePerson(browser, ada, home);
  await ada.goto(`${home}/invitations`);
  const row = ada.getByRole("row", { name: tom.address });
  await expect(row).toContainText("Sent, not opened yet");

  await tom.page.goto(tom.link);
  await expect(row).toContainText("Opened, not accepted yet");

  await createAccount(tom.page, "Tom Baker", `${uniqueName("tom")}@private.test`);
  await tom.page.goto(tom.link);
  await expect(row).toContainText("Opened while signed in with another address");
  await expect(row).toContainText(`Ask them to sign in as ${tom.address}`);
});
