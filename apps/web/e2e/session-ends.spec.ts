import type { Page } from "@playwright/test";
import { api } from "@vestibule/backend/api";
import { ConvexHttpClient } from "convex/browser";
import { holdableNews, joinAsAdmin, openOrganization, PASSWORD } from "./people.ts";
import { expect, test } from "./test.ts";

test("a session that cannot be read ends nothing, and is read again", async ({ browser }) => {
  const { ada, company, home } = await openOrganization(browser, "Moor");
  for (const failure of [500, 503, 429, "no answer"] as const) {
    let reads = 0;
    await ada.route("**/api/auth/get-session", async (route) => {
      reads += 1;
      if (failure === "no answer") await route.abort();
      else await route.fulfill({ status: failure, json: {} });
    });
    await ada.goto(`${home}/members`);
    await expect.poll(() => reads).toBeGreaterThan(1);
    await expect(ada.getByRole("heading", { name: "Members" })).toBeVisible();
    await ada.unroute("**/api/auth/get-session");
  }
  await expect(ada.getByRole("button", { name: new RegExp(company) }).first()).toBeVisible();
});

test("signing out in another tab ends this one too, and signing in there brings back what was typed", async ({
  browser,
}) => {
  const { ada, adasAddress, home } = await openOrganization(browser, "Fen");
  await ada.goto(`${home}/invitations`);
  await ada.getByRole("button", { name: "Invite someone" }).first().click();
  const field = ada.getByRole("dialog").getByLabel("Email address");
  await field.fill("half-typed@else.test");

  const other = await ada.profile.newPage();
  await other.goto(home);
  await other.getByRole("button", { name: /Ada Okafor/ }).click();
  await other.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(ada.getByText("You've been signed out")).toBeVisible();
  await expect(field).toBeHidden();

  await other.goto("/sign-in");
  await other.getByLabel("Email address").fill(adasAddress);
  await other.getByLabel("Password").fill(PASSWORD);
  await other.getByRole("button", { name: "Sign in" }).click();
  await other.waitForURL((url) => url.pathname.startsWith(home));
  await ada.bringToFront();
  await ada.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(field).toHaveValue("half-typed@else.test");
  await ada.getByRole("button", { name: "Send invitation" }).click();
  await expect(ada.getByText(/Invitation sent|is on its way/).first()).toBeVisible();
});

test("an admin who is removed while their page is open is told so, also when they act first", async ({
  browser,
}) => {
  const { ada, company, home } = await openOrganization(browser, "Heath");
  const noah = await joinAsAdmin(browser, ada, home, "Noah Bergman");
  const news = await holdableNews(noah);
  await noah.goto(`${home}/invitations`);
  await noah.getByRole("button", { name: "Invite someone" }).first().click();
  const dialog = noah.getByRole("dialog");
  await dialog.getByLabel("Email address").fill("too-late@else.test");
  news.hold();
  await removeMember(ada, home, "Noah Bergman");
  await dialog.getByRole("button", { name: "Send invitation" }).click();
  news.release();
  await expect(noah.getByText(`You're no longer a member of ${company}`)).toBeVisible();
  await expect(noah.getByText("The server didn't respond")).toBeHidden();
});

/** As the members' page will; until there is one, the function that it calls. */
async function removeMember(admin: Page, home: string, name: string): Promise<void> {
  const response = await admin.request.get("/api/auth/convex/token");
  const { token } = (await response.json()) as { token: string };
  const client = new ConvexHttpClient(process.env.CONVEX_SELF_HOSTED_URL ?? "");
  client.setAuth(token);
  const organization = await client.query(api.models.organizations.get, {
    slug: home.replace("/orgs/", ""),
  });
  if (!organization) throw new Error(`${home} is no organization of this admin's.`);
  const { page } = await client.query(api.models.members.list, {
    organizationId: organization.id,
    paginationOpts: { numItems: 25, cursor: null },
  });
  const member = page.find((row) => row.name === name);
  if (!member) throw new Error(`${name} is no member.`);
  await client.mutation(api.models.members.remove, { memberId: member.id });
}
