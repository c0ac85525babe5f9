import { expect, test } from "vitest";

import { rendered as render, samples } from "./samples";
import { type Mail, mailKinds } from "./templates";

/** Letters that would turn the sentence around them, and a mark that would do it to ours. */
const TURNING = "אקמה";

const OURS = /^(role|from|to|code|link|approveLink|denyLink|unsubscribeLink|contact)$/;

/** The sample with every text that a person chose in such letters; a number tells them apart. */
function turned(value: unknown, name = ""): unknown {
  if (typeof value === "string") {
    if (/^contact$|email$/i.test(name)) return "maria@xn--4dbi3a9a.example";
    return OURS.test(name) ? value : `${TURNING}\u202e`;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, turned(inner, key)]));
}

/** Every place where such letters stand, and what is right before them. */
function before(text: string): string[] {
  return [...text.matchAll(/[\u0590-\u05ff]+/g)].map(({ index }) =>
    text.slice(Math.max(0, index - 400), index),
  );
}

test.each(mailKinds)("in %s nothing that a person chose turns our words around", (kind) => {
  const sample = samples[kind];
  const props = turned(sample.props);
  const { subject, html, text } = render({ kind, props } as Mail);
  expect(`${subject}${html}${text}`).not.toMatch(/[\u202a-\u202e]/);
  const found = [...before(subject), ...before(html), ...before(text)];
  expect(found.length).toBeGreaterThan(0);
  for (const place of found) {
    // A line of a quote is a paragraph of its own.
    expect(place).toMatch(/(<bdi>|\u2068)(maria@)?$|dir="auto"[^>]*>$|\n> $/);
  }
});

test("in HTML an element isolates, and in the subject a mark", () => {
  const props = { ...samples.invitation.props, organizationName: TURNING };
  const { subject, html, text } = render({ kind: "invitation", props });
  expect(subject).toBe(`Ada Okafor invited you to join \u2068${TURNING}\u2069`);
  expect(html.slice(html.indexOf("<body"))).toContain(`Join <bdi>${TURNING}</bdi> as Admin`);
  expect(text).toContain(`Join \u2068${TURNING}\u2069 as Admin`);
});

test("a cut subject ends what it isolates", () => {
  const props = { ...samples.invitation.props, organizationName: "א".repeat(100) };
  expect(render({ kind: "invitation", props }).subject).toMatch(/…\u2069$/);
});

test("an address is shown as people write it, and linked as machines do", () => {
  const address = "maria@xn--bcher-kva.example";
  const invited = { ...samples.invitation.props, email: address };
  expect(render({ kind: "invitation", props: invited }).html).toContain("maria@bücher.example");
  const { html } = render({
    kind: "requestDenied",
    props: { ...samples.requestDenied.props, contact: address },
  });
  expect(html).toMatch(/href="mailto:maria@xn--bcher-kva.example"[^>]*>maria@bücher.example</);
});

test("a message of many lines keeps a mail readable", () => {
  const message = `a\n${"\n".repeat(900)}${"b\n".repeat(400)}`;
  const { html } = render({ kind: "invitation", props: { ...samples.invitation.props, message } });
  expect(html.split("<br/>").length).toBeLessThan(20);
  expect(html.split("b b").length).toBeGreaterThan(150);
});
