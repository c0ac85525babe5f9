import type { Page, WebSocketRoute } from "@playwright/test";
import { invitePerson, openOrganization } from "./people.ts";
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
  await ada.getByRole("button", { name: `Actions for ${tom.address}` }).click();
  await ada.getByRole("menuitem", { name: "Revoke invitation" }).click();
  await ada.getByRole("button", { name: "Revoke invitation" }).click();
  await expect(ada.getByRole("row", { name: tom.address })).toContainText("Revoked");
  await expect(tom.page.getByRole("heading", { name: /^Join / })).toBeVisible();

  line.mend();
  await expect(notice).toBeHidden();
  await expect(tom.page.getByRole("heading", { name: "Invitation revoked" })).toBeVisible();
});

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
