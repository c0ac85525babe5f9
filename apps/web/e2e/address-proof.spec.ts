import { codeMailedTo } from "./deployment.ts";
import {
  countMails,
  createOrganization,
  enterUnproven,
  invitePerson,
  joinAsNewcomer,
  openOrganization,
  openProfile,
  PASSWORD,
  signIn,
  signUp,
  uniqueName,
} from "./people.ts";
import { expect, test } from "./test.ts";

test("signing up asks for the code that proves the address, and signing in asks until it is proven", async ({
  browser,
}) => {
  const maria = await openProfile(browser);
  const address = `${uniqueName("maria")}@northwind.test`;
  await signUp(maria, "Maria Silva", address);
  await expect(maria.getByRole("heading", { name: "Confirm your address" })).toBeVisible();
  await maria.getByRole("link", { name: "Not now" }).click();
  await maria.waitForURL((url) => url.pathname === "/");

  const later = await openProfile(browser);
  await signIn(later, address);
  await later.getByLabel("Code").fill("12345");
  await later.getByRole("button", { name: "Confirm address" }).click();
  await expect(later.getByText(/This code is wrong or has expired/)).toBeVisible();
  // The code of the sign-up is for the browser that signed up.
  await later.getByLabel("Code").fill(await codeMailedTo(address, { codes: 2 }));
  await later.getByRole("button", { name: "Confirm address" }).click();
  await later.waitForURL((url) => url.pathname === "/");

  const again = await openProfile(browser);
  await signIn(again, address);
  await again.waitForURL((url) => url.pathname === "/");
});

test("creating an organization leads to the proof of the address first, and back", async ({
  browser,
}) => {
  const maria = await openProfile(browser);
  const address = `${uniqueName("maria")}@northwind.test`;
  await enterUnproven(maria, "Maria Silva", address);
  await maria.goto("/orgs/new");
  await maria.waitForURL((url) => url.pathname === "/confirm-address");
  await maria.getByRole("link", { name: "Not now" }).click();
  await maria.waitForURL((url) => url.pathname === "/");
  await maria.getByRole("link", { name: "Create organization" }).click();
  await maria.getByLabel("Code").fill(await codeMailedTo(address, { codes: 2 }));
  await maria.getByRole("button", { name: "Confirm address" }).click();
  await maria.waitForURL((url) => url.pathname === "/orgs/new");
  await createOrganization(maria, uniqueName("Maria"));
});

test("an account that was never confirmed is announced before joining replaces it, and can be kept", async ({
  browser,
}) => {
  const { ada, company, home } = await openOrganization(browser, "Dale");
  const tom = await invitePerson(browser, ada, home);
  await tom.page.goto(tom.link);
  await expect(tom.page.getByText(/was never confirmed/)).toBeHidden();
  const elsewhere = await openProfile(browser);
  await signUp(elsewhere, "Tom of the sign-up page", tom.address);
  // The open page hears of it.
  await expect(tom.page.getByText(/was never confirmed/)).toBeVisible();

  await tom.page.getByRole("link", { name: "Sign in to keep it" }).click();
  await tom.page.getByLabel("Password").fill(PASSWORD);
  await tom.page.getByRole("button", { name: "Sign in" }).click();
  await tom.page.getByRole("button", { name: `Join ${company}` }).click();
  await tom.page.waitForURL((url) => url.pathname.startsWith(home));
  await ada.goto(`${home}/members`);
  await expect(ada.getByText("Tom of the sign-up page")).toBeVisible();
});

test("signing up with an address that has an account looks like any other; its owner reads it in the mail", async ({
  browser,
}) => {
  const { ada, home } = await openOrganization(browser, "Weir");
  const tom = await invitePerson(browser, ada, home);
  await joinAsNewcomer(tom.page, tom.link, "Tom Baker");
  const free = `${uniqueName("free")}@northwind.test`;
  const seen = [];
  for (const address of [free, tom.address]) {
    const other = await openProfile(browser);
    await signUp(other, "Somebody Else", address);
    seen.push((await other.getByRole("main").innerText()).replaceAll(address, "…"));
    expect((await other.profile.cookies()).map(({ name }) => name)).toEqual([
      expect.stringMatching(/\.sign_up$/),
    ]);
    await other.getByLabel("Code").fill("000000");
    await other.getByRole("button", { name: "Confirm address" }).click();
    await expect(other.getByText(/This code is wrong or has expired/)).toBeVisible();
  }
  expect(seen[0]).toBe(seen[1]);
  expect(await countMails(ada, tom.address, /You already have an account/)).toBe(1);
});
