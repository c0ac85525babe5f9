import { describe, expect, test } from "vitest";
import type { Look } from "./components/look";
import { palette } from "./palette";
import { rendered, samples } from "./samples";
import { shownIn } from "./shown-in";
import { type Mail, mailKinds } from "./templates";

const url = "https://files.example/api/storage/4f1c";
const look = {
  organizationName: "Acme",
  accent: "#ffeb3b",
  logo: { url, width: 480, height: 120 },
  text: "Acme is a press for maps.\nWe meet on Mondays.",
} satisfies Look;

const withLook = (changed: Partial<Look> = {}, kind: Mail["kind"] = "invitation") =>
  rendered({ ...samples[kind], look: { ...look, ...changed } } as Mail);

describe.each(mailKinds)("%s with a look", (kind) => {
  const { html, text } = withLook({}, kind);

  test("loads the logo, once, and nothing else from anywhere", () => {
    expect(html.match(/<img/g)).toHaveLength(1);
    expect(html.match(/src="[^"]*"/g)).toEqual([`src="${url}"`]);
    expect(html).not.toMatch(/<link\b|@import|url\(|srcset|background=/);
    expect(text).not.toContain(url);
  });

  test("has the organization's own words in both parts", () => {
    const words = html.replace(/<a style="color:inherit;text-decoration:none">([^<]*)<\/a>/g, "$1");
    expect(words).toContain("Acme is a press for maps.<br/>We meet on Mondays.");
    expect(text).toContain("Acme is a press for maps.\nWe meet on Mondays.");
  });
});

test("the accent is the button's ground, in the light and in the dark", () => {
  const { html } = withLook();
  expect(html).toMatch(/<td [^>]*background-color:#ffeb3b[^>]*>/);
  const dark = html.slice(html.indexOf("prefers-color-scheme:dark"));
  expect(dark).toContain(".ground-button{background-color:#ffeb3b !important}");
  expect(dark).toContain(".text-onButton{color:#000000 !important}");
});

test("the logo has the organization's name for those who don't see it, and a size that holds its place", () => {
  const { html } = withLook();
  expect(html).toContain(`src="${url}" alt="Acme" width="200" height="50"`);
  // In the place of the mark, of which nothing is left.
  expect(html).not.toContain("border-top:7px solid transparent");
});

test.each([
  [{ width: 480, height: 120 }, 200, 50],
  [{ width: 512, height: 512 }, 56, 56],
  [{ width: 40, height: 20 }, 40, 20],
  [{ width: 16, height: 2048 }, 1, 56],
])("a logo of %o is shown %d wide and %d high", (size, width, height) => {
  const { html } = withLook({ logo: { url, ...size } });
  expect(html).toContain(`width="${width}" height="${height}"`);
});

test("a look of nothing is the product's own", () => {
  const bare = rendered({ ...samples.invitation, look: { organizationName: "Acme" } });
  expect(bare).toEqual(rendered(samples.invitation));
  expect(bare.html).toContain(palette.light.button);
});

test("what an organization wrote is escaped, and turns none of our words around", () => {
  const { html, text } = withLook({
    organizationName: `"><script>\u202e`,
    text: `<img src=x onerror=alert(1)> & \u202eאקמה`,
  });
  expect(html).not.toMatch(/<script|<img src=x/);
  expect(html.match(/<img/g)).toHaveLength(1);
  expect(html).toContain("&lt;img src=x onerror=alert(1)&gt; &amp; אקמה");
  expect(`${html}${text}`).not.toMatch(/[\u202a-\u202e]/);
  expect(text).toContain("<img src=x onerror=alert(1)> & אקמה");
});

test("a preview shows either side, whatever its reader prefers", () => {
  const { html } = withLook();
  expect(shownIn("dark", html)).toContain("@media all{.ground-paper");
  expect(shownIn("light", html)).toContain("@media not all{.ground-paper");
});

test("no mail program makes a link of the organization's words, and they are whole in the text", () => {
  const { html, text } = withLook({ text: "We are acme.\nMore on acme-login.app\nBye" });
  const line = '<a style="color:inherit;text-decoration:none">More on acme-login.app</a>';
  expect(html).toContain(`${line}<br/>Bye`);
  expect(text).toContain("More on acme-login.app\nBye");
  expect(`${html}${text}`).not.toMatch(/[\ufdd0\ufdd1]/);
});
