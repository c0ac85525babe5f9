import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessibility.ts";
import { linkMailedTo, resetLinkMailedTo } from "./deployment.ts";
import {
  countMails,
  createAccount,
  invite,
  invitePerson,
  joinAsNewcomer,
  openOrganization,
  openProfile,
  PASSWORD,
  uniqueName,
} from "./people.ts";
import { expect, test } from "./test.ts";

const NEW_PASSWORD = "an even longer one";

async function choosePassword(page: Page): Promise<void> {
  await page.getByLabel("New password").fill(NEW_PASSWORD);
  await page.keyboard.press("Tab");
  await page.keyboard.type(NEW_PASSWORD);
  await page.keyboard.press("Enter");
}

test("an invitee who forgot their password chooses a new one, and is back at the invitation to join", async ({
  browser,
}) => {
  const elsewhere = await openOrganization(browser, "Moor");
  const tom = await invitePerson(browser, elsewhere.ada, elsewhere.home);
  await joinAsNewcomer(tom.page, tom.link, "Tom Baker");
  const { ada, company, home } = await openOrganization(browser, "Fell");
  await ada.goto(`${home}/invitations`);
  await invite(ada, tom.address, "Member");
  await expect.poll(() => linkMailedTo(tom.address)).not.toBe(tom.link);
  const link = await linkMailedTo(tom.address);

  const phone = await openProfile(browser);
  await phone.goto(link);
  await phone.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(phone.getByLabel("Email address")).toHaveValue(tom.address);
  await expectAccessible(phone);
  await phone.getByLabel("Email address").press("Enter");
  await expect(phone.getByText(/a link is on its way/)).toBeVisible();
  await expectAccessible(phone);

  // The letter is read on another device than the page that asked for it.
  const laptop = await openProfile(browser);
  const mailed = await resetLinkMailedTo(tom.address);
  const token = new URL(mailed).searchParams.get("token") ?? "";
  const told: string[] = [];
  laptop.on("request", (request) => told.push(request.headers().referer ?? ""));
  await laptop.goto(mailed);
  await expect(laptop).toHaveURL(/\/reset-password$/);
  await expect(laptop.getByText(tom.address)).toBeVisible();
  await expectAccessible(laptop);
  await choosePassword(laptop);
  await laptop.waitForURL(link);
  expect(told.filter((referrer) => referrer.includes(token))).toEqual([]);
  await laptop.getByRole("button", { name: `Join ${company}` }).click();
  await laptop.waitForURL((url) => url.pathname.startsWith(home));

  await tom.page.goto(elsewhere.home);
  await tom.page.waitForURL((url) => url.pathname === "/sign-in");
});

test("a link that was used asks for the next one right there, and whoever has no account learns nothing", async ({
  browser,
}) => {
  const address = `${uniqueName("maria")}@northwind.test`;
  await createAccount(await openProfile(browser), "Maria Silva", address);
  const maria = await openProfile(browser);
  await maria.goto("/sign-in");
  await maria.getByLabel("Email address").fill(address);
  await maria.getByRole("button", { name: "Forgot your password?" }).click();
  await expect(maria.getByLabel("Email address")).toHaveValue(address);
  expect(maria.url()).not.toContain(encodeURIComponent(address));
  await maria.getByRole("button", { name: "Send link" }).click();
  const first = await resetLinkMailedTo(address);
  await maria.goto(first);
  const otherTab = await maria.profile.newPage();
  await otherTab.goto(first);
  await choosePassword(maria);
  await maria.waitForURL((url) => url.pathname === "/");

  // The tab that was left open says so once it is tried, and asks for the next one.
  await choosePassword(otherTab);
  await expect(otherTab.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  await expectAccessible(otherTab);
  await expect(otherTab.getByLabel("Email address")).toHaveValue(address);
  await otherTab.getByRole("button", { name: "Send link" }).click();
  await otherTab.goto(await resetLinkMailedTo(address, { links: 2 }));
  await choosePassword(otherTab);
  await otherTab.waitForURL((url) => url.pathname === "/");

  const stranger = await openProfile(browser);
  const nobody = `${uniqueName("nobody")}@northwind.test`;
  await stranger.goto("/forgot-password");
  await stranger.getByLabel("Email address").fill(nobody);
  await stranger.getByRole("button", { name: "Send link" }).click();
  await expect(stranger.getByText(`If there's an account for ${nobody}`)).toBeVisible();
  expect(await countMails(stranger, address, /Choose a new password/)).toBe(2);

  await stranger.goto("/sign-in");
  await stranger.getByLabel("Email address").fill(address);
  await stranger.getByLabel("Password").fill(PASSWORD);
  await stranger.getByRole("button", { name: "Sign in" }).click();
  await expect(stranger.getByText("This email address and password don't match.")).toBeVisible();
  await stranger.getByLabel("Password").fill(NEW_PASSWORD);
  await stranger.getByRole("button", { name: "Sign in" }).click();
  await stranger.waitForURL((url) => url.pathname === "/");
});
