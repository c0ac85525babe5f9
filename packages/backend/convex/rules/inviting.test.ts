import { expect, test } from "vitest";
import { type Inviting, inviteRefusal, tidyDetails, wayOnFrom } from "./inviting";

const admin = { role: "admin", email: "admin@acme.test" } as const;
const maria = {
  email: "maria@example.com",
  role: "member",
  isMember: false,
  isInvited: false,
} as const;

test.each<[string, Partial<Inviting>, string | null]>([
  ["an admin may invite a member", {}, null],
  [
    "an owner may invite an owner",
    { inviter: { ...admin, role: "owner" }, invited: { ...maria, role: "owner" } },
    null,
  ],
  ["a member may not invite", { inviter: { ...admin, role: "member" } }, "not_allowed"],
  ["a viewer may not invite", { inviter: { ...admin, role: "viewer" } }, "not_allowed"],
  [
    "an admin may not invite an owner",
    { invited: { ...maria, role: "owner" } },
    "cannot_invite_owner",
  ],
  [
    "an incomplete address cannot be invited",
    { invited: { ...maria, email: "maria" } },
    "bad_email",
  ],
  [
    "an inviter cannot invite their own address",
    { invited: { ...maria, email: "admin@acme.test" } },
    "inviting_yourself",
  ],
  [
    "a domain that is not allowed cannot be invited",
    { allowedEmailDomains: ["acme.test"] },
    "domain_not_allowed",
  ],
  ["a member cannot be invited", { invited: { ...maria, isMember: true } }, "already_member"],
  [
    "an address with a live invitation cannot be invited",
    { invited: { ...maria, isInvited: true } },
    "already_invited",
  ],
  [
    "inviting a member with a live invitation is refused for the membership",
    { invited: { ...maria, isMember: true, isInvited: true } },
    "already_member",
  ],
  [
    "a viewer who invites a member learns nothing about the address",
    { inviter: { ...admin, role: "viewer" }, invited: { ...maria, isMember: true } },
    "not_allowed",
  ],
])("%s", (_, changes, code) => {
  expect(inviteRefusal({ inviter: admin, invited: maria, ...changes })).toBe(code);
});

test("an invitation's details are trimmed, and empty ones are absent", () => {
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
])("an invitation's %s takes %d characters and not one more", (field, limit) => {
  expect(tidyDetails({ [field]: "x".repeat(limit) })).not.toBeNull();
  expect(tidyDetails({ [field]: "x".repeat(limit + 1) })).toBeNull();
});

const live = { id: "live", role: "member" } as const;
const domains = ["acme.test"];

test.each<[string, Parameters<typeof wayOnFrom>, object]>([
  [
    "already invited names the live invitation to an admin",
    ["already_invited", { role: "admin", live }],
    { invitationId: "live" },
  ],
  [
    "already invited does not name an owner's invitation to an admin, who may not resend it",
    ["already_invited", { role: "admin", live: { ...live, role: "owner" } }],
    {},
  ],
  [
    "already invited names an owner's invitation to an owner",
    ["already_invited", { role: "owner", live: { ...live, role: "owner" } }],
    { invitationId: "live" },
  ],
  [
    "already a member names no invitation, though there is one",
    ["already_member", { role: "owner", live }],
    {},
  ],
  [
    "a domain that is not allowed names those that are to an admin",
    ["domain_not_allowed", { role: "admin", allowedEmailDomains: domains }],
    { allowedDomains: domains },
  ],
  [
    "a domain that is not allowed names none to who may not invite",
    ["domain_not_allowed", { role: "member", allowedEmailDomains: domains }],
    {},
  ],
  [
    "another refusal names no domains",
    ["cannot_invite_owner", { role: "admin", allowedEmailDomains: domains, live }],
    {},
  ],
  [
    "a bad address names the character that is in the way",
    ["bad_email", { role: "admin", email: "ma(ria@acme.test" }],
    { message: expect.stringContaining("“(”") },
  ],
  ["another refusal keeps its own words", ["already_invited", { role: "admin", email: "x" }], {}],
])("%s", (_, [code, facts], wayOn) => {
  expect(wayOnFrom(code, facts)).toEqual(wayOn);
});
