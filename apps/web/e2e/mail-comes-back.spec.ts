import { expectAccessible } from "./accessibility.ts";
import { invite, joinAsNewcomer, openOrganization, openProfile, uniqueName } from "./people.ts";
import { linkIn, sendingThroughResend } from "./resend.ts";
import { expect, test } from "./test.ts";

const NO_SUCH_MAILBOX = { bounce: { type: "Permanent", subType: "NoEmail", message: "550" } };

test("a bounced invitation is sent to the right address in one click, and its person joins", async ({
  browser,
}) => {
  const { ada, adasAddress, company, home } = await openOrganization(browser, "Willow");
  const name = uniqueName("maria");
  const [wrong, right] = [`${name}@gmial.com`, `${name}@gmail.com`];

  await sendingThroughResend(async ({ mailTo, tell }) => {
    await ada.goto(`${home}/invitations`);
    await invite(ada, wrong, "Member");
    const mistyped = await mailTo(wrong);
    const row = ada.getByRole("row").filter({ hasText: wrong });
    await expect(row).toContainText("Sent, not opened yet");
    // Handed over is not delivered.
    await expect(ada.getByText(/delivered/i)).toHaveCount(0);

    await tell(mistyped, "email.bounced", NO_SUCH_MAILBOX);
    await expect(row).toContainText("Email bounced");
    await expect(row).toContainText("This address doesn't exist.");
    await expectAccessible(ada);
    expect((await mailTo(adasAddress)).subject).toContain("couldn't be delivered");

    await row.getByRole("button", { name: `Send to ${right} instead` }).click();
    const corrected = await mailTo(right);
    const fixed = ada.getByRole("row").filter({ hasText: right });
    await expect(fixed).toContainText("Sent, not opened yet");
    await tell(corrected, "email.delivered");
    await expect(fixed).toContainText("Delivered, not opened yet");
    await expect(row).toContainText("Revoked");

    const maria = await openProfile(browser);
    await maria.goto(linkIn(mistyped));
    await expect(maria.getByRole("heading", { name: /revoked/i })).toBeVisible();
    await joinAsNewcomer(maria, linkIn(corrected), "Maria Sousa");
    await expect(maria.getByText(company).first()).toBeVisible();
    await expect(fixed).toContainText("Accepted");
  });
});

test("mail that was marked as spam stops until an admin allows it, and another address is typed by keyboard", async ({
  browser,
}) => {
  const { ada, home } = await openOrganization(browser, "Willow");
  const address = `${uniqueName("noah")}@northwind.test`;
  const other = `${uniqueName("noah")}@northwind.test`;

  await sendingThroughResend(async ({ mailTo, tell }) => {
    await ada.goto(`${home}/invitations`);
    await invite(ada, address, "Viewer");
    await tell(await mailTo(address), "email.complained");
    const row = ada.getByRole("row").filter({ hasText: address });
    await expect(row).toContainText("Marked as spam");

    const menu = row.getByRole("button", { name: /^Actions for/ });
    await menu.focus();
    await ada.keyboard.press("Enter");
    await expect(ada.getByRole("menuitem", { name: "Resend invitation" })).toHaveCount(0);
    await expect(ada.getByRole("menuitem", { name: "Allow email again" })).toBeVisible();
    await ada.keyboard.press("Escape");

    await ada.goto(`${home}/settings`);
    await expectAccessible(ada);
    await ada.getByRole("button", { name: `Allow email to ${address}` }).click();
    await expect(ada.getByText("No address is stopped.")).toBeVisible();

    await ada.goto(`${home}/invitations`);
    await menu.focus();
    await ada.keyboard.press("Enter");
    await expect(ada.getByRole("menuitem", { name: "Resend invitation" })).toBeVisible();
    await ada.getByRole("menuitem", { name: "Correct address" }).press("Enter");
    const dialog = ada.getByRole("dialog", { name: "Correct this address?" });
    await expect(dialog).toBeVisible();
    await expectAccessible(ada);
    await dialog.getByLabel("Email address").fill(other);
    await ada.keyboard.press("Enter");
    await mailTo(other);
    await expect(ada.getByRole("row").filter({ hasText: other })).toContainText("Viewer");
  });
});
