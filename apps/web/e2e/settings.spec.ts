import { expectAccessible } from "./accessibility.ts";
import { changeSettings, joinAsAdmin, openOrganization } from "./people.ts";
import { expect, test } from "./test.ts";

test("a half typed setting survives a colleague's change, and says what changed", async ({
  browser,
}) => {
  const { ada, home } = await openOrganization(browser, "Larch");
  const bruno = await joinAsAdmin(browser, ada, home, "Bruno Lima");
  await ada.goto(`${home}/settings`);
  await ada.getByLabel("Lifetime").fill("2");

  await changeSettings(bruno, home, { Lifetime: "30", "Maximum requests": "5" });
  await expect(ada.getByLabel("Maximum requests")).toHaveValue("5");
  await expect(ada.getByLabel("Lifetime")).toHaveValue("2");
  await expect(ada.getByText(/just set this to 30\./)).toBeVisible();

  await expectAccessible(ada);
  await ada.getByRole("button", { name: "Save settings" }).click();
  await expect(bruno.getByLabel("Lifetime")).toHaveValue("2");
});

test("a value out of range is said beside its field and not saved", async ({ browser }) => {
  const { ada, home } = await openOrganization(browser, "Larch");
  await ada.goto(`${home}/settings`);
  await ada.getByLabel("Reminder").fill("168");
  await ada.getByRole("button", { name: "Save settings" }).click();
  await expect(ada.getByText(/Use a whole number from 0 \(no reminder\) to 167/)).toBeVisible();
  await expect(ada.getByLabel("Reminder")).toBeFocused();
  await ada.reload();
  await expect(ada.getByLabel("Reminder")).toHaveValue("24");
});

test("leaving unsaved settings asks first, by a link, by Back and by closing", async ({
  browser,
}) => {
  const { ada, home } = await openOrganization(browser, "Larch");
  // Hydrated, so that the link is the router's.
  await ada.goto(`${home}/members`, { waitUntil: "networkidle" });
  await ada.getByRole("link", { name: "Settings" }).click();
  await ada.getByLabel("Lifetime").fill("3");
  await expect(ada.getByText("1 setting changed")).toBeVisible();
  const asked = ada.getByRole("dialog", { name: "Leave without saving?" });
  // A held step is no navigation, which `goBack` would wait for.
  const back = () => ada.evaluate(() => window.history.back());

  await ada.getByRole("link", { name: "Members" }).click();
  await expectAccessible(ada);
  await asked.getByRole("button", { name: "Stay on this page" }).click();
  await expect(ada.getByLabel("Lifetime")).toHaveValue("3");

  await back();
  await asked.getByRole("button", { name: "Stay on this page" }).click();
  await expect(ada).toHaveURL((url) => url.pathname === `${home}/settings`);
  await expect(ada.getByLabel("Lifetime")).toHaveValue("3");

  const closing = ada.waitForEvent("dialog");
  const reloading = ada.reload();
  const dialog = await closing;
  expect(dialog.type()).toBe("beforeunload");
  await Promise.all([dialog.accept(), reloading]);
  await expect(ada.getByLabel("Lifetime")).toHaveValue("7");

  await ada.getByLabel("Lifetime").fill("3");
  await expect(ada.getByText("1 setting changed")).toBeVisible();
  await back();
  await asked.getByRole("button", { name: "Leave without saving" }).click();
  await ada.waitForURL((url) => url.pathname === `${home}/members`);
  await expect(ada.getByRole("heading", { name: "Members" })).toBeVisible();
});
