import { createAccount, createOrganization, openProfile, PASSWORD, uniqueName } from "./people.ts";
import { expect, test } from "./test.ts";

test("signing in leads back to the page that was asked for", async ({ browser }) => {
  const ada = await openProfile(browser);
  const address = `${uniqueName("ada")}@acme.test`;
  await createAccount(ada, "Ada Okafor", address);
  const home = await createOrganization(ada, uniqueName("Acme"));
  await ada.profile.clearCookies();

  await ada.goto(`${home}/invitations?status=expired`);
  await ada.getByLabel("Email address").fill(address);
  await ada.getByLabel("Password").fill(PASSWORD);
  await ada.getByRole("button", { name: "Sign in" }).click();
  await ada.waitForURL((url) => url.pathname + url.search === `${home}/invitations?status=expired`);
  await expect(ada.getByRole("heading", { name: "Invitations" })).toBeVisible();
});
