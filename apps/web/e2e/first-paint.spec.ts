import { expireInvitation, invitePerson, openOrganization } from "./people.ts";
import { expect, test } from "./test.ts";

/** A reader whose browser speaks another language than the page, half a day away from the server. */
const GERMAN = { locale: "de-DE", timezoneId: "Pacific/Auckland" };

declare global {
  interface Window {
    framesWithSkeletons: number;
  }
}

test("each console page is first painted with its rows, and hydrates without an error", async ({
  browser,
}) => {
  const { ada, adasAddress, home } = await openOrganization(browser, "Slate", GERMAN);
  const tom = await invitePerson(browser, ada, home);
  await expireInvitation(tom.link);
  await tom.page.goto(tom.link);
  await tom.page.getByRole("button", { name: "Request New Invitation" }).click();
  await expect(tom.page.getByRole("heading", { name: "Request Submitted" })).toBeVisible();
  const lena = await invitePerson(browser, ada, home);

  await ada.addInitScript(() => {
    window.framesWithSkeletons = 0;
    const look = () => {
      // What comes when it is scrolled to has its place held below what is seen.
      const isSeen = [...document.querySelectorAll("main [data-slot=skeleton]")].some(
        (skeleton) => skeleton.getBoundingClientRect().top < window.innerHeight,
      );
      if (isSeen) window.framesWithSkeletons++;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const errors: string[] = [];
  ada.on("console", (line) => (line.type() === "error" ? errors.push(line.text()) : undefined));
  ada.on("pageerror", (error) => errors.push(error.message));
  for (const [path, rows] of [
    ["", [adasAddress, lena.address, "for a new invitation"]],
    ["/invitations", [tom.address, lena.address]],
    ["/invitations?status=pending", [lena.address]],
    [`/invitations?search=${lena.address.slice(0, 10)}`, [lena.address]],
    ["/requests", [tom.address]],
    ["/members", [adasAddress]],
    ["/settings", ['value="7"']],
  ] as const) {
    const html = await (await ada.profile.request.get(new URL(home + path, ada.url()).href)).text();
    // Without its scripts, which bring the rows along as data too, and the places where an address may break.
    const painted = html.replaceAll(/<script\b.*?<\/script>|<!--.*?-->|<wbr\/?>/gs, "");
    expect(
      rows.filter((row) => !painted.includes(row)),
      `missing in the first paint of ${path}`,
    ).toEqual([]);
    await ada.goto(home + path, { waitUntil: "networkidle" });
    const frames = await ada.evaluate(() => window.framesWithSkeletons);
    expect(frames, `frames of ${path} that showed a skeleton`).toBe(0);
  }
  expect(errors).toEqual([]);
  // The settings are open: their dates speak the language of their sentences.
  await expect(
    ada.getByText(/Links sent today expire on [A-Z][a-z]+day, [A-Z][a-z]+ \d+\./),
  ).toBeVisible();
});
