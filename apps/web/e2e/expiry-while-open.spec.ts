import { changeSettings, invitePerson, openOrganization, travelToExpiry } from "./people.ts";
import { expect, test } from "./test.ts";

test("an open page counts down to the expiry and then offers to ask", async ({ browser }) => {
  const { ada, company, home } = await openOrganization(browser, "Inlet");
  const tom = await invitePerson(browser, ada, home);
  await tom.page.goto(tom.link);
  await expect(tom.page.getByText(/Expires in 7 days/)).toBeVisible();
  await expect(tom.page).toHaveTitle(`Join ${company} as Member · Vestibule`);

  // Looked for from before: the last seconds may be over when the command returns.
  const lastSeconds = expect(tom.page.getByText(/Expires in \d+ s\./)).toBeVisible();
  await travelToExpiry(tom.link);
  await lastSeconds;
  await expect(tom.page.getByRole("heading", { name: "Invitation Expired" })).toBeVisible();
  await expect(tom.page).toHaveTitle(`Invitation to ${company} · Vestibule`);
  await tom.page.getByRole("button", { name: "Request New Invitation" }).click();
  await expect(tom.page.getByText(new RegExp(`Your request to join ${company}`))).toBeVisible();
});

test("an open page that expires renews itself where the organization wants that", async ({
  browser,
}) => {
  const { ada, home } = await openOrganization(browser, "Inlet");
  await changeSettings(ada, home, { "Renew automatically": true });
  const tom = await invitePerson(browser, ada, home);
  await tom.page.goto(tom.link);
  // Looked for from before: the last seconds may be over when the command returns.
  const lastSeconds = expect(tom.page.getByText(/Expires in \d+ s\./)).toBeVisible();
  await travelToExpiry(tom.link);
  await lastSeconds;
  await expect(tom.page.getByRole("heading", { name: "New invitation sent!" })).toBeVisible();
});
