import { take } from "./camera.ts";
import type { House } from "./house.ts";
import { ask, expire, inviteTo, join, open } from "./house.ts";

/** The console of a new organization, then of one with people, invitations and requests. */
export async function office(house: House): Promise<void> {
  const page = await house.owner.profile.newPage();
  const show = async (path: string, name: string) => {
    await page.goto(`${house.home}${path}`, { waitUntil: "networkidle" });
    await take(page, name);
  };
  await show("", "overview-new");
  await show("/invitations", "invitations-new");
  await show("/requests", "requests-nobody");

  await inviteTo(house, "a-rather-long-address.of-somebody@subsidiary.northwind.test", {
    firstName: "Maximiliana",
    lastName: "Featherstonehaugh",
  });
  const opened = await inviteTo(house, "opened@northwind.test");
  await open(house, opened);
  const joined = await inviteTo(house, `tom@joined-${house.id}.test`);
  await (await join(house, joined, "Tom Baker")).close();
  for (const [name, message] of [
    ["pia", undefined],
    ["lena", "I was on leave. Could you send it once more?"],
  ] as const) {
    const invited = await inviteTo(house, `${name}@northwind.test`);
    await expire(house, invited);
    await ask(house, invited, message);
  }

  await show("", "overview");
  await show("/invitations", "invitations");
  await page.getByRole("button", { name: "Invite someone" }).first().click();
  await take(page, "invite-dialog");
  await show("/requests", "requests");
  await page.getByRole("button", { name: "Approve lena@northwind.test" }).click();
  await take(page, "approve-dialog");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Deny pia@northwind.test" }).click();
  await take(page, "deny-dialog");
  await page.getByRole("button", { name: "Deny request" }).click();
  await page.getByRole("button", { name: "Undo" }).waitFor();
  await take(page, "requests-undo");
  await show("/requests?view=history", "requests-history");
  await show("/members", "members");
  await show("/settings", "settings");
  await page.getByLabel("Lifetime").fill("14");
  await take(page, "settings-changed");
  await page.close();
}
