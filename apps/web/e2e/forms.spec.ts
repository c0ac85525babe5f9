import { expect, test } from "./test.ts";

test("a form's problems have their place in the accessibility tree before there are any", async ({
  page,
}) => {
  await page.goto("/sign-up");
  const form = page.getByRole("form", { name: "Create account" });
  await expect(form.getByRole("alert")).toHaveCount(1);
  const besideFields = form.locator("[aria-live=polite]");
  await expect(besideFields).toHaveCount(3);
  for (const place of await besideFields.all()) {
    await expect(place).not.toHaveCSS("display", "none");
  }
});
