import {
  askForNewInvitation,
  changeSettings,
  endCooldown,
  expireInvitation,
  holdableNews,
  invitePerson,
  openOrganization,
} from "./people.ts";
import { expect, test } from "./test.ts";

/** The wait between two requests in these stories: longer than any machine needs from one step to the next. */
const HOUR_IN_SECONDS = 3600;

test("a person asks three times, each after the countdown, and a fourth is not offered", async ({
  browser,
}) => {
  const { ada, home } = await openOrganization(browser, "Fjord");
  await changeSettings(ada, home, {
    "Contact address": "people@fjord.test",
    "Wait between requests": String(HOUR_IN_SECONDS),
  });
  const tom = await invitePerson(browser, ada, home);
  await expireInvitation(tom.link);
  await ada.goto(`${home}/requests`);

  await askForNewInvitation(tom.page, tom.link);
  for (const nth of [2, 3]) {
    await tom.page.getByRole("button", { name: "Done" }).click();
    const button = tom.page.getByRole("button", { name: "Request New Invitation" });
    await expect(button).toBeDisabled();
    await expect(
      tom.page.getByText(
        new RegExp(`Request ${nth - 1}/3 sent. You can ask again in \\d+ min \\d+ s.`),
      ),
    ).toBeVisible();
    // The page was never reloaded: it learns of the end as it would of any change.
    await endCooldown(tom.link);
    await expect(button).toBeEnabled();
    await button.click();
    await expect(tom.page.getByText(`Request ${nth}/3`)).toBeVisible();
  }
  await expect(ada.getByRole("listitem").filter({ hasText: "3rd request" })).toBeVisible();

  await tom.page.getByRole("button", { name: "Done" }).click();
  await expect(tom.page.getByText("Maximum requests reached.")).toBeVisible();
  await expect(tom.page.getByRole("button", { name: "Request New Invitation" })).toHaveCount(0);
  await expect(tom.page.getByText(/Or contact the organization directly:/)).toBeVisible();
  await expect(tom.page.getByRole("link", { name: "people@fjord.test" })).toBeVisible();
});

test("a page that does not know of the third request yet asks a fourth time and is refused", async ({
  browser,
}) => {
  const { ada, home } = await openOrganization(browser, "Fjord");
  const tom = await invitePerson(browser, ada, home);
  await expireInvitation(tom.link);
  await ada.goto(`${home}/requests`);
  const deny = async () => {
    await ada.getByRole("button", { name: `Deny ${tom.address}` }).click();
    await ada.getByRole("button", { name: "Deny request" }).click();
    await expect(ada.getByText("No requests waiting")).toBeVisible();
  };
  for (const _ of [1, 2]) {
    await askForNewInvitation(tom.page, tom.link);
    await deny();
    await endCooldown(tom.link);
  }

  const stale = await tom.page.profile.newPage();
  const news = await holdableNews(stale);
  await stale.goto(tom.link);
  await expect(stale.getByText("Request 3/3")).toBeVisible();
  // A button that does something: the page lives.
  await stale.getByRole("button", { name: "Add a message" }).click();
  await expect(stale.getByLabel(/^Message/)).toBeVisible();
  news.hold();
  await askForNewInvitation(tom.page, tom.link);
  await deny();
  await endCooldown(tom.link);

  await stale.getByRole("button", { name: "Request New Invitation" }).click();
  await expect(stale.getByText("Sending request…")).toBeVisible();
  await news.hear("Maximum requests reached. Please contact the organization directly.");
  news.release();
  // The denial is news to this page too, and may stand before the refusal.
  const declined = stale.getByRole("button", { name: "Back to invitation" });
  await expect(async () => {
    if (await declined.isVisible()) await declined.click();
    await expect(stale.getByText(/Maximum requests reached\./).first()).toBeVisible({
      timeout: 5000,
    });
  }).toPass();
  await expect(stale.getByRole("button", { name: "Request New Invitation" })).toHaveCount(0);
  await expect(ada.getByText("No requests waiting")).toBeVisible();
});

test("a page whose clock runs ahead is told by the server to wait", async ({ browser }) => {
  const { ada, home } = await openOrganization(browser, "Fjord");
  await changeSettings(ada, home, { "Wait between requests": String(HOUR_IN_SECONDS) });
  const tom = await invitePerson(browser, ada, home);
  await expireInvitation(tom.link);
  await tom.page.clock.install();
  await askForNewInvitation(tom.page, tom.link);
  await tom.page.getByRole("button", { name: "Done" }).click();

  await tom.page.clock.fastForward((HOUR_IN_SECONDS + 1) * 1000);
  await tom.page.getByRole("button", { name: "Request New Invitation" }).click();
  await expect(tom.page.getByText("Please wait before requesting again.")).toBeVisible();
});
