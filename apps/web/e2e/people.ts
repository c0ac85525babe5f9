import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";

export const PASSWORD = "a long enough one";

/** A page in a browser profile of its own, as another person's machine would be. */
export async function openProfile(browser: Browser): Promise<Page & { profile: BrowserContext }> {
  const profile = await browser.newContext();
  return Object.assign(await profile.newPage(), { profile });
}

/** A name that no other story uses. */
export function uniqueName(word: string): string {
  return `${word}-${crypto.randomUUID().slice(0, 8)}`;
}

export async function createAccount(page: Page, name: string, email: string): Promise<void> {
  await page.goto("/sign-up");
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-up");
}

export async function createOrganization(page: Page, name: string): Promise<string> {
  await page.goto("/orgs/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create organization" }).click();
  await page.waitForURL((url) => /^\/orgs\/(?!new$)[^/]+$/.test(url.pathname));
  return new URL(page.url()).pathname;
}

/** Invites from the open invitations page and closes the dialog again. */
export async function invite(
  page: Page,
  email: string,
  role: string,
  /** Runs from the moment the invitation is sent, with the dialog still open. */
  afterSending: () => Promise<void> = async () => undefined,
): Promise<void> {
  await page.getByRole("button", { name: "Invite someone" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Email address").fill(email);
  await dialog.getByRole("combobox", { name: "Role" }).click();
  await page.getByRole("option", { name: role }).click();
  await dialog.getByRole("button", { name: "Send invitation" }).click();
  await afterSending();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
}

/** Opens the mailbox on the mails to this address. */
export async function openMailbox(page: Page, email: string): Promise<void> {
  await page.goto("/dev/mailbox");
  await page.getByLabel("Filter by address").fill(email);
}

/** Opens the mailbox and returns the link in the newest mail to this address. */
export async function linkInMail(page: Page, email: string): Promise<string> {
  await openMailbox(page, email);
  const mail = page.frameLocator("iframe");
  const link = await mail
    .getByRole("link", { name: /^(Join|Open)/ })
    .first()
    .getAttribute("href");
  if (link === null) throw new Error(`The mail to ${email} has no link.`);
  return link;
}
