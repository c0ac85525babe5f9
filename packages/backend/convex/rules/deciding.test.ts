import { describe, expect, test } from "vitest";
import { type Approval, approvalRefusal, UNDO_SECONDS, undoUntil } from "./deciding";
import { SECOND } from "./time";

describe("approval", () => {
  const approval: Approval = {
    decider: { role: "admin" },
    invited: { email: "maria@example.com", role: "member", isMember: false, isInvited: false },
  };
  const { invited } = approval;
  test.each<[string, Partial<Approval>, string | null]>([
    ["an admin may approve an invitation to be a member", {}, null],
    [
      "an admin may not approve an invitation to be an owner",
      { invited: { ...invited, role: "owner" } },
      "cannot_invite_owner",
    ],
    [
      "an owner may approve an invitation to be an owner",
      { decider: { role: "owner" }, invited: { ...invited, role: "owner" } },
      null,
    ],
    [
      "an approval is refused for a domain that is not allowed any more",
      { allowedEmailDomains: ["acme.test"] },
      "domain_not_allowed",
    ],
    [
      "an approval is refused for an invitee who is a member",
      { invited: { ...invited, isMember: true } },
      "already_member",
    ],
    [
      "an approval is refused for an invitee with a live invitation",
      { invited: { ...invited, isInvited: true } },
      "already_invited",
    ],
  ])("%s", (_, changes, code) => {
    expect(approvalRefusal({ ...approval, ...changes })).toBe(code);
  });
});

describe("undo", () => {
  const decided = { status: "approved", processedAt: 1000, processedBy: { id: "ada" } } as const;
  test.each([
    ["the admin who decided may undo for some seconds", decided, 1000 + UNDO_SECONDS * SECOND],
    [
      "an admin may not undo another admin's decision",
      { ...decided, processedBy: { id: "bruno" } },
      undefined,
    ],
    [
      "a decision that no admin made cannot be undone",
      { ...decided, processedBy: undefined },
      undefined,
    ],
    ["a pending request has no decision to undo", { status: "pending" as const }, undefined],
  ])("%s", (_, request, until) => {
    expect(undoUntil(request, "ada")).toBe(until);
  });
});
