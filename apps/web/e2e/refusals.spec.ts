import { invite, invitePerson, openOrganization, uniqueName } from "./people.ts";
import { expect, test } from "./test.ts";

test("a refusal is an answer on the screen, and no error in the console", async ({ browser }) => {
  const { ada, home } = await openOrganization(browser, "Verge");
  const tom = await invitePerson(browser, ada, home);
  const errors: string[] = [];
  ada.on("console", (line) => (line.type() === "error" ? errors.push(line.text()) : undefined));
  ada.on("pageerror", (error) => errors.push(error.message));

  await ada.goto(`${home}/invitations`);
  await ada.getByRole("button", { name: "Invite someone" }).first().click();
  const dialog = ada.getByRole("dialog");
  await dialog.getByLabel("Email address").fill(tom.address);
  await dialog.getByRole("button", { name: "Send invitation" }).click();
  await expect(dialog.getByText(/already has an open invitation/)).toBeVisible();
  expect(errors).toEqual([]);
});

test("after Done, the next invitation starts with the usual role", async ({ browser }) => {
  const { ada, home } = await openOrganization(browser, "Verge");
  await ada.goto(`${home}/invitations`);
  await invite(ada, `${uniqueName("tom")}@northwind.test`, "Admin");
  await ada.getByRole("button", { name: "Invite someone" }).first().click();
  await expect(ada.getByRole("combobox", { name: "Role" })).toHaveText("Member");
});
