import { expect, test } from "vitest";
import { readResendEvent } from "./resendEvent";

const NOW = Date.parse("2026-11-20T09:00:00Z");
const CREATED = "2026-11-20T08:59:58.000Z";

const event = (type: string, data: object = {}) => ({
  type,
  created_at: CREATED,
  data: { email_id: "re_1", tags: { mail: "m1" }, to: ["maria@example.org"], ...data },
});

test.each([
  ["email.sent", { state: "sent" }],
  ["email.delivered", { state: "delivered" }],
  ["email.delivery_delayed", { state: "delayed" }],
  ["email.complained", { state: "complained" }],
  ["email.failed", { state: "failed", reason: "Our mail provider couldn't send this message." }],
  [
    "email.suppressed",
    {
      state: "bounced",
      isPermanent: true,
      reason: "Earlier email to this address came back, so it isn't tried again.",
    },
  ],
])("%s is read", (type, fate) => {
  expect(readResendEvent(event(type), NOW)).toEqual({
    mailTag: "m1",
    providerId: "re_1",
    fate: { ...fate, at: Date.parse(CREATED) },
  });
});

test.each([
  ["Permanent", "NoEmail", true, "This address doesn't exist."],
  ["Transient", "MailboxFull", false, "Their mailbox is full."],
  ["Undetermined", undefined, false, "Their mail server didn't accept the message this time."],
  [undefined, undefined, false, "Their mail server didn't accept the message this time."],
])("a bounce of type %s and subtype %s is for good: %s", (type, subType, isPermanent, reason) => {
  const bounced = event("email.bounced", {
    bounce: { type, subType, message: "550 5.1.1 <maria@example.org> https://evil.example" },
  });
  expect(readResendEvent(bounced, NOW)?.fate).toMatchObject({ isPermanent, reason });
});

test("the tag is read from names with values and from a list of pairs", () => {
  const pairs = event("email.delivered", { tags: [{ name: "mail", value: "m2" }] });
  expect(readResendEvent(pairs, NOW)?.mailTag).toBe("m2");
});

test("a moment that is to come, or none, is now", () => {
  const ahead = { ...event("email.delivered"), created_at: "2030-01-01T00:00:00Z" };
  expect(readResendEvent(ahead, NOW)?.fate.at).toBe(NOW);
  expect(readResendEvent({ ...ahead, created_at: 5 }, NOW)?.fate.at).toBe(NOW);
});

test.each([
  ["an opened letter", event("email.opened")],
  ["a contact", { type: "contact.created", created_at: CREATED, data: { id: "c" } }],
  ["a type to come", event("email.frozen")],
  ["no data", { type: "email.delivered" }],
  ["a list", []],
  ["null", null],
  ["a number", 7],
])("%s says nothing about the way of a letter", (_, said) => {
  expect(readResendEvent(said, NOW)).toBeNull();
});

test("tags of another shape are no tag", () => {
  for (const tags of [null, "mail", 5, [null, 3], { mail: 9 }]) {
    expect(readResendEvent(event("email.delivered", { tags }), NOW)).toMatchObject({
      mailTag: undefined,
    });
  }
});
