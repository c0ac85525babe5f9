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

test("every page has a title of the same form, and a missing page says so", async ({ browser }) => {
  const ada = await openProfile(browser);
  await createAccount(ada, "Ada Okafor", `${uniqueName("ada")}@acme.test`);
  const company = uniqueName("Acme");
  const home = await createOrganization(ada, company);
  for (const [path, title] of [
    [home, `${company} · Vestibule`],
    [`${home}/requests`, `Requests · ${company} · Vestibule`],
    ["/orgs/new", "Create organization · Vestibule"],
    [`${home}/nothing`, "Not found · Vestibule"],
    ["/orgs/nobody-has-this/requests", "Not found · Vestibule"],
    ["/orgs/accept-invitation/nothing", "Invitation not found · Vestibule"],
  ] as const) {
    await ada.goto(path);
    await expect(ada).toHaveTitle(title);
  }
});
