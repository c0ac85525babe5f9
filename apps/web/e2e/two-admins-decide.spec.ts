import { expectAccessible } from "./accessibility.ts";
import {
  askForNewInvitation,
  expireInvitation,
  invitePerson,
  joinAsAdmin,
  openOrganization,
} from "./people.ts";
import { expect, test } from "./test.ts";

test("of two admins deciding at once one wins, and the other is told who did", async ({
  browser,
}) => {
  const { ada, home } = await openOrganization(browser, "Harbour");
  const bruno = await joinAsAdmin(browser, ada, home, "Bruno Lima");
  const tom = await invitePerson(browser, ada, home);
  await expireInvitation(tom.link);
  await askForNewInvitation(tom.page, tom.link);

  for (const admin of [ada, bruno]) {
    await admin.goto(`${home}/requests`);
    await admin.getByRole("button", { name: `Approve ${tom.address}` }).click();
  }
  const won = (admin: typeof ada) =>
    admin.getByText(`Approved. ${tom.address} will get a new link.`);
  const lost = (admin: typeof ada) =>
    admin.getByRole("dialog", { name: / approved the request from / });
  // What each page says is looked for from before the clicks: the winner's word goes after some seconds.
  const said = [ada, bruno].map(async (admin) => {
    await expect(won(admin).or(lost(admin))).toBeVisible();
    return (await lost(admin).isVisible()) ? "lost" : "won";
  });
  // The slower one's button may be gone before it is pressed: that click has nothing left to wait for.
  const clicks = [ada, bruno].map((admin) =>
    admin.getByRole("button", { name: "Approve and send" }).click(),
  );
  for (const click of clicks) click.catch(() => undefined);

  const [adas, brunos] = await Promise.all(said);
  expect([adas, brunos].sort()).toEqual(["lost", "won"]);
  const [loser, winnersName] = adas === "lost" ? [ada, "Bruno Lima"] : [bruno, "Ada Okafor"];
  await expect(
    loser.getByRole("dialog", { name: `${winnersName} approved the request from ${tom.address}` }),
  ).toBeVisible();
  await expect(won(loser)).toHaveCount(0);
});

test("a row that a colleague decides says who did", async ({ browser }) => {
  const { ada, home } = await openOrganization(browser, "Harbour");
  const bruno = await joinAsAdmin(browser, ada, home, "Bruno Lima");
  const tom = await invitePerson(browser, ada, home);
  await expireInvitation(tom.link);
  await askForNewInvitation(tom.page, tom.link);
  await ada.goto(`${home}/requests`);
  await expect(ada.getByRole("button", { name: `Approve ${tom.address}` })).toBeVisible();

  await bruno.goto(`${home}/requests`);
  await bruno.getByRole("button", { name: `Deny ${tom.address}` }).click();
  await bruno.getByRole("button", { name: "Deny request" }).click();
  await expect(ada.getByRole("listitem").filter({ hasText: tom.address })).toContainText(
    "Bruno Lima denied this",
  );
  await expectAccessible(ada);
});

test("the links of the mail open the request with its dialog and decide nothing", async ({
  browser,
}) => {
  const { ada, adasAddress, home } = await openOrganization(browser, "Harbour");
  const tom = await invitePerson(browser, ada, home);
  await expireInvitation(tom.link);
  await askForNewInvitation(tom.page, tom.link);

  await ada.goto("/dev/mailbox");
  await ada.getByLabel("Filter by address").fill(adasAddress);
  await ada.getByRole("button", { name: tom.address }).click();
  const mail = ada.frameLocator("iframe");
  const deny = await mail.getByRole("link", { name: "Deny" }).first().getAttribute("href");
  await ada.goto(deny ?? "");
  await expect(
    ada.getByRole("dialog", { name: `Deny the request from ${tom.address}?` }),
  ).toBeVisible();
  await ada.keyboard.press("Escape");
  await expect(ada.getByRole("button", { name: `Approve ${tom.address}` })).toBeFocused();
  await expect(tom.page.getByRole("heading", { name: "Request Submitted" })).toBeVisible();
});
