import { describe, expect, test } from "vitest";

import { rendered as render, samples } from "./samples";
import type { Mail } from "./templates";
import { momentInWords, nameOrAddress, seenFrom, subjectLine } from "./words";

const kinds = Object.keys(samples) as Mail["kind"][];
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const token = "0f3a9c51".repeat(8);

/** The preview text, which stands in the HTML where no reader sees it. */
function previewOf(html: string): string | undefined {
  return /data-skip-in-text="true">([^<]*)</.exec(html)?.[1];
}

describe.each(kinds)("%s", (kind) => {
  const { subject, html, text } = render(samples[kind]);

  test("has a subject, an HTML part and a text part", () => {
    expect(subject).not.toBe("");
    expect(html).toMatch(/^<!DOCTYPE html PUBLIC/);
    expect(html).toContain('lang="en"');
    expect(text.trim()).not.toBe("");
    expect(text).not.toMatch(/<[a-z]/i);
  });

  test("has a preview text that the text part leaves out", () => {
    const preview = previewOf(html);
    expect(preview?.length).toBeGreaterThan(15);
    expect(text).not.toContain(preview);
  });

  test("keeps tokens and codes out of the subject and the preview", () => {
    const props = samples[kind].props;
    const secrets = [token, "code" in props ? props.code : "token="];
    for (const secret of secrets) {
      expect(subject).not.toContain(secret);
      expect(previewOf(html)).not.toContain(secret);
    }
  });

  test("tells clients that it has a light and a dark side", () => {
    expect(html).toContain('<meta name="color-scheme" content="light dark"/>');
    expect(html).toContain("@media (prefers-color-scheme:dark)");
  });

  test("loads nothing from anywhere", () => {
    expect(html).not.toMatch(/<img|<link\b|@import|url\(|src=/);
  });
});

describe.each([
  "invitation",
  "reminder",
  "invitationAccepted",
  "invitationDeclined",
  "reInvitation",
  "requestApproved",
  "roleChanged",
  "couldNotDeliver",
  "newDevice",
] as const)("%s", (kind) => {
  const { link } = samples[kind].props;

  test("carries its link on the button, as visible text, and once in the text part", () => {
    const { html, text } = render(samples[kind]);
    const inHtml = link.replaceAll("&", "&amp;");
    expect(html.split(`href="${inHtml}"`)).toHaveLength(3);
    expect(html).toContain(`>${inHtml}</a>`);
    expect(text.split(link)).toHaveLength(2);
  });
});

test("an invitation says who, what, for whom, as what and until when, in both parts", () => {
  const { subject, html, text } = render(samples.invitation);
  expect(subject).toBe("Ada Okafor invited you to join Acme");
  for (const part of [html, text]) {
    expect(part).toContain("Join Acme as Admin");
    expect(part).toContain("Ada Okafor invited you.");
    expect(part).toContain("Can invite people, approve requests, and manage members and settings.");
    expect(part).toContain("maria.sousa@example.org");
    expect(part).toContain("Friday, November 27, 2026, 14:05 UTC");
    expect(part).toContain("ask for a new invitation");
    expect(part).toContain("expect this? You can ignore it.");
  }
  expect(text).toContain(
    "> Hello Maria, we start with the spring catalogue on Monday.\n> The drafts",
  );
});

test.each(["invitation", "reInvitation", "reminder", "requestApproved"] as const)(
  "%s shows its inviter's proven address beside the name, as people write it and linked to nothing",
  (kind) => {
    const { props } = samples[kind];
    const inviterEmail = "ada@xn--bcher-kva.example";
    const { html, text } = render({ kind, props: { ...props, inviterEmail } });
    expect(text).toContain(`Invited by\n${props.inviterName}\nada@bücher.example`);
    // Mail programs link what looks like an address, but nothing inside a link.
    expect(html).toMatch(/<a style="[^"]*">ada@bücher\.example<\/a>/);
    expect(html).not.toContain("mailto:");
    const unproven = render({ kind, props: { ...props, inviterEmail: undefined } });
    expect(unproven.html).not.toContain("@acme");
  },
);

test("an invitation without a message has no empty quote", () => {
  const props = { ...samples.invitation.props, message: "  " };
  expect(render({ kind: "invitation", props }).html).not.toContain("<blockquote");
});

test("a reminder says until when and that it is the only one", () => {
  const { subject, text } = render(samples.reminder);
  expect(subject).toBe("Your invitation to Acme expires soon");
  expect(text).toContain("Friday, November 27, 2026, 14:05 UTC");
  expect(text).toContain("only reminder");
});

test("the inviter hears who joined, as what and when", () => {
  const { subject, text } = render(samples.invitationAccepted);
  expect(subject).toBe("Maria Sousa joined Acme");
  expect(text).toContain("Saturday, November 21, 2026, 09:40 UTC");
  expect(text).toContain("Member");
});

test("a code stands alone on its line in the text part", () => {
  expect(render(samples.verificationCode).text).toContain("\n\n418302\n\n");
});

test("a code of a sign-up says which one it is of: others may have begun with the same address", () => {
  const props = { ...samples.verificationCode.props, organizationName: undefined };
  const signUp = { beganAt: Date.UTC(2026, 10, 20, 14, 5), browser: "Firefox on Linux" };
  const { subject, text } = render({ kind: "verificationCode", props: { ...props, signUp } });
  expect(subject).toBe("Your code to create your account");
  const words = text.replaceAll(/[\u2066-\u2069]/g, "").replaceAll(/\s+/g, " ");
  expect(words).toContain("began on Friday, November 20, 2026, 14:05 UTC, in Firefox on Linux.");
});

test("a request says which one it is of how many", () => {
  expect(render(samples.requestReceived).text).toContain("Request 1 of 3");
});

test("a request can be approved or denied by a link each, which only asks", () => {
  const { html, text } = render(samples.requestReceived);
  const links = Object.values(samples.requestReceived.props.answer ?? {});
  expect(links).toHaveLength(2);
  for (const link of links) {
    expect(html.split(`href="${link.replaceAll("&", "&amp;")}"`)).toHaveLength(3);
    expect(text.split(link)).toHaveLength(2);
  }
  expect(text).toContain("doesn't decide anything yet");
});

test("a request tells a contact who may not answer it who does, without a link", () => {
  const { kind, props } = samples.requestReceived;
  const { html, text } = render({
    kind,
    props: { ...props, answer: undefined, unsubscribeLink: undefined },
  });
  expect(html).not.toContain("href=");
  expect(text).not.toMatch(/you can approve|Approve|Deny/);
  expect(text).toContain("Its owners and admins answer requests");
});

test("a re-invitation says that the earlier one had expired, and who invited", () => {
  const { subject, text } = render(samples.reInvitation);
  expect(subject).toBe("Your new invitation to Acme");
  expect(text).toContain("Your earlier invitation expired");
  expect(text).toContain("Ada Okafor");
  expect(text).toContain("Friday, December 4, 2026, 14:05 UTC");
});

test("an approval says who approved, as what and until when", () => {
  const { subject, text } = render(samples.requestApproved);
  expect(subject).toBe("Your request to join Acme was approved");
  expect(text).toContain("Bruno Lima sent you a new invitation to Acme.");
  expect(text).toContain("Sunday, December 6, 2026, 09:30 UTC");
});

test("a denial carries its reason, whether asking again is possible, and whom to write to", () => {
  const { subject, html, text } = render(samples.requestDenied);
  expect(subject).toBe("Your request to join Acme was denied");
  expect(text).toContain("> The project has ended.");
  expect(text).toContain("you can ask again with the expired link");
  expect(html).toContain('href="mailto:people@acme.test"');
  const props = {
    ...samples.requestDenied.props,
    reason: " ",
    canAskAgain: false,
    contact: undefined,
  };
  const bare = render({ kind: "requestDenied", props });
  expect(bare.html).not.toMatch(/<blockquote|mailto:/);
  expect(bare.text).not.toContain("ask again");
});

test("a revocation says what is over and whom to write to, and not why", () => {
  const { subject, text } = render(samples.revoked);
  expect(subject).toBe("Your invitation to Acme was revoked");
  expect(text).toContain("Its links no longer work");
  expect(text).toContain("You can write to Acme at people@acme.test");
  const props = { ...samples.revoked.props, contact: undefined };
  expect(render({ kind: "revoked", props }).text).not.toContain("write to");
});

test("a change of role says by whom, from what to what, and what that allows now", () => {
  const { subject, text } = render(samples.roleChanged);
  expect(subject).toBe("Your role in Acme is now Admin");
  expect(text).toContain("Your role\nAdmin\nCan invite people, approve requests");
  expect(text).toContain("Before\nMember\n");
  expect(text).toContain("By\nAda Okafor\nada.okafor@acme.example");
});

test("a removal says from which organization and by whom", () => {
  const { subject, text } = render(samples.removed);
  expect(subject).toBe("You were removed from Acme");
  expect(text).toContain("Ada Okafor ended your membership.");
  expect(text).toContain("By\nAda Okafor\nada.okafor@acme.example");
  expect(text).toContain("Your account stays");
});

test("what couldn't be delivered names the address, the reason, and what to do next", () => {
  const { subject, text } = render(samples.couldNotDeliver);
  expect(subject).toBe("Your invitation to Maria Sousa couldn't be delivered");
  expect(text).toContain("Address\nmaria.sousa@exmaple.org");
  expect(text).toContain("Reason\nThis address doesn't exist.");
  expect(text).toContain("Correct it on the invitations page");
  expect(text).toContain("Copy the invitation's link");
});

test("what we couldn't send asks nobody to check the address", () => {
  const props = { ...samples.couldNotDeliver.props, isAddressFine: true };
  const { html, text } = render({ kind: "couldNotDeliver", props });
  expect(text).toContain("Copy the invitation's link on the invitations page");
  expect(text).toContain("resend the invitation later");
  expect(html).not.toMatch(/mistyped|[Cc]heck the address/);
});

test("what people wrote is escaped in the HTML and whole in the text", () => {
  const message = `<img src=x onerror=alert(1)> & "friends" <script>alert(1)</script>`;
  const { html, text } = render({
    kind: "invitation",
    props: {
      ...samples.invitation.props,
      message,
      inviterName: "<b>Ada</b>",
      organizationName: "R&D </style><i>",
    },
  });
  expect(html).not.toMatch(/<img|<script|<b>|<i>/);
  expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  const stylesheets = render(samples.invitation).html.split("</style>").length;
  expect(html.split("</style>")).toHaveLength(stylesheets);
  expect(text).toContain(`> ${message}`);
  expect(text).toContain("Join R&D </style><i> as Admin");
});

test("a name with line breaks cannot start another header", () => {
  const props = { ...samples.invitation.props, inviterName: "Ada\r\nBcc: all@example.org" };
  expect(render({ kind: "invitation", props }).subject).toBe(
    "Ada Bcc: all@example.org invited you to join Acme",
  );
});

test("a subject is cut at 120 characters, never inside one", () => {
  const subject = subjectLine(`${"🚪".repeat(200)} invited you`);
  expect([...subject]).toHaveLength(120);
  expect(subject.endsWith("🚪…")).toBe(true);
});

test("the same props make the same mail", () => {
  expect(render(samples.invitation)).toEqual(render(samples.invitation));
});

test.each([
  [Date.UTC(2026, 0, 1, 0, 0), "Thursday, January 1, 2026, 00:00 UTC"],
  [Date.UTC(2028, 1, 29, 23, 59, 59), "Tuesday, February 29, 2028, 23:59 UTC"],
])("%d is an exact date in UTC", (at, words) => {
  expect(momentInWords(at)).toBe(words);
});

test.each([
  [-30 * DAY, "30 days ago"],
  [-42 * HOUR, "42 hours ago"],
  [-HOUR, "1 hour ago"],
  [-90 * SECOND, "1 minute ago"],
  [-29 * SECOND, "just now"],
  [0, "just now"],
  [29 * SECOND, "in less than a minute"],
  [10 * MINUTE - SECOND, "in 10 minutes"],
  [HOUR - SECOND, "in 1 hour"],
  [24 * HOUR - 2 * SECOND, "in 24 hours"],
  [7 * DAY - 2 * SECOND, "in 7 days"],
])("a moment %d ms away is %s", (away, words) => {
  const now = Date.UTC(2026, 10, 20, 14, 5);
  expect(seenFrom(now, now + away)).toBe(words);
});

test.each([
  [{ name: "Maria", email: "m@example.org" }, "Maria"],
  [{ name: " ", email: "m@example.org" }, "m@example.org"],
  [{ email: "m@example.org" }, "m@example.org"],
])("%o is called %s", (person, called) => {
  expect(nameOrAddress(person)).toBe(called);
});

test("a sign-in on a new device says when, with which browser and what to do, and names neither in its subject", () => {
  const { subject, html, text } = render(samples.newDevice);
  expect(subject).toBe("New sign-in to your account");
  for (const part of [html, text]) {
    expect(part).toContain("Saturday, November 21, 2026, 09:40 UTC");
    expect(part).toContain("Firefox on Windows");
    expect(part).toContain("maria.sousa@example.org");
    expect(part).toContain("someone else knows your password. Choose a new one");
    expect(part).toContain("signs out every device");
  }
  const { kind, props } = samples.newDevice;
  const unknown = render({ kind, props: { ...props, browser: "an unknown browser" } });
  expect(unknown.text).toContain("\nAn unknown browser\n");
});
