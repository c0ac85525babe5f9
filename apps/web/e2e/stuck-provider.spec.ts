import {
  invite,
  joinAsNewcomer,
  openOrganization,
  openProfile,
  signUp,
  uniqueName,
} from "./people.ts";
import { linkIn, sendingThroughResend } from "./resend.ts";
import { expect, test } from "./test.ts";

/** The provider fails as a whole for a while, as during an outage of its own, and is well again. */

const DOWN = { kind: "error", status: 500 } as const;

test("an invitation waits while the provider is down, says so, and arrives once", async ({
  browser,
}) => {
  const { ada, company, home } = await openOrganization(browser, "Sedge");
  const [one, other] = [1, 2].map(() => `${uniqueName("tom")}@northwind.test`);
  if (!one || !other) throw new Error("Two addresses");

  await sendingThroughResend(async ({ fake, mailTo }) => {
    fake.always(DOWN);
    await ada.goto(`${home}/invitations`);
    await invite(ada, one, "Member");
    await invite(ada, other, "Member");
    await expect.poll(() => fake.requests.length).toBeGreaterThanOrEqual(2);
    for (const address of [one, other]) {
      await expect(ada.getByRole("row").filter({ hasText: address })).toContainText("Sending");
    }
    expect(fake.sent).toEqual([]);

    fake.always(undefined);
    const mail = await mailTo(one);
    await mailTo(other);
    for (const address of [one, other]) {
      const row = ada.getByRole("row").filter({ hasText: address });
      await expect(row).toContainText("Sent, not opened yet");
    }
    expect(fake.sent.map(({ to }) => to[0]).sort()).toEqual([one, other].sort());
    const tom = await openProfile(browser);
    await joinAsNewcomer(tom, linkIn(mail), "Tom Reed");
    await expect(tom.getByText(company).first()).toBeVisible();
  });
});

test("a code that went out unanswered while the provider was failing is asked for once, and works", async ({
  browser,
}) => {
  const page = await openProfile(browser);
  const address = `${uniqueName("maria")}@northwind.test`;

  await sendingThroughResend(async ({ fake, mailTo }) => {
    // Taken, and answered as if it had not been: asking again must not bring a second one.
    fake.next({ ...DOWN, after: true }, DOWN, { kind: "drop", when: "before" });
    await signUp(page, "Maria Sousa", address);
    await expect.poll(() => fake.requests.length).toBeGreaterThanOrEqual(3);
    const mail = await mailTo(address);
    expect(fake.sent).toHaveLength(1);
    const [code] = /\b\d{6}\b/.exec(mail.text ?? "") ?? [];
    await page.getByLabel("Code").fill(code ?? "");
    await page.getByRole("button", { name: "Confirm address" }).click();
    await page.waitForURL((url) => url.pathname !== "/confirm-address");
  });
});
