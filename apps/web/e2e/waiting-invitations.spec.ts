import { expectAccessible } from "./accessibility.ts";
import {
  enterUnproven,
  invite,
  invitePerson,
  joinAsNewcomer,
  openOrganization,
  openProfile,
  uniqueName,
} from "./people.ts";
import { expect, test } from "./test.ts";

test("an invitation to somebody who is in another organization shows there at once, and on the start page", async ({
  browser,
}) => {
  const { ada, home } = await openOrganization(browser, "Elm");
  const { page: tom, address, link } = await invitePerson(browser, ada, home);
  await joinAsNewcomer(tom, link, "Tom Baker");
  await tom.waitForURL((url) => url.pathname.startsWith(home));
  await expect(tom.getByRole("status").getByRole("link")).toHaveCount(0);

  const elsewhere = await openOrganization(browser, "Elm");
  await elsewhere.ada.goto(`${elsewhere.home}/invitations`);
  await invite(elsewhere.ada, address, "Viewer");
  const words = `Ada Okafor invited you to join ${elsewhere.company} as Viewer.`;
  await expect(tom.getByText(words)).toBeVisible();
  await expect(tom.getByRole("link", { name: "View invitation" })).toBeVisible();
  await expectAccessible(tom);

  await tom.goto("/");
  const invitation = tom.getByRole("link", { name: `Join ${elsewhere.company} as Viewer` });
  await expect(invitation).toBeVisible();
  await expectAccessible(tom);
  await invitation.click();
  await tom.getByRole("button", { name: `Join ${elsewhere.company}` }).click();
  await tom.waitForURL((url) => url.pathname.startsWith(elsewhere.home));
  await expect(tom.getByText(words)).toBeHidden();
});

test("to an unproven address the start page says the same whether or not an invitation waits", async ({
  browser,
}) => {
  const { ada, home } = await openOrganization(browser, "Elm");
  const { page: invited, address } = await invitePerson(browser, ada, home);
  const alone = await openProfile(browser);
  const addresses = [address, `${uniqueName("nina")}@northwind.test`];
  for (const [at, page] of [invited, alone].entries()) {
    const own = addresses[at] ?? "";
    await enterUnproven(page, "Nina Roth", own);
    await page.goto("/");
    await expect(
      page.getByText(`Confirm ${own} to see whether invitations are waiting for it.`),
    ).toBeVisible();
  }
  const [one, other] = await Promise.all(
    [invited, alone].map((page) => page.getByRole("main").innerText()),
  );
  expect(one?.replaceAll(addresses[0] ?? "", "…")).toBe(other?.replaceAll(addresses[1] ?? "", "…"));
  await expectAccessible(alone);
});
