import type { Page } from "@playwright/test";
import { freePorts } from "@vestibule/dev/dev-ports";
import { firstAnswer, startWebServer } from "@vestibule/dev/web-server";
import {
  changeSettings,
  invitePerson,
  openMailbox,
  openOrganization,
  openProfile,
} from "./people.ts";
import { expect, test } from "./test.ts";

/** Pages that `next build` rendered, which have hashes; every other has a nonce. */
const BUILT = ["/scripts-needed", "/nowhere", "/orgs/%E0%A4%A"];
const RENDERED = [
  "/",
  "/sign-in",
  "/sign-up",
  "/sign-in-problem?error=INVALID_TOKEN",
  "/orgs/accept-invitation/made-up?token=1",
  "/dev/mailbox",
];

/** Everything that the policy of a page forbade in it, as the page itself is told. */
async function watchViolations(page: Page): Promise<string[]> {
  const seen: string[] = [];
  await page.exposeFunction("tellViolation", (violation: string) => seen.push(violation));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const tell = Reflect.get(window, "tellViolation") as (violation: string) => void;
      tell(`${location.pathname}: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return seen;
}

/** The page runs: React has taken over what the server wrote. */
async function expectRunning(page: Page, part = "a, button, h1"): Promise<void> {
  await page.waitForFunction(
    (selector) =>
      [...document.querySelectorAll(selector)].some((element) =>
        Object.keys(element).some((key) => key.startsWith("__reactProps")),
      ),
    part,
  );
}

test("every kind of page runs, and its policy forbids nothing that it does", async ({
  browser,
}) => {
  const page = await openProfile(browser);
  const violations = await watchViolations(page);
  for (const path of [...BUILT, ...RENDERED]) {
    const response = await page.goto(path, { waitUntil: "networkidle" });
    const policy = (await response?.headerValue("content-security-policy")) ?? "";
    expect(policy.includes("'nonce-"), `${path} has a nonce`).toBe(RENDERED.includes(path));
    await expectRunning(page);
    const setsTheme = await page.locator("html").getAttribute("class");
    expect(setsTheme, `the theme of ${path}`).toMatch(/light|dark/);
  }
  // A menu, and the theme that it sets, in a page of the build and in one with a nonce.
  for (const path of ["/scripts-needed", "/sign-in"]) {
    await page.goto(path);
    await page.getByRole("button", { name: "Theme" }).click();
    await expect(page.locator("body")).toHaveAttribute("data-scroll-locked");
    await expect(page.locator("body")).toHaveCSS("overflow", "hidden");
    await page.getByRole("menuitemradio", { name: "Dark" }).click();
    await expect(page.locator("html")).toHaveClass(/dark/);
  }
  expect(violations).toEqual([]);
});

test("the console and an invitation's page run under their policies, with all that opens over them", async ({
  browser,
}) => {
  const { ada, home } = await openOrganization(browser, "Lattice");
  const violations = await watchViolations(ada);
  await ada.goto("/orgs/new", { waitUntil: "networkidle" });
  for (const path of ["", "/requests", "/members"]) {
    await ada.goto(home + path, { waitUntil: "networkidle" });
    await expectRunning(ada);
  }
  await changeSettings(ada, home, { Lifetime: "6" });
  await expect(ada.locator("[data-sonner-toaster]")).toHaveCSS("position", "fixed");

  // From page to page without a new document, there and back.
  await ada.goto(home);
  await expectRunning(ada, `a[href="${home}/invitations"]`);
  const documents = await ada.evaluate(() => performance.timeOrigin);
  await ada.getByRole("link", { name: "Invitations", exact: true }).first().click();
  await ada.waitForURL(`**${home}/invitations`);
  await ada.goBack();
  await expect(ada.getByRole("link", { name: "Overview" }).first()).toHaveAttribute("aria-current");
  await ada.goForward();
  await ada.getByRole("button", { name: "Invite someone" }).first().click();
  const dialog = ada.getByRole("dialog");
  await expect(ada.locator("body")).toHaveCSS("overflow", "hidden");
  await dialog.getByRole("combobox", { name: "Role" }).click();
  await ada.getByRole("option", { name: "Admin" }).click();
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(dialog).toBeHidden();
  expect(await ada.evaluate(() => performance.timeOrigin)).toBe(documents);

  await ada.setViewportSize({ width: 360, height: 740 });
  await ada.getByRole("button", { name: "Open menu" }).click();
  await expect(ada.getByRole("dialog")).toBeVisible();
  await expect(ada.locator("body")).toHaveCSS("overflow", "hidden");
  expect(violations).toEqual([]);

  const tom = await invitePerson(browser, ada, home);
  const tomsViolations = await watchViolations(tom.page);
  const response = await tom.page.goto(tom.link, { waitUntil: "networkidle" });
  expect(await response?.headerValue("referrer-policy")).toBe("strict-origin");
  await tom.page.getByRole("button", { name: "Decline invitation" }).click();
  await expect(tom.page.getByRole("button", { name: "Keep invitation" })).toBeVisible();
  await openMailbox(tom.page, tom.address);
  const letter = tom.page.frameLocator("iframe");
  await expect(letter.locator("h1")).toHaveCSS("font-weight", "600");
  await expect(letter.locator("body")).toHaveCSS("margin", "0px");
  const [opened] = await Promise.all([
    tom.page.profile.waitForEvent("page"),
    letter
      .getByRole("link", { name: /^(Join|Open)/ })
      .first()
      .click(),
  ]);
  await expect(opened.getByRole("button", { name: "Decline invitation" })).toBeVisible();
  expect(await opened.evaluate(() => window.opener)).toBeNull();
  expect(tomsViolations).toEqual([]);
});

test.describe("a page that cannot be rendered", () => {
  for (const [what, convexUrl] of [
    ["its deployment does not answer", "http://127.0.0.1:9"],
    ["no deployment is named", ""],
  ] as const) {
    test(`says so under its policy: ${what}`, async ({ browser }) => {
      const { web: port } = await freePorts();
      const webUrl = `http://localhost:${port}`;
      const server = startWebServer({
        mode: "start",
        port,
        webUrl,
        convexUrl,
        convexSiteUrl: convexUrl,
      });
      try {
        await firstAnswer(`${webUrl}/scripts-needed`, server);
        const page = await openProfile(browser);
        const violations = await watchViolations(page);
        await page.goto(`${webUrl}/orgs/accept-invitation/i?token=1`, { waitUntil: "networkidle" });
        await expect(page.getByRole("heading")).toHaveText(/unavailable|couldn't be loaded/);
        await expectRunning(page);
        expect(violations).toEqual([]);
      } finally {
        server.kill("SIGTERM");
        await server.catch(() => undefined);
      }
    });
  }
});

test.describe("what was slipped into a page", () => {
  const FOREIGN = "https://foreign.test/script.js";
  const SLIPPED_IN = `
    <script>window.ran = [...(window.ran ?? []), "inline"]</script>
    <script nonce="guessed">window.ran = [...(window.ran ?? []), "guessed nonce"]</script>
    <script src="${FOREIGN}"></script>
    <img src="/nothing.png" onerror='window.ran = [...(window.ran ?? []), "handler"]'>
    <base href="https://foreign.test/">`;

  for (const path of ["/sign-in", "/scripts-needed", "/nowhere"]) {
    test(`does not run in ${path}`, async ({ browser, breaches }) => {
      const page = await openProfile(browser);
      let isGuarded = false;
      await page.route(FOREIGN, (route) =>
        route.fulfill({ body: 'window.ran = [...(window.ran ?? []), "foreign"]' }),
      );
      await page.route(`**${path}`, async (route) => {
        const response = await route.fetch();
        const headers = response.headers();
        if (!isGuarded) delete headers["content-security-policy"];
        const body = (await response.text()).replace("<body>", `<body>${SLIPPED_IN}`);
        await route.fulfill({ response, headers, body });
      });
      const ran = () => page.evaluate(() => (Reflect.get(window, "ran") ?? []) as string[]);

      // Without the policy all of it runs, so this page would show it.
      await page.goto(path, { waitUntil: "load" });
      expect((await ran()).sort()).toEqual(["foreign", "guessed nonce", "handler", "inline"]);
      isGuarded = true;
      const violations = await watchViolations(page);
      await page.goto(path, { waitUntil: "load" });
      await expectRunning(page);
      expect(await ran()).toEqual([]);
      expect(await page.evaluate(() => document.baseURI)).toBe(page.url());
      expect(violations.filter((each) => each.includes("script-src"))).toHaveLength(4);
      expect(breaches.splice(0).length).toBeGreaterThanOrEqual(4);
    });
  }
});

test("no cache keeps what the web app answers about a session", async ({ browser }) => {
  const { ada } = await openOrganization(browser, "Vault");
  const stranger = await openProfile(browser);
  for (const path of ["convex/token", "get-session", "list-sessions"]) {
    for (const person of [ada, stranger]) {
      const response = await person.request.get(`/api/auth/${path}`);
      expect(response.headers()["cache-control"], path).toBe("no-store");
    }
  }
});

test("an error of a link that a mail had is told by a page of ours", async ({ page }) => {
  await page.goto("/api/auth/error?error=INVALID_TOKEN&error_description=Call+555-0100");
  await expect(page.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  await expect(page.getByText("555-0100")).toBeHidden();
  await expect(page.getByRole("link", { name: "Sign in" })).toHaveAttribute("href", "/sign-in");
});
