import { codeMailedTo } from "./deployment.ts";
import {
  confirmAddress,
  countMails,
  createAccount,
  createOrganization,
  enterUnproven,
  invitePerson,
  joinAsNewcomer,
  makeUnproven,
  openOrganization,
  openProfile,
  PASSWORD,
  signIn,
  signUp,
  uniqueName,
} from "./people.ts";
import { expect, test } from "./test.ts";

test("signing up asks for the code, and until it is given the password signs in nowhere", async ({
  browser,
}) => {
  const maria = await openProfile(browser);
  const address = `${uniqueName("maria")}@northwind.test`;
  await signUp(maria, "Maria Silva", address);
  await expect(maria.getByRole("heading", { name: "Confirm your address" })).toBeVisible();
  await expect(maria.getByText(/email we sent to .* at \d\d:\d\d\./)).toBeVisible();

  const [cookie] = await maria.profile.cookies();
  const [, signature = "no signature"] = cookie?.value.split(".") ?? [];
  expect(signature).toMatch(/^[0-9a-f]{64}$/);
  expect(await maria.content()).not.toContain(signature);

  const elsewhere = await openProfile(browser);
  for (const page of [elsewhere, maria]) {
    await signIn(page, address);
    await expect(page.getByText("This email address and password don't match.")).toBeVisible();
  }
  await expect(elsewhere.getByRole("link", { name: "Enter your code" })).toBeHidden();
  await maria.getByRole("link", { name: "Enter your code" }).click();
  await maria.getByLabel("Code").fill("12345");
  await maria.getByRole("button", { name: "Confirm address" }).click();
  await expect(maria.getByText(/This code is wrong or has expired/)).toBeVisible();
  await confirmAddress(maria, address);
  await maria.waitForURL((url) => url.pathname === "/");

  await signIn(elsewhere, address);
  await elsewhere.waitForURL((url) => url.pathname === "/");
});

test("signing in to an account that was never confirmed asks for a code until it is given", async ({
  browser,
}) => {
  const maria = await openProfile(browser);
  const address = `${uniqueName("maria")}@northwind.test`;
  await enterUnproven(maria, "Maria Silva", address);
  await maria.getByRole("link", { name: "Not now" }).click();
  await maria.waitForURL((url) => url.pathname === "/");

  const later = await openProfile(browser);
  await signIn(later, address);
  await confirmAddress(later, address);
  await later.waitForURL((url) => url.pathname === "/");
});

test("who signs up as somebody else than who is signed in is told so, and is either of them afterwards", async ({
  browser,
}) => {
  const ada = await openProfile(browser);
  const adas = `${uniqueName("ada")}@northwind.test`;
  await createAccount(ada, "Ada Okafor", adas);
  for (const choice of ["stays", "leaves"]) {
    await ada.profile.clearCookies();
    const noahs = `${uniqueName("noah")}@northwind.test`;
    // Open since before somebody signed in.
    const form = await ada.profile.newPage();
    await form.goto("/sign-up");
    await signIn(ada, adas);
    await ada.waitForURL((url) => url.pathname === "/");
    await form.getByLabel("Your name").fill("Noah Berg");
    await form.getByLabel("Email address").fill(noahs);
    await form.getByLabel("Password").fill(PASSWORD);
    await form.getByRole("button", { name: "Create account" }).click();
    await expect(form.getByText(`You're signed in as ${adas}.`)).toBeVisible();
    await expect(form.getByText(`email we sent to ${noahs} at`)).toBeVisible();
    if (choice === "stays") {
      await form.getByRole("button", { name: `Stay signed in as ${adas}` }).click();
      await form.waitForURL((url) => url.pathname === "/");
      await form.getByRole("button", { name: "Account: Ada Okafor" }).click();
    } else {
      await confirmAddress(form, noahs);
      await form.getByRole("button", { name: "Account: Noah Berg" }).click();
    }
    await form.close();
  }
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
  await maria.getByLabel("Code").fill(await codeMailedTo(address));
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
  await makeUnproven("Tom of an earlier version", tom.address);
  // The open page hears of it.
  await expect(tom.page.getByText(/was never confirmed/)).toBeVisible();

  await tom.page.getByRole("link", { name: "Sign in to keep it" }).click();
  await tom.page.getByLabel("Password").fill(PASSWORD);
  await tom.page.getByRole("button", { name: "Sign in" }).click();
  await tom.page.getByRole("button", { name: `Join ${company}` }).click();
  await tom.page.waitForURL((url) => url.pathname.startsWith(home));
  await ada.goto(`${home}/members`);
  await expect(ada.getByText("Tom of an earlier version")).toBeVisible();
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
    await expect(other.getByText(/email we sent to/)).toBeVisible();
    const words = await other.getByRole("main").innerText();
    seen.push(words.replaceAll(address, "…").replace(/ at \d\d:\d\d/, " at …"));
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
