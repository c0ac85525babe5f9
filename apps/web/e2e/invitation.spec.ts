import { expectAccessible } from "./accessibility.ts";
import {
  createAccount,
  createOrganization,
  expireInvitation,
  invite,
  invitePerson,
  joinAsNewcomer,
  linkInMail,
  openMailbox,
  openOrganization,
  openProfile,
  PASSWORD,
  uniqueName,
} from "./people.ts";
import { expect, test } from "./test.ts";

test("an invited person joins from the email and the inviter sees it live", async ({ browser }) => {
  const ada = await openProfile(browser);
  const maria = await openProfile(browser);
  const company = uniqueName("Acme");
  const mariasAddress = `${uniqueName("maria")}@northwind.test`;

  await ada.goto("/sign-up");
  await expectAccessible(ada);
  await createAccount(ada, "Ada Okafor", `${uniqueName("ada")}@acme.test`);
  await ada.goto("/orgs/new");
  await expectAccessible(ada);
  const home = await createOrganization(ada, company);
  await expect(ada.getByRole("row", { name: /Ada Okafor/ })).toBeVisible();
  await expect(ada.getByText("No invitations yet")).toBeVisible();
  await expectAccessible(ada);
  await ada.goto(`${home}/invitations`);
  await openMailbox(maria, mariasAddress);
  await expect(maria.getByText("No mail found")).toBeVisible();
  await invite(ada, mariasAddress, "Admin", async () => {
    await expect(maria.getByRole("button", { name: mariasAddress })).toBeVisible();
    await expectAccessible(ada);
  });
  const row = ada.getByRole("row", { name: mariasAddress });
  await expect(row).toContainText("Pending");
  await expectAccessible(ada);
  await expectAccessible(maria);

  const link = await linkInMail(maria, mariasAddress);
  await maria.goto(link);
  await expect(maria.getByRole("heading", { name: `Join ${company} as Admin` })).toBeVisible();
  await expectAccessible(maria);
  await expect(maria.getByText("Ada Okafor invited you")).toBeVisible();
  await expect(maria.getByText(/Expires in \d+ days/)).toBeVisible();
  await maria.getByLabel("Your name").fill("Maria Silva");
  await maria.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await maria.getByLabel("Repeat password").fill(PASSWORD);
  await maria.getByRole("button", { name: `Join ${company}` }).click();

  await maria.waitForURL((url) => url.pathname.startsWith(home));
  await maria.goto(`${home}/members`);
  await expect(maria.getByRole("row", { name: /Maria Silva/ })).toContainText("Admin");
  await expectAccessible(maria);
  // The inviter's page was never reloaded.
  await expect(row).toContainText("Accepted");
});

test("an open page turns when the invitation is accepted elsewhere", async ({ browser }) => {
  const { ada, company, home } = await openOrganization(browser, "Quince");
  const tom = await invitePerson(browser, ada, home);
  const elsewhere = await openProfile(browser);
  await elsewhere.goto(tom.link);
  const tab = await tom.page.profile.newPage();
  await tab.goto(tom.link);
  await expect(tab.getByRole("heading", { name: `Join ${company} as Member` })).toBeVisible();
  await joinAsNewcomer(tom.page, tom.link, "Tom Baker");
  await expect(elsewhere.getByRole("heading", { name: "Invitation already used" })).toBeVisible();
  // The other tab of the same browser has the session too, and was never reloaded.
  await expect(tab.getByRole("heading", { name: `You're in ${company}` })).toBeVisible();
});

test("an expired link asks for a new one and the admin's open page shows it", async ({
  browser,
}) => {
  const ada = await openProfile(browser);
  const tom = await openProfile(browser);
  const company = uniqueName("Borealis");
  const tomsAddress = `${uniqueName("tom")}@northwind.test`;

  await createAccount(ada, "Ada Okafor", `${uniqueName("ada")}@borealis.test`);
  const home = await createOrganization(ada, company);
  await ada.goto(`${home}/invitations`);
  await invite(ada, tomsAddress, "Member");
  const link = await linkInMail(tom, tomsAddress);
  await ada.goto(`${home}/requests`);
  await expect(ada.getByText("No requests waiting")).toBeVisible();
  await expectAccessible(ada);

  await tom.goto(link);
  await expect(tom.getByRole("heading", { name: `Join ${company} as Member` })).toBeVisible();
  await expireInvitation(link);
  // The open page turns by itself.
  await expect(tom.getByText("Invitation Expired")).toBeVisible();
  await expectAccessible(tom);
  await tom.getByRole("button", { name: "Request New Invitation" }).click();
  await expect(tom.getByText("Request Submitted")).toBeVisible();
  await expectAccessible(tom);

  await expect(ada.getByText(tomsAddress)).toBeVisible();
  await expect(ada.getByRole("link", { name: /Requests/ })).toContainText("1");
  await expectAccessible(ada);
});
