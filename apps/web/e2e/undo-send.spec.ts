import { api } from "@vestibule/backend/api";
import { clientOf, linkMailedTo, setVariable } from "./deployment.ts";
import { invite, invitePerson, openOrganization, openProfile, uniqueName } from "./people.ts";
import { expect, test } from "./test.ts";

const DELAY = "INVITATION_DELAY_SECONDS";

test.describe("an invitation that waits", () => {
  // Longer than a story takes on any machine: what is undone here is never undone too late.
  test.beforeEach(() => setVariable(DELAY, "120"));
  test.afterEach(() => setVariable(DELAY, "0"));

  test("is undone from the toast and from the row, and nothing is mailed", async ({ browser }) => {
    const { ada, home } = await openOrganization(browser, "Oak");
    const address = `${uniqueName("tom")}@northwind.test`;
    const row = ada.getByRole("row", { name: address });
    await ada.goto(`${home}/invitations`);

    let link = "";
    await invite(ada, address, "Member", async () => {
      const dialog = ada.getByRole("dialog");
      await expect(dialog.getByText(/^Leaves in/)).toBeVisible();
      link = await dialog.getByLabel("Invitation link").inputValue();
    });
    const tom = await openProfile(browser);
    await tom.goto(link);
    await expect(tom.getByRole("button", { name: /^Join / })).toBeVisible();
    await expect(row).toContainText("Leaves in");
    // By keyboard alone, as a toast has to be reachable.
    const toast = ada
      .getByRole("listitem")
      .filter({ hasText: `Invitation to ${address} leaves in a few seconds` });
    await toast.getByRole("button", { name: "Undo" }).press("Enter");
    await expect(ada.getByText(`Undone. Nothing was sent to ${address}.`)).toBeVisible();
    await expect(row).toBeHidden();
    await expect(tom.getByRole("heading", { name: "We can't find this invitation" })).toBeVisible();

    // The address can be invited again at once, and a reload keeps Undo on the row.
    await invite(ada, address, "Viewer");
    await ada.reload();
    await ada.getByRole("button", { name: `Undo the invitation to ${address}` }).click();
    await expect(row).toBeHidden();

    await setVariable(DELAY, "0");
    const other = await invitePerson(browser, ada, home);
    await linkMailedTo(other.address);
    const mails = await (await clientOf(ada)).query(api.models.mailbox.list, {});
    expect(mails.filter(({ to }) => to === address)).toEqual([]);
  });

  test("is undone in the dialog, which brings back what was typed to correct it", async ({
    browser,
  }) => {
    const { ada, home } = await openOrganization(browser, "Ash");
    const mistyped = `${uniqueName("tom")}@nortwind.test`;
    await ada.goto(`${home}/invitations`);
    await ada.getByRole("button", { name: "Invite someone" }).first().click();
    const dialog = ada.getByRole("dialog");
    await dialog.getByLabel("Email address").fill(mistyped);
    await dialog.getByRole("button", { name: "Send invitation" }).click();
    await dialog.getByRole("button", { name: "Undo" }).click();
    await expect(dialog.getByLabel("Email address")).toHaveValue(mistyped);
    const right = mistyped.replace("nortwind", "northwind");
    await dialog.getByLabel("Email address").fill(right);
    await dialog.getByRole("button", { name: "Send invitation" }).click();
    await expect(dialog.getByText(`Invitation to ${right} leaves in a few seconds`)).toBeVisible();
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(ada.getByRole("row", { name: right })).toContainText("Leaves in");
    await expect(ada.getByRole("row", { name: mistyped })).toBeHidden();
  });
});

test("an admin at the limit of letters to one person reads so before sending", async ({
  browser,
}) => {
  const { ada, home } = await openOrganization(browser, "Fir");
  const { address } = await invitePerson(browser, ada, home);
  const client = await clientOf(ada);
  const organization = await client.query(api.models.organizations.get, {
    slug: home.split("/").at(-1) ?? "",
  });
  const organizationId = organization?.id ?? "";
  const standing = async () => {
    const { page } = await client.query(api.models.invitations.list, {
      organizationId,
      search: address,
      status: "pending",
      paginationOpts: { numItems: 1, cursor: null },
    });
    return page[0]?.id ?? "";
  };
  const again = async () => {
    await client.mutation(api.models.invitations.revoke, { invitationId: await standing() });
    const invitation = { organizationId, email: address, role: "member" as const };
    await client.mutation(api.models.invitations.create, invitation);
  };
  await again();
  await ada.goto(`${home}/invitations?status=pending`);
  const actions = ada.getByRole("button", { name: `Actions for ${address}` });
  await actions.click();
  await expect(
    ada.getByRole("menuitem", { name: /Resend invitation\s*1 more email possible for now/ }),
  ).toBeVisible();
  await ada.keyboard.press("Escape");

  await again();
  await actions.click();
  const resend = ada.getByRole("menuitem", { name: /Resend invitation\s*Next email possible/ });
  await expect(resend).toHaveAttribute("aria-disabled", "true");
  await expect(ada.getByRole("menuitem", { name: "Copy invitation link" })).toBeVisible();
  await ada.keyboard.press("Escape");
  await expect(resend).toBeHidden();

  await ada.getByRole("button", { name: "Invite someone" }).first().click();
  await ada.getByRole("dialog").getByLabel("Email address").fill(address);
  await expect(ada.getByRole("dialog").getByText("Next email possible")).toBeVisible();
});
