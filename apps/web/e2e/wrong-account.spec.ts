import {
  createAccount,
  invite,
  invitePerson,
  joinAsNewcomer,
  linkInMail,
  openOrganization,
  openProfile,
  PASSWORD,
  uniqueName,
} from "./people.ts";
import { expect, test } from "./test.ts";

test("an invitee who is signed in with another account signs in with the invited one, back at the link", async ({
  browser,
}) => {
  const { ada, company, home } = await openOrganization(browser, "Juniper");
  const tom = await invitePerson(browser, ada, home);
  const elsewhere = await openOrganization(browser, "Juniper");
  await elsewhere.ada.goto(`${elsewhere.home}/invitations`);
  await invite(elsewhere.ada, tom.address, "Member");
  const desk = await openProfile(browser);
  await joinAsNewcomer(desk, await linkInMail(desk, tom.address), "Tom Baker");
  const otherAddress = `${uniqueName("tom")}@private.test`;
  await createAccount(tom.page, "Tom Baker", otherAddress);

  await tom.page.goto(tom.link);
  await expect(
    tom.page.getByRole("main").getByText(`This invitation is for ${tom.address}.`),
  ).toBeVisible();
  await tom.page.getByRole("button", { name: "Switch accounts" }).click();

  await tom.page.waitForURL((url) => url.pathname === "/sign-in");
  await expect(tom.page.getByLabel("Email address")).toHaveValue(tom.address);
  await tom.page.getByLabel("Password").fill(PASSWORD);
  await tom.page.getByRole("button", { name: "Sign in" }).click();
  await tom.page.waitForURL(tom.link);
  await tom.page.getByRole("button", { name: `Join ${company}` }).click();
  await tom.page.waitForURL((url) => url.pathname.startsWith(home));
});

test("an invitee without an account, signed in with another address, switches and is back at the link", async ({
  browser,
}) => {
  const { ada, company, home } = await openOrganization(browser, "Juniper");
  const tom = await invitePerson(browser, ada, home);
  const otherAddress = `${uniqueName("tom")}@private.test`;
  await createAccount(tom.page, "Tom Baker", otherAddress);

  await tom.page.goto(tom.link);
  const main = tom.page.getByRole("main");
  await expect(main.getByText(`This invitation is for ${tom.address}.`)).toBeVisible();
  await expect(main.getByText(`You're signed in as ${otherAddress}.`)).toBeVisible();
  await tom.page.getByRole("button", { name: "Switch accounts" }).click();

  await tom.page.waitForURL(tom.link);
  await tom.page.getByLabel("Your name").fill("Tom Baker");
  await tom.page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await tom.page.getByLabel("Repeat password").fill(PASSWORD);
  await tom.page.getByRole("button", { name: `Join ${company}` }).click();
  await tom.page.waitForURL((url) => url.pathname.startsWith(home));
});
