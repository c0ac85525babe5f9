import { inviteSomebody, openOrganization } from "./people.ts";
import { expect, test } from "./test.ts";

test("a page that loses its deployment says so, and catches up by itself", async ({ browser }) => {
  const { ada, home } = await openOrganization(browser, "Upland");
  const tom = await inviteSomebody(browser, ada, home);
  // The page must not be let go of politely: what it has open ends, and what it opens is refused.
  await tom.page.goto(tom.link);
  const notice = tom.page.getByText(/The connection is gone/);
  await expect(tom.page.getByRole("button", { name: /^Join / })).toBeVisible();
  await tom.page.profile.setOffline(true);
  await expect(notice).toBeVisible();
  await ada.getByRole("button", { name: `Actions for ${tom.address}` }).click();
  await ada.getByRole("menuitem", { name: "Revoke invitation" }).click();
  await ada.getByRole("button", { name: "Revoke invitation" }).click();
  await expect(tom.page.getByRole("heading", { name: /^Join / })).toBeVisible();

  await tom.page.profile.setOffline(false);
  await expect(notice).toBeHidden();
  await expect(tom.page.getByRole("heading", { name: "Invitation withdrawn" })).toBeVisible();
});
