import { describe, expect, test } from "vitest";
import type { Look } from "./components/look";
import { rendered, samples } from "./samples";
import { type Mail, mailKinds } from "./templates";

/** What each mail keeps to wherever it is read, whoever it is about. */

const OURS = /^(role|from|to|code|link|approveLink|denyLink)$/;

/** The sample with every text that a person chose replaced. */
function withTexts(kind: (typeof mailKinds)[number], text: string): Mail {
  const replaced = (value: unknown, name = ""): unknown => {
    if (typeof value === "string") return OURS.test(name) ? value : text;
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, replaced(inner, key)]),
    );
  };
  return { kind, props: replaced(samples[kind].props) } as Mail;
}

const bodyOf = (html: string) => html.slice(html.indexOf("<body"));
const withoutPreview = (html: string) =>
  html.replace(/<div style="display:none.*?<\/div><\/div>/s, "");
/** As Word reads it, and as everything else does. */
const inOutlook = (html: string) => html.replace(/<!--\[if mso\]>(.*?)<!\[endif\]-->/gs, "$1");
const elsewhere = (html: string) => html.replace(/<!--.*?-->/gs, "");

/** What is open when the markup ends, and every end that nothing was open for. */
function unbalanced(html: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, end, name = "", attributes = ""] of html.matchAll(
    /<(\/?)([a-z][\w:]*)([^>]*)>/gi,
  )) {
    if (/^(br|meta|hr|img)$/.test(name) || attributes.endsWith("/")) continue;
    if (!end) open.push(name);
    else if (open.pop() !== name) wrong.push(name);
  }
  return [...open, ...wrong];
}

const HOSTILE = [
  "Ada ".repeat(200),
  "🚪".repeat(300),
  `א${"ב ".repeat(200)}`,
  `Ada\r\nBcc: all@example.org\r\n\r\n${"x".repeat(300)}`,
  `${"m".repeat(100)}\u202e${"n".repeat(100)}`,
];

describe.each(mailKinds)("%s", (kind) => {
  const { subject, html, text } = rendered(samples[kind] as Mail);

  test.each(HOSTILE)("has a subject of one line and 120 characters at most: %#", (name) => {
    const hostile = rendered(withTexts(kind, name)).subject;
    expect([...hostile].length).toBeLessThanOrEqual(120);
    expect(hostile).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\ufdd0\ufdd1]/u);
    expect(hostile).not.toMatch(/token|[0-9a-f]{64}|\b\d{6}\b/);
  });

  test("has a preview text that says more than the subject and fits an inbox", () => {
    const preview = /data-skip-in-text="true">([^<]*)</.exec(html)?.[1] ?? "";
    expect(preview.length).toBeGreaterThanOrEqual(30);
    expect(preview.length).toBeLessThanOrEqual(90);
    expect(preview).not.toBe(subject);
  });

  test("says of every moment how far off it is", () => {
    const moments = [...withoutPreview(bodyOf(html)).matchAll(/\d\d:\d\d UTC(.{0,60})/g)];
    for (const [, after] of moments) {
      expect(after).toMatch(/^ <span style="white-space:nowrap">\((in .*|.* ago|just now)\)/);
    }
    const inText = [...text.matchAll(/\d\d:\d\d UTC(.{0,10})/g)];
    expect(inText).toHaveLength(moments.length);
    for (const [, after] of inText) expect(after).toMatch(/^ \((in |just now|\d+ )/);
  });

  test.each(["acme.example", "https://acme.example/pay", "@acme", "M.de Vries", "+1 555 010 4477"])(
    "makes no link of somebody who is called %s",
    (name) => {
      const body = withoutPreview(bodyOf(rendered(withTexts(kind, name)).html));
      const places = [...body.matchAll(/>([^<]*)</g)].filter(([, words]) => words?.includes(name));
      expect(places.length).toBeGreaterThan(0);
      for (const { index } of places) {
        // Words of their own are a quote, and the contact is written to by a link of ours.
        expect(body.slice(0, index + 1)).toMatch(
          /<a style="color:inherit;text-decoration:none">$|dir="auto"[^>]*>$|<a href="mailto:[^>]*>$/,
        );
      }
    },
  );

  test("has no mark of ours left in it", () => {
    const { html: marked, text: plain } = rendered(withTexts(kind, "acme.example"));
    expect(`${marked}${plain}`).not.toMatch(/[\ufdd0\ufdd1]/);
  });
});

const LOOK: Look = {
  organizationName: "Acme",
  accent: "#8a1c4a",
  logo: { url: "https://files.acme.test/logo", width: 800, height: 100 },
  text: "Acme makes doors.\nNever windows.",
};

const dressed = mailKinds.flatMap((kind) => [
  { kind, name: kind, look: undefined },
  { kind, name: `${kind} in an organization's look`, look: LOOK },
]);

describe.each(dressed)("$name", ({ kind, look }) => {
  const { html } = rendered({ ...samples[kind], look } as Mail);

  test("is 440 px wide in Outlook for Windows, and its markup ends there as it does elsewhere", () => {
    expect(bodyOf(html)).toMatch(
      /<!--\[if mso\]><\/div><table role="presentation" align="center" width="440"/,
    );
    expect(unbalanced(inOutlook(html))).toEqual([]);
    expect(unbalanced(elsewhere(html))).toEqual([]);
  });

  test("gives room and ground to cells, because Outlook gives tables none", () => {
    expect(bodyOf(html)).not.toMatch(/<table[^>]*style="[^"]*(padding|background)/);
  });

  test("needs no more than 320 px", () => {
    const body = elsewhere(bodyOf(html)).replace(/max-width:\d+px/g, "");
    const fixed = [...body.matchAll(/width(?::|=")(\d+)(?!\d|%)/g)].map(([, px]) => Number(px));
    expect(Math.max(...fixed)).toBeLessThanOrEqual(320 - 2 * (16 + 24));
  });

  test("looks the same in light without its stylesheet", () => {
    const inlined = {
      ground: "background-color",
      text: "color",
      border: "border-color",
      edge: "border-left-color",
    };
    for (const [, classes = "", style = ""] of bodyOf(html).matchAll(
      /class="([^"]*)"[^>]*style="([^"]*)"/g,
    )) {
      for (const name of classes.split(" ").filter((part) => part !== "page")) {
        const property = inlined[name.split("-")[0] as keyof typeof inlined];
        expect(`;${style}`).toContain(`;${property}:#`);
      }
    }
  });

  test("has words for every image", () => {
    const images = html.match(/<img[^>]*>/g) ?? [];
    expect(images).toHaveLength(look ? 1 : 0);
    for (const image of images) expect(image).toMatch(/alt="[^"]+"/);
  });
});
