import { expect, test } from "vitest";
import { type Inviting, inviteRefusal, tidyDetails } from "./inviting";

const admin = { role: "admin", email: "admin@acme.test" } as const;
const maria = {
  email: "maria@example.com",
  role: "member",
  isMember: false,
  isInvited: false,
} as const;

test.each<[string, Partial<Inviting>, string | null]>([
  ["an admin invites a member", {}, null],
  [
    "an owner invites an owner",
    { inviter: { ...admin, role: "owner" }, invited: { ...maria, role: "owner" } },
    null,
  ],
  ["a member invites", { inviter: { ...admin, role: "member" } }, "not_allowed"],
  ["a viewer invites", { inviter: { ...admin, role: "viewer" } }, "not_allowed"],
  ["an admin invites an owner", { invited: { ...maria, role: "owner" } }, "cannot_invite_owner"],
  ["no address", { invited: { ...maria, email: "maria" } }, "bad_email"],
  ["oneself", { invited: { ...maria, email: "admin@acme.test" } }, "inviting_yourself"],
  ["a foreign domain", { allowedEmailDomains: ["acme.test"] }, "domain_not_allowed"],
  ["a member", { invited: { ...maria, isMember: true } }, "already_member"],
  ["an invited one", { invited: { ...maria, isInvited: true } }, "already_invited"],
  [
    "somebody who is both hears about the membership",
    { invited: { ...maria, isMember: true, isInvited: true } },
    "already_member",
  ],
  [
    "somebody without a right learns nothing about the address",
    { inviter: { ...admin, role: "viewer" }, invited: { ...maria, isMember: true } },
    "not_allowed",
  ],
])("%s", (_, changes, code) => {
  expect(inviteRefusal({ inviter: admin, invited: maria, ...changes })).toBe(code);
});

test("details are trimmed, and empty ones are absent", () => {
  expect(tidyDetails({ firstName: " Maria ", lastName: "", message: " \n " })).toEqual({
    firstName: "Maria",
  });
});

test.each([
  ["firstName", 100],
  ["lastName", 100],
  ["designation", 100],
  ["department", 100],
  ["message", 1000],
])("%s takes %d characters and not one more", (field, limit) => {
  expect(tidyDetails({ [field]: "x".repeat(limit) })).not.toBeNull();
  expect(tidyDetails({ [field]: "x".repeat(limit + 1) })).toBeNull();
});
