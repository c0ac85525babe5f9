import type { FrameLocator, Page } from "@playwright/test";
import { expectAccessible } from "./accessibility.ts";
import { countMails, invitePerson, openMailbox, openOrganization } from "./people.ts";
import { expect, test } from "./test.ts";

/** 48 × 24 pixels. */
const LOGO = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAADAAAAAYCAYAAAC8/X7cAAAAd0lEQVR4AeyR0QkAIQxDi4vcZLfDjXI7OJmT6ADFj8ATFVLolyE2eaVfPiUuHwfYDTAReL43yF0dMAVY/SHt7wB0o6qfCaiN0XoToBtV/UxAbYzWmwDdqOpnAmpjtN4E6EZVv0Sg/TXIVQ9S9SnA3ODMFwfYzWUAAAD//1qalz0AAAAGSURBVAMAQVv7cSVp7LsAAAAASUVORK5CYII=",
  "base64",
);
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');

const letterIn = (page: Page, title: string | RegExp) =>
  page.frameLocator(typeof title === "string" ? `iframe[title="${title}"]` : "iframe");
const preview = (page: Page) => letterIn(page, "Preview of the email");

/** The cell that the button's words stand in: it has the ground. */
const button = (letter: FrameLocator) =>
  letter.locator(".ground-button", { hasText: "Open invitation" });

/** From another page of the console, whose content policy stays that of the document. */
async function openSettings(page: Page, home: string): Promise<void> {
  await page.goto(home, { waitUntil: "networkidle" });
  await page.getByRole("link", { name: "Settings" }).first().click();
  await page.getByRole("heading", { name: "Letters" }).scrollIntoViewIfNeeded();
  await expect(preview(page).locator("h1")).toBeVisible();
}

async function readLetter(page: Page, address: string): Promise<FrameLocator> {
  await countMails(page, address, /invited you/);
  await openMailbox(page, address);
  await page
    .getByRole("button", { name: /invited you/ })
    .first()
    .click();
  return letterIn(page, /./);
}

const isLoaded = (image: HTMLImageElement | SVGElement) =>
  image instanceof HTMLImageElement && image.complete && image.naturalWidth > 0;

test("what is typed of the look shows in the letter at once, and in the next one that is sent", async ({
  browser,
}) => {
  const { ada, company, home } = await openOrganization(browser, "Atlas");
  await openSettings(ada, home);
  const shown = preview(ada);
  await expect(shown.locator("h1")).toHaveText(`Join ${company} as Member`);

  await ada.getByRole("textbox", { name: "Accent color", exact: true }).fill("#ffeb3b");
  await expect(button(shown)).toHaveCSS("background-color", "rgb(255, 235, 59)");
  await expect(button(shown).locator("a")).toHaveCSS("color", "rgb(0, 0, 0)");
  const text = ada.getByLabel("Your own text");
  await text.fill("We print maps. See acme.com");
  await expect(shown.getByText("We print maps. See acme.com")).toBeVisible();
  await text.blur();
  await expect(ada.getByText(/Leave out web and email addresses, such as acme\.com/)).toBeVisible();
  await text.fill("We print <b>maps</b>.\nOn Mondays.");
  await expect(shown.getByText("We print <b>maps</b>.")).toBeVisible();
  await ada.getByLabel("Reply-to address").fill("maps@office.test");

  await ada.getByRole("button", { name: "Dark", exact: true }).click();
  await expect(shown.locator("h1")).toHaveCSS("color", "rgb(240, 238, 235)");
  await ada.getByRole("button", { name: "Phone" }).click();
  await expect(ada.getByTitle("Preview of the email")).toHaveCSS("width", "360px");
  await expectAccessible(ada);

  // Nothing is saved, and nothing is lost by trying to leave.
  await ada.getByRole("link", { name: "Members" }).first().click();
  await ada.getByRole("button", { name: "Stay on this page" }).click();
  await expect(text).toHaveValue("We print <b>maps</b>.\nOn Mondays.");
  await ada.getByRole("button", { name: "Save look" }).click();
  await expect(ada.getByText("Look saved")).toBeVisible();

  const tom = await invitePerson(browser, ada, home);
  const letter = await readLetter(tom.page, tom.address);
  await expect(button(letter)).toHaveCSS("background-color", "rgb(255, 235, 59)");
  await expect(letter.getByText("We print <b>maps</b>.")).toBeVisible();
});

test("a logo is shown once its bytes were looked at; an SVG by any name is refused", async ({
  browser,
}) => {
  const { ada, company, home } = await openOrganization(browser, "Emblem");
  await openSettings(ada, home);
  const file = ada.getByTestId("logo-file");
  const words = /SVG files can't be used/;
  await file.setInputFiles({ name: "logo.svg", mimeType: "image/svg+xml", buffer: SVG });
  await expect(ada.getByText(words)).toBeVisible();
  await ada.getByLabel("Your own text").fill("Half a sen");
  await file.setInputFiles({
    name: "logo.png",
    mimeType: "image/png",
    buffer: Buffer.alloc(600_000),
  });
  await expect(ada.getByText(/larger than 512 kB/)).toBeVisible();
  await file.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: SVG });
  await expect(ada.getByText(words)).toBeVisible();
  await expect(preview(ada).locator("img")).toHaveCount(0);

  await file.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: LOGO });
  await expect(ada.getByText("Logo saved")).toBeVisible();
  await expect(ada.getByText(words)).toBeHidden();
  const logo = preview(ada).getByRole("img", { name: company });
  await expect.poll(() => logo.evaluate(isLoaded)).toBe(true);
  await expect(ada.getByLabel("Your own text")).toHaveValue("Half a sen");
  await expectAccessible(ada);

  const tom = await invitePerson(browser, ada, home);
  const letter = await readLetter(tom.page, tom.address);
  const mailed = letter.getByRole("img", { name: company });
  await expect.poll(() => mailed.evaluate(isLoaded)).toBe(true);
  const address = (await mailed.getAttribute("src")) ?? "";
  const served = await tom.page.request.get(address);
  expect(served.headers()["content-type"]).toBe("image/png");

  // Removed, it is gone from the storage too, and the name stands where it was.
  await ada.getByRole("button", { name: "Remove logo" }).click();
  await expect(ada.getByText("Logo removed")).toBeVisible();
  await expect(preview(ada).locator("img")).toHaveCount(0);
  expect((await tom.page.request.get(address)).status()).toBe(404);
});
