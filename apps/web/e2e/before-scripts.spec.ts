import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { api } from "@vestibule/backend/api";
import { SECOND } from "@vestibule/backend/rules/time";
import { clientOf, codeMailedTo } from "./deployment.ts";
import {
  createAccount,
  enterUnproven,
  expireInvitation,
  invitePerson,
  openOrganization,
  openProfile,
  PASSWORD,
  uniqueName,
} from "./people.ts";
import { expect, test } from "./test.ts";

const SCRIPTS = "**/_next/static/chunks/**/*.js";

/** A line on which no script arrives before the story is over, and every address that the page asks for. */
async function holdScripts(page: Page): Promise<string[]> {
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(decodeURIComponent(request.url())));
  await page.route(SCRIPTS, () => undefined);
  return addresses;
}

function expectNowhere(addresses: string[], ...typed: string[]): void {
  expect(addresses.filter((address) => typed.some((value) => address.includes(value)))).toEqual([]);
}

const arrived = { waitUntil: "commit" } as const;

test("Enter before the scripts have run makes an account and signs in", async ({ browser }) => {
  const page = await openProfile(browser);
  const addresses = await holdScripts(page);
  const address = `${uniqueName("mia")}@acme.test`;
  await page.goto("/sign-up", arrived);
  await page.getByLabel("Your name").fill("Mia Wong");
  await page.getByLabel("Email address").fill(address);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByLabel("Password").press("Enter");
  await page.waitForURL((url) => url.pathname === "/confirm-address", arrived);
  await page.getByLabel("Code").fill(await codeMailedTo(address));
  await page.getByLabel("Code").press("Enter");
  await page.waitForURL((url) => url.pathname !== "/confirm-address", arrived);

  await page.profile.clearCookies();
  await page.goto("/sign-in?next=%2Forgs%2Fnew", arrived);
  await page.getByLabel("Email address").fill(address);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByLabel("Password").press("Enter");
  await page.waitForURL((url) => url.pathname === "/orgs/new", arrived);
  expectNowhere(addresses, address, PASSWORD, "Mia");
});

test("Enter before the scripts have run joins, and keeps the link when it can't", async ({
  browser,
}) => {
  const { ada, company, home } = await openOrganization(browser, "Sorrel");
  const tom = await invitePerson(browser, ada, home);
  const page = await openProfile(browser);
  const addresses = await holdScripts(page);
  await page.goto(tom.link, arrived);
  await page.getByLabel("Your name").fill("Tom Baker");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Repeat password").fill("another one");
  await page.getByLabel("Repeat password").press("Enter");
  await expect(page.getByText("The passwords don't match.")).toBeVisible();
  expect(page.url()).toBe(tom.link);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Repeat password").fill(PASSWORD);
  await page.getByLabel("Repeat password").press("Enter");
  await page.waitForURL((url) => url.pathname.startsWith(home), arrived);
  await expect(page.getByText(company).first()).toBeVisible();
  expectNowhere(addresses, PASSWORD, "Tom Baker", "another one");
});

test("buttons pressed before the scripts have run decline and request", async ({ browser }) => {
  const { ada, home } = await openOrganization(browser, "Sorrel");
  const tom = await invitePerson(browser, ada, home);
  const lena = await invitePerson(browser, ada, home);
  await expireInvitation(lena.link);
  const page = await openProfile(browser);
  await holdScripts(page);
  await page.goto(tom.link, arrived);
  await page.getByRole("button", { name: "Decline invitation" }).click();
  await page.getByRole("button", { name: "Yes, decline" }).click();
  await expect(page.getByRole("heading", { name: "Invitation declined" })).toBeVisible();
  await page.goto(lena.link, arrived);
  await page.getByRole("button", { name: "Request New Invitation" }).click();
  await expect(page.getByRole("heading", { name: "Request Submitted" })).toBeVisible();
});

test("a form that came back works when the scripts have run, and a reload forgets it", async ({
  browser,
}) => {
  const page = await openProfile(browser);
  const address = `${uniqueName("mia")}@acme.test`;
  await createAccount(page, "Mia Wong", address);
  await page.profile.clearCookies();
  await holdScripts(page);
  await page.goto("/sign-in", arrived);
  await page.getByLabel("Email address").fill(address);
  await page.getByLabel("Password").fill("not the right one");
  await page.unroute(SCRIPTS);
  await page.getByLabel("Password").press("Enter");
  await expect(page.getByText("This email address and password don't match.")).toBeVisible();
  await expect(page.getByLabel("Email address")).toHaveValue(address);
  await page.reload();
  await expect(page.getByLabel("Email address")).toHaveValue("");
  await expect(page.getByText("This email address and password don't match.")).toBeHidden();
});

test("what is typed while a view's script is on its way stays, and is sent when it has come", async ({
  browser,
}) => {
  const { ada, home } = await openOrganization(browser, "Gorse");
  const tom = await invitePerson(browser, ada, home);
  const html = await (await tom.page.request.get(tom.link)).text();
  let letThrough: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await tom.page.route(SCRIPTS, async (route) => {
    if (!html.includes(new URL(route.request().url()).pathname)) await asked;
    await route.continue();
  });
  await tom.page.goto(tom.link, arrived);
  const name = tom.page.getByLabel("Your name");
  await name.fill("Tom Baker");
  await tom.page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await tom.page.getByLabel("Repeat password").fill(PASSWORD);
  const field = await name.elementHandle();
  letThrough();
  await expect.poll(async () => field?.evaluate(isHydrated)).toBe(true);
  await expect(name).toHaveValue("Tom Baker");
  await expect(tom.page.getByLabel("Repeat password")).toHaveValue(PASSWORD);
  await tom.page.getByRole("button", { name: /^Join / }).click();
  await tom.page.waitForURL((url) => url.pathname.startsWith(home));
});

test("a code typed while the script of its field is on its way stays, and is sent", async ({
  browser,
}) => {
  const { ada, home } = await openOrganization(browser, "Gorse");
  const { page: maria, address, link: mailed } = await invitePerson(browser, ada, home);
  const invitationId = new URL(mailed).pathname.split("/").at(-1) ?? "";
  const client = await clientOf(ada);
  const { link } = await client.mutation(api.models.invitations.copyLink, { invitationId });
  await enterUnproven(maria, "Maria Silva", address);

  let holdAll = true;
  let letThrough: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await maria.route(SCRIPTS, async (route) => {
    if (holdAll) await held;
    const response = await route.fetch();
    // The last of all scripts, when the clock of a page that does not wait for it has ticked.
    if ((await response.text()).includes("Verify and join")) await pause(2 * SECOND);
    await route.continue();
  });
  await maria.goto(link, arrived);
  await maria.getByRole("button", { name: /^Join / }).click();
  const code = maria.getByLabel("Code");
  await code.fill(await codeMailedTo(address));
  const typed = await code.inputValue();
  const field = await code.elementHandle();
  holdAll = false;
  letThrough();
  await expect.poll(async () => field?.evaluate(isHydrated)).toBe(true);
  await expect(code).toHaveValue(typed);
  await maria.getByRole("button", { name: "Verify and join" }).click();
  await maria.waitForURL((url) => url.pathname.startsWith(home));
});

/** React marks the nodes that it has taken over; one that it replaced is gone from the page. */
function isHydrated(node: Element): boolean {
  return node.isConnected && Object.keys(node).some((key) => key.startsWith("__reactProps$"));
}
