import type { Browser, Page } from "@playwright/test";
import { codeMailedTo } from "./deployment.ts";
import {
  createAccount,
  createOrganization,
  enterUnproven,
  invite,
  openMailbox,
  openProfile,
  PASSWORD,
  uniqueName,
} from "./people.ts";
import { expect, test } from "./test.ts";

test("a copied link's code outlives a reload, and lets the person in", async ({ browser }) => {
  const { company, home, address, link } = await copyLink(browser);
  const maria = await openProfile(browser);
  await maria.goto(link);
  await joinAsMaria(maria, company);
  await expect(maria.getByLabel("Code")).toBeFocused();

  await maria.reload();
  await expect(maria.getByLabel("Your name")).toHaveValue("Maria Silva");
  await fillInPassword(maria);
  await maria.getByLabel("Code").fill(await mailedCode(browser, address));
  await maria.getByRole("button", { name: "Verify and join" }).click();
  await maria.waitForURL((url) => url.pathname.startsWith(home));
});

test("a code that was just sent is not sent again, and the step stays", async ({ browser }) => {
  const { company, home, address, link } = await copyLink(browser);
  const maria = await openProfile(browser);
  await maria.goto(link);
  await joinAsMaria(maria, company);
  await maria.getByRole("button", { name: "Send a new code" }).click();
  await expect(maria.getByText(/Try again in \d+ seconds?\./)).toBeVisible();
  await maria.getByLabel("Code").fill(await mailedCode(browser, address));
  await maria.getByRole("button", { name: "Verify and join" }).click();
  await maria.waitForURL((url) => url.pathname.startsWith(home));
});

test("an account whose address is unproved proves it and joins by a copied link", async ({
  browser,
}) => {
  const { company, home, address, link } = await copyLink(browser);
  const maria = await openProfile(browser);
  await enterUnproven(maria, "Maria Silva", address);
  await maria.goto(link);
  await maria.getByRole("button", { name: `Join ${company}` }).click();
  await maria.getByLabel("Code").fill(await codeMailedTo(address));
  await maria.getByRole("button", { name: "Verify and join" }).click();
  await maria.waitForURL((url) => url.pathname.startsWith(home));
});

/** An organization, and the link to it that its owner passes on by hand. */
async function copyLink(browser: Browser) {
  const ada = await openProfile(browser);
  const company = uniqueName("Acme");
  const address = `${uniqueName("maria")}@northwind.test`;
  await createAccount(ada, "Ada Okafor", `${uniqueName("ada")}@acme.test`);
  const home = await createOrganization(ada, company);
  await ada.goto(`${home}/invitations`);
  let link = "";
  await invite(ada, address, "Member", async () => {
    link = await ada.getByRole("dialog").getByLabel("Invitation link").inputValue();
  });
  return { company, home, address, link };
}

async function mailedCode(browser: Browser, address: string): Promise<string> {
  const mailbox = await openProfile(browser);
  await openMailbox(mailbox, address);
  await mailbox.getByRole("button", { name: /Your code to/ }).click();
  return await mailbox
    .frameLocator("iframe")
    .getByText(/^\d{6}$/)
    .innerText();
}

async function joinAsMaria(page: Page, company: string): Promise<void> {
  await page.getByLabel("Your name").fill("Maria Silva");
  await fillInPassword(page);
  await page.getByRole("button", { name: `Join ${company}` }).click();
}

async function fillInPassword(page: Page): Promise<void> {
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Repeat password").fill(PASSWORD);
}
