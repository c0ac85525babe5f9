import type { Page, WebSocketRoute } from "@playwright/test";
import { expireInvitation, invitePerson, openOrganization, PASSWORD } from "./people.ts";
import { expect, test } from "./test.ts";

test("a page that loses its deployment says so, and catches up by itself", async ({ browser }) => {
  const { ada, home } = await openOrganization(browser, "Upland");
  const tom = await invitePerson(browser, ada, home);
  const line = await holdLine(tom.page);
  await tom.page.goto(tom.link);
  const notice = tom.page.getByText(/Connection lost/);
  await expect(tom.page.getByRole("button", { name: /^Join / })).toBeVisible();
  await line.cut();
  await expect(notice).toBeVisible();
  await ada.goto(`${home}/invitations`);
  await ada.getByRole("button", { name: `Actions for ${tom.address}` }).click();
  await ada.getByRole("menuitem", { name: "Revoke invitation" }).click();
  await ada.getByRole("button", { name: "Revoke invitation" }).click();
  await expect(ada.getByRole("row", { name: tom.address })).toContainText("Revoked");
  await expect(tom.page.getByRole("heading", { name: /^Join / })).toBeVisible();

  line.mend();
  await expect(notice).toBeHidden();
  await expect(tom.page.getByRole("heading", { name: "Invitation revoked" })).toBeVisible();
});

test("scripts that are lost once are asked for again: the page stays, goes live, and keeps what was typed", async ({
  browser,
}) => {
  const { ada, home } = await openOrganization(browser, "Upland");
  const tom = await invitePerson(browser, ada, home);
  const scripts = await loseLateScripts(tom.page, tom.link);
  await tom.page.goto(tom.link);
  const name = tom.page.getByLabel("Your name");
  await name.fill("Tom Baker");
  await tom.page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await expect(tom.page.getByText("The server isn't responding. Trying again…")).toBeVisible();
  await expect(tom.page.getByRole("heading", { name: /^Join / })).toBeVisible();
  expect(scripts.lost()).toBeGreaterThan(0);

  scripts.find();
  await tom.page.evaluate(() => window.dispatchEvent(new Event("online")));
  await expect(tom.page.getByText("The server isn't responding.")).toBeHidden();
  await expect(name).toHaveValue("Tom Baker");
  await expect(tom.page.getByLabel("Password", { exact: true })).toHaveValue(PASSWORD);

  // Live, and the step before stays while the script of the next one is lost.
  scripts.lose();
  await expireInvitation(tom.link);
  await expect(tom.page.getByText("The server isn't responding. Trying again…")).toBeVisible();
  await expect(name).toHaveValue("Tom Baker");
  scripts.find();
  await tom.page.evaluate(() => window.dispatchEvent(new Event("online")));
  await expect(tom.page.getByRole("heading", { name: "Invitation Expired" })).toBeVisible();
});

/** Every script that the page itself does not name gets lost on its way, until it is found again. */
async function loseLateScripts(page: Page, link: string) {
  const html = await (await page.request.get(link)).text();
  let isLosing = true;
  let lost = 0;
  await page.route("**/_next/static/chunks/**/*.js", async (route) => {
    const isLate = !html.includes(new URL(route.request().url()).pathname);
    if (isLosing && isLate) {
      lost += 1;
      await route.abort();
    } else await route.continue();
  });
  return {
    lost: () => lost,
    lose: () => {
      isLosing = true;
    },
    find: () => {
      isLosing = false;
    },
  };
}

/** The page's connection, to be cut: what is open ends, and what it opens then never gets through. */
async function holdLine(page: Page) {
  const open = new Set<WebSocketRoute>();
  let mend = () => {};
  let whole = Promise.resolve();
  await page.routeWebSocket(/\/sync$/, async (socket) => {
    await whole;
    socket.connectToServer();
    open.add(socket);
  });
  return {
    async cut() {
      whole = new Promise((resolve) => {
        mend = resolve;
      });
      await Promise.all([...open].map((socket) => socket.close()));
    },
    mend: () => mend(),
  };
}
