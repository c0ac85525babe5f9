import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { codeMailedTo, resetLinkMailedTo } from "./deployment.ts";
import {
  askForNewInvitation,
  changeSettings,
  countMails,
  createAccount,
  enterUnproven,
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

const NEW_PASSWORD = "an even longer one";
const WITHOUT: BrowserContextOptions = { javaScriptEnabled: false };

/** A browser that runs no script, and every address that it asks for. */
async function openWithoutScripts(browser: Browser) {
  const page = await openProfile(browser, WITHOUT);
  return { page, addresses: addressesOf(page) };
}

function addressesOf(page: Page): string[] {
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(decodeURIComponent(request.url())));
  return addresses;
}

function expectNowhere(addresses: string[], ...typed: string[]): void {
  expect(addresses.filter((address) => typed.some((value) => address.includes(value)))).toEqual([]);
}

async function fillInNewcomer(page: Page, name: string, password = PASSWORD): Promise<void> {
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Repeat password").fill(password);
}

test("an account is made, left and entered without scripts, and nothing typed is in an address", async ({
  browser,
}) => {
  const { page, addresses } = await openWithoutScripts(browser);
  const address = `${uniqueName("mia")}@acme.test`;
  await page.goto("/sign-up");
  await page.getByLabel("Your name").fill("Mia Wong");
  await page.getByLabel("Email address").fill(address);
  await page.getByLabel("Password").fill("short");
  await page.getByLabel("Password").press("Enter");
  await expect(page.getByText("Use at least 8 characters.")).toBeVisible();
  await expect(page.getByLabel("Your name")).toHaveValue("Mia Wong");
  await expect(page.getByLabel("Email address")).toHaveValue(address);
  await expect(page.getByLabel("Password")).toHaveValue("");
  expect(await page.profile.cookies()).toEqual([]);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByLabel("Password").press("Enter");
  await page.waitForURL((url) => url.pathname === "/confirm-address");
  await page.getByLabel("Code").fill("000000");
  await page.getByLabel("Code").press("Enter");
  await expect(page.getByText(/This code is wrong or has expired/)).toBeVisible();
  await page.getByRole("button", { name: "Send a new code" }).click();
  await expect(page.getByText(/Try again in \d+ seconds/)).toBeVisible();
  await page.goto("/sign-in?next=%2Forgs%2Fnew");
  await page.getByLabel("Email address").fill(address);
  await page.getByLabel("Password").fill("not the right one");
  await page.getByLabel("Password").press("Enter");
  await expect(page.getByText("This email address and password don't match.")).toBeVisible();
  await expect(page.getByLabel("Email address")).toHaveValue(address);
  await page.getByRole("link", { name: "Enter your code" }).click();
  await page.getByLabel("Code").fill(await codeMailedTo(address));
  await page.getByLabel("Code").press("Enter");
  await page.waitForURL((url) => url.pathname === "/orgs/new");
  // Only scripts can make an organization: it says so instead of putting the name into the address.
  await page.getByLabel("Name", { exact: true }).fill("Heather");
  await page.getByLabel("Name", { exact: true }).press("Enter");
  await expect(page.getByRole("heading", { name: "Nothing was sent" })).toBeVisible();
  expectNowhere(addresses, address, PASSWORD, "Mia", "Heather", "not the right one");
});

test("an account that was never confirmed has its code mailed and given without scripts", async ({
  browser,
}) => {
  const { page } = await openWithoutScripts(browser);
  const address = `${uniqueName("mia")}@northwind.test`;
  await enterUnproven(page, "Mia Berg", address);
  await page.getByRole("button", { name: "Send a new code" }).click();
  await expect(page.getByText(/A new code is on its way/)).toBeVisible();
  await page.getByLabel("Code").fill(await codeMailedTo(address));
  await page.getByLabel("Code").press("Enter");
  await page.waitForURL((url) => url.pathname === "/");
});

test("a forgotten password is set anew without scripts, from the address typed to sign in to the new session", async ({
  browser,
}) => {
  const address = `${uniqueName("mia")}@acme.test`;
  await createAccount(await openProfile(browser), "Mia Wong", address);
  const { page, addresses } = await openWithoutScripts(browser);
  await page.goto("/sign-in?next=%2Forgs%2Fnew");
  await page.getByLabel("Email address").fill(address);
  await page.getByRole("button", { name: "Forgot your password?" }).click();
  await expect(page.getByRole("heading", { name: "Forgot your password?" })).toBeVisible();
  await page.getByLabel("Email address").fill("mia@");
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByLabel("Email address")).toHaveValue("mia@");
  await page.getByLabel("Email address").fill(address);
  await page.getByLabel("Email address").press("Enter");
  await expect(page.getByText(/a link is on its way/)).toBeVisible();
  await page.getByRole("button", { name: "Send another link" }).click();
  await expect(page.getByText(/Try again in \d+ seconds?\./)).toBeVisible();

  await page.goto(await resetLinkMailedTo(address));
  await expect(page).toHaveURL(/\/reset-password$/);
  await page.getByLabel("New password").fill(NEW_PASSWORD);
  await page.getByLabel("Repeat password").fill(`${NEW_PASSWORD}!`);
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await expect(page.getByText(/The passwords don't match/)).toBeVisible();
  await page.getByLabel("New password").fill(NEW_PASSWORD);
  await page.getByLabel("Repeat password").fill(NEW_PASSWORD);
  await page.getByLabel("Repeat password").press("Enter");
  await page.waitForURL((url) => url.pathname === "/orgs/new");
  expectNowhere(addresses, address, NEW_PASSWORD);
});

test("a newcomer joins without scripts", async ({ browser }) => {
  const { ada, company, home } = await openOrganization(browser, "Heath");
  const tom = await invitePerson(browser, ada, home, "admin");
  const { page, addresses } = await openWithoutScripts(browser);
  await page.goto(tom.link);
  await expect(page.getByRole("heading", { name: `Join ${company} as Admin` })).toBeVisible();
  await expect(page.getByText("Ada Okafor invited you.")).toBeVisible();
  await fillInNewcomer(page, "Tom Baker", "short");
  await page.getByRole("button", { name: `Join ${company}` }).click();
  await expect(page.getByText("Use at least 8 characters.").last()).toBeVisible();
  await expect(page).toHaveURL(tom.link);
  await expect(page.getByLabel("Your name")).toHaveValue("Tom Baker");
  await fillInNewcomer(page, "Tom Baker");
  await page.getByLabel("Repeat password").press("Enter");
  await page.waitForURL((url) => url.pathname.startsWith(home));
  await expect(page.getByText("Tom Baker").first()).toBeVisible();
  expectNowhere(addresses, PASSWORD, "Tom Baker");
});

test("a copied link's code is asked for, wrong once, and lets the person in without scripts", async ({
  browser,
}) => {
  const { ada, company, home } = await openOrganization(browser, "Heath");
  const address = `${uniqueName("maria")}@northwind.test`;
  await ada.goto(`${home}/invitations`);
  let link = "";
  await invite(ada, address, "Member", async () => {
    link = await ada.getByRole("dialog").getByLabel("Invitation link").inputValue();
  });
  const { page } = await openWithoutScripts(browser);
  await page.goto(link);
  await fillInNewcomer(page, "Maria Silva");
  await page.getByRole("button", { name: `Join ${company}` }).click();
  await expect(page.getByLabel("Your name")).toHaveValue("Maria Silva");
  await page.getByRole("button", { name: "Send a new code" }).click();
  await expect(page.getByText(/Try again in \d+ seconds?\./)).toBeVisible();
  await fillInNewcomer(page, "Maria Silva");
  await page.getByLabel("Code").fill("000000");
  await page.getByRole("button", { name: "Verify and join" }).click();
  await expect(page.getByText("This code is wrong or has expired.")).toBeVisible();

  await openMailbox(ada, address);
  await ada.getByRole("button", { name: /Your code to/ }).click();
  const code = await ada
    .frameLocator("iframe")
    .getByText(/^\d{6}$/)
    .innerText();
  await fillInNewcomer(page, "Maria Silva");
  await page.getByLabel("Code").fill(code);
  await page.getByLabel("Code").press("Enter");
  await page.waitForURL((url) => url.pathname.startsWith(home));
});

test("a person with an account signs in and joins without scripts, from another account's session", async ({
  browser,
}) => {
  const { ada, company, home } = await openOrganization(browser, "Heath");
  const tom = await invitePerson(browser, ada, home);
  const elsewhere = await openOrganization(browser, "Heath");
  await elsewhere.ada.goto(`${elsewhere.home}/invitations`);
  await invite(elsewhere.ada, tom.address, "Member");
  await joinAsNewcomer(tom.page, await linkInMail(tom.page, tom.address), "Tom Baker");
  const { page } = await openWithoutScripts(browser);
  await createAccount(page, "Someone else", `${uniqueName("else")}@private.test`);

  await page.goto(tom.link);
  await page.getByRole("button", { name: "Switch accounts" }).click();
  await expect(page.getByLabel("Email address")).toHaveValue(tom.address);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(tom.link);
  await page.getByRole("button", { name: `Join ${company}` }).click();
  await page.waitForURL((url) => url.pathname.startsWith(home));
});

test("an invitation is declined without scripts, after it asked", async ({ browser }) => {
  const { ada, home } = await openOrganization(browser, "Heath");
  const tom = await invitePerson(browser, ada, home);
  const { page } = await openWithoutScripts(browser);
  await page.goto(tom.link);
  await page.getByRole("button", { name: "Decline invitation" }).click();
  await page.getByRole("button", { name: "Keep invitation" }).click();
  await page.getByRole("button", { name: "Decline invitation" }).click();
  await page.getByRole("button", { name: "Yes, decline" }).click();
  await expect(page.getByRole("heading", { name: "Invitation declined" })).toBeVisible();
  await expect(page).toHaveURL(tom.link);
});

test("a new invitation is asked for with a message and without scripts", async ({ browser }) => {
  const { ada, home } = await openOrganization(browser, "Heath");
  const tom = await invitePerson(browser, ada, home);
  await expireInvitation(tom.link);
  const { page, addresses } = await openWithoutScripts(browser);
  await page.goto(tom.link);
  await expect(page.getByRole("heading", { name: "Invitation Expired" })).toBeVisible();
  await page.getByRole("button", { name: "Add a message" }).click();
  await page.getByLabel(/^Message to/).fill("I was ill.");
  await page.getByRole("button", { name: "Request New Invitation" }).click();
  await expect(page.getByRole("heading", { name: "Request Submitted" })).toBeVisible();
  await expect(page.getByText("Reload this page to see")).toBeVisible();
  await expect(page.getByRole("button", { name: "Done" })).toBeHidden();
  await ada.goto(`${home}/requests`);
  await expect(ada.getByText("I was ill.")).toBeVisible();
  expectNowhere(addresses, "I was ill.");
});

test("opening an expired link without scripts renews nothing, its button does", async ({
  browser,
}) => {
  const { ada, home } = await openOrganization(browser, "Heath");
  await changeSettings(ada, home, { "Renew automatically": true });
  const tom = await invitePerson(browser, ada, home);
  await expireInvitation(tom.link);
  const { page } = await openWithoutScripts(browser);
  await page.goto(tom.link);
  await expect(page.getByRole("heading", { name: "Invitation Expired" })).toBeVisible();
  await expect(page.getByRole("heading")).toHaveCount(1);
  expect(await countMails(tom.page, tom.address, /Your new invitation/)).toBe(0);
  await page.getByRole("button", { name: "Send new invitation" }).click();
  await expect(page.getByRole("heading", { name: "New invitation sent!" })).toBeVisible();
  await expect.poll(() => countMails(tom.page, tom.address, /Your new invitation/)).toBe(1);
});

test("each end of an invitation is read without scripts", async ({ browser }) => {
  const { ada, home } = await openOrganization(browser, "Heath");
  const { page } = await openWithoutScripts(browser);
  const used = await invitePerson(browser, ada, home);
  await joinAsNewcomer(used.page, used.link, "Tom Baker");
  await page.goto(used.link);
  await expect(page.getByRole("heading")).toHaveText("Invitation already used");

  const revoked = await invitePerson(browser, ada, home);
  await ada.goto(`${home}/invitations`);
  await ada.getByRole("button", { name: `Actions for ${revoked.address}` }).click();
  await ada.getByRole("menuitem", { name: "Revoke invitation" }).click();
  await ada.getByRole("button", { name: "Revoke invitation" }).click();
  await expect(ada.getByText(/revoked$/).first()).toBeVisible();
  await page.goto(revoked.link);
  await expect(page.getByRole("heading")).toHaveText("Invitation revoked");

  const asked = await invitePerson(browser, ada, home);
  await expireInvitation(asked.link);
  await askForNewInvitation(asked.page, asked.link);
  await page.goto(asked.link);
  await expect(page.getByRole("heading")).toHaveText("Request Submitted");

  await page.goto("/orgs/accept-invitation/nothing");
  await expect(page.getByRole("heading")).toHaveText("We can't find this invitation");
});
