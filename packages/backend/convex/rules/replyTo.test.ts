import { expect, test } from "vitest";
import { replyToOf } from "./replyTo";

const replyToEmail = "answers@acme.example";
const adminContactEmail = "people@acme.example";
const proven = { email: "ada@acme.example", emailVerified: true };
const unproven = { email: "ada@acme.example", emailVerified: false };

test.each([
  ["the address set for answers, first", { replyToEmail, adminContactEmail }, proven, replyToEmail],
  ["the contact, when none is set", { adminContactEmail }, proven, adminContactEmail],
  [
    "the contact, when nobody is behind the letter",
    { adminContactEmail },
    undefined,
    adminContactEmail,
  ],
  ["the person, when the organization names nobody", {}, proven, proven.email],
  ["nobody, when the person has not proven their address", {}, unproven, undefined],
  [
    "the contact, whatever the person has proven",
    { adminContactEmail },
    unproven,
    adminContactEmail,
  ],
  ["nobody, when there is nobody", {}, undefined, undefined],
])("an answer goes to %s", (_, organization, person, expected) => {
  expect(replyToOf(organization, person)).toBe(expected);
});
