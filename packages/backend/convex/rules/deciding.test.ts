import { describe, expect, test } from "vitest";
import { type Approval, approvalRefusal, UNDO_SECONDS, undoUntil } from "./deciding";
import { SECOND } from "./time";

describe("an approval", () => {
  const approval: Approval = {
    decider: { role: "admin" },
    invited: { email: "maria@example.com", role: "member", isMember: false, isInvited: false },
  };
  const { invited } = approval;
  test.each<[string, Partial<Approval>, string | null]>([
    ["may go ahead", {}, null],
    [
      "by an admin makes no owner",
      { invited: { ...invited, role: "owner" } },
      "cannot_invite_owner",
    ],
    [
      "by an owner does",
      { decider: { role: "owner" }, invited: { ...invited, role: "owner" } },
      null,
    ],
    ["needs a domain of today", { allowedEmailDomains: ["acme.test"] }, "domain_not_allowed"],
    ["is for nobody inside", { invited: { ...invited, isMember: true } }, "already_member"],
    ["makes no second live one", { invited: { ...invited, isInvited: true } }, "already_invited"],
  ])("%s", (_, changes, code) => {
    expect(approvalRefusal({ ...approval, ...changes })).toBe(code);
  });
});

describe("undoing", () => {
  const decided = { status: "approved", processedAt: 1000, processedBy: { id: "ada" } } as const;
  test.each([
    ["is for whoever decided, for some seconds", decided, 1000 + UNDO_SECONDS * SECOND],
    ["is not for others", { ...decided, processedBy: { id: "bruno" } }, undefined],
    ["is not for what nobody decided", { ...decided, processedBy: undefined }, undefined],
    ["is not for a pending one", { status: "pending" as const }, undefined],
  ])("%s", (_, request, until) => {
    expect(undoUntil(request, "ada")).toBe(until);
  });
});
