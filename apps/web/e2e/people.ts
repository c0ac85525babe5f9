import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  expect,
  type Page,
} from "@playwright/test";
import { api } from "@vestibule/backend/api";
import { hashPassword } from "better-auth/crypto";
import { clientOf, codeMailedTo, linkMailedTo, runMutation } from "./deployment.ts";

export const PASSWORD = "a long enough one";

let clients = 0;

/**
 * A page in a browser profile of its own, as another person's machine would be. With an address of its own,
 * or all of them would share one client's limit, which a fast machine's stories use up.
 */
export async function openProfile(
  browser: Browser,
  settings: BrowserContextOptions = {},
): Promise<Page & { profile: BrowserContext }> {
  const client = ++clients;
  const address = `198.51.${100 + Math.floor(client / 256)}.${client % 256}`;
  const profile = await browser.newContext({
    ...settings,
    extraHTTPHeaders: { "x-forwarded-for": address },
  });
  return Object.assign(await profile.newPage(), { profile });
}

/** A name that no other story uses. */
export function uniqueName(word: string): string {
  return `${word}-${crypto.randomUUID().slice(0, 8)}`;
}

/** Signs up, as far as the page that asks for the mailed code. */
export async function signUp(page: Page, name: string, email: string): Promise<void> {
  await page.goto("/sign-up");
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL((url) => url.pathname === "/confirm-address");
}

/** Signs up and gives the mailed code: a person with a proven address, signed in. */
export async function createAccount(page: Page, name: string, email: string): Promise<void> {
  await signUp(page, name, email);
  await confirmAddress(page, email);
}

/** An account whose address nobody has proven, as earlier versions made one for every sign-up. */
export async function makeUnproven(name: string, email: string): Promise<void> {
  const passwordHash = await hashPassword(PASSWORD);
  await runMutation("dev/bench:makeUnproven", { name, email, passwordHash });
}

/** A session in such an account. */
export async function enterUnproven(page: Page, name: string, email: string): Promise<void> {
  await makeUnproven(name, email);
  await signIn(page, email);
  await page.waitForURL((url) => url.pathname === "/confirm-address");
}

export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Gives the mailed code to the open page that asks for it. */
export async function confirmAddress(page: Page, email: string): Promise<void> {
  await page.getByLabel("Code").fill(await codeMailedTo(email));
  await page.getByRole("button", { name: "Confirm address" }).click();
  await page.waitForURL((url) => url.pathname !== "/confirm-address");
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

/** The link in the newest mail to this address that has such a subject, once it is there. */
export async function linkInMailAbout(page: Page, email: string, subject: RegExp): Promise<string> {
  await openMailbox(page, email);
  await page.getByRole("button", { name: subject }).first().click();
  const action = page.frameLocator("iframe").getByRole("link", { name: "Open invitation" });
  const link = await action.first().getAttribute("href");
  if (link === null) throw new Error(`The mail to ${email} has no link.`);
  return link;
}

/** How many mails with such a subject this address got, once the mailbox shows any mail of theirs. */
export async function countMails(page: Page, email: string, subject: RegExp): Promise<number> {
  await openMailbox(page, email);
  await expect(page.getByRole("button", { name: email }).first()).toBeVisible();
  return await page.getByRole("button", { name: subject }).count();
}

/** An owner in an organization of their own. */
export async function openOrganization(
  browser: Browser,
  word: string,
  settings?: BrowserContextOptions,
) {
  const ada = await openProfile(browser, settings);
  const company = uniqueName(word);
  const adasAddress = `${uniqueName("ada")}@office.test`;
  await createAccount(ada, "Ada Okafor", adasAddress);
  const client = await clientOf(ada);
  const { slug } = await client.mutation(api.models.organizations.create, {
    name: company,
    slug: company.toLowerCase(),
  });
  return { ada, adasAddress, company, home: `/orgs/${slug}` };
}

/** An invitee in a browser of their own, who got an invitation by mail. */
export async function invitePerson(
  browser: Browser,
  admin: Page,
  home: string,
  role: "member" | "admin" | "viewer" = "member",
) {
  const page = await openProfile(browser);
  const address = `${uniqueName("tom")}@northwind.test`;
  const client = await clientOf(admin);
  const organization = await client.query(api.models.organizations.get, { slug: slugIn(home) });
  if (!organization) throw new Error(`There is no organization at ${home}.`);
  await client.mutation(api.models.invitations.create, {
    organizationId: organization.id,
    email: address,
    role,
  });
  return { page, address, link: await linkMailedTo(address) };
}

/** Joins without an account, from the open accept page to the organization. */
export async function joinAsNewcomer(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Repeat password").fill(PASSWORD);
  await page.getByRole("button", { name: /^Join / }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/orgs/accept-invitation"));
}

/** A second admin of the organization, in a browser of their own. */
export async function joinAsAdmin(browser: Browser, admin: Page, home: string, name: string) {
  const { page, link } = await invitePerson(browser, admin, home, "admin");
  await joinAsNewcomer(page, link, name);
  return page;
}

export async function changeSettings(
  admin: Page,
  home: string,
  settings: Record<string, string | boolean>,
): Promise<void> {
  await admin.goto(`${home}/settings`);
  for (const [label, value] of Object.entries(settings)) {
    const field = admin.getByLabel(label, { exact: true });
    if (typeof value === "string") await field.fill(value);
    else if ((await field.getAttribute("aria-checked")) !== String(value)) await field.click();
  }
  await admin.getByRole("button", { name: "Save settings" }).click();
  await expect(admin.getByText("Settings saved")).toBeVisible();
}

export async function askForNewInvitation(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("button", { name: "Request New Invitation" }).click();
  await expect(page.getByRole("heading", { name: "Request Submitted" })).toBeVisible();
}

/**
 * Lets this page hear nothing from the server between `hold` and `release`, while what it says gets
 * through: it acts on what it last saw, as a page does over a slow line. Before it is opened.
 */
export async function holdableNews(page: Page) {
  let held: (() => void)[] | undefined;
  const said: string[] = [];
  await page.routeWebSocket(/\/sync$/, (socket) => {
    socket.connectToServer().onMessage((message) => {
      said.push(message.toString());
      if (held) held.push(() => socket.send(message));
      else socket.send(message);
    });
  });
  return {
    hold: () => {
      held ??= [];
    },
    release: () => {
      const late = held ?? [];
      held = undefined;
      for (const deliver of late) deliver();
    },
    /** Waits until the server has said this, held back or not. */
    hear: (words: string) =>
      expect.poll(() => said.some((message) => message.includes(words))).toBe(true),
  };
}

/** As an operator does with `npx convex run`: no client can. */
export async function expireInvitation(link: string): Promise<void> {
  await runMutation("dev:expireInvitation", { invitationId: invitationIdIn(link) });
}

/** Moves the invitation until just before it expires. */
export async function travelToExpiry(link: string): Promise<void> {
  await runMutation("dev:travel", { invitationId: invitationIdIn(link), to: "expiry" });
}

/** Lets the wait after the latest request be over. */
export async function endCooldown(link: string): Promise<void> {
  await runMutation("dev:endCooldown", { invitationId: invitationIdIn(link) });
}

function slugIn(home: string): string {
  return home.split("/").at(-1) ?? "";
}

function invitationIdIn(link: string): string {
  return new URL(link).pathname.split("/").at(-1) ?? "";
}
