import { describe, expect, test } from "vitest";
import {
  canInviteAgain,
  copyRefusal,
  isUndone,
  resendRefusal,
  revokeRefusal,
  undoRefusal,
} from "./resending";

const invited = { email: "maria@example.com", role: "member", status: "pending" } as const;
const toOwner = { ...invited, role: "owner" } as const;

describe("resending", () => {
  test.each([
    ["an owner may resend an invitation", "owner", invited, undefined, null],
    ["an admin may resend an invitation", "admin", invited, undefined, null],
    ["a member may not resend an invitation", "member", invited, undefined, "not_allowed"],
    ["a viewer may not resend an invitation", "viewer", invited, undefined, "not_allowed"],
    [
      "an admin may not resend an invitation to be an owner",
      "admin",
      toOwner,
      undefined,
      "cannot_invite_owner",
    ],
    ["an owner may resend an invitation to be an owner", "owner", toOwner, undefined, null],
    [
      "an expired invitation can be resent",
      "admin",
      { ...invited, status: "expired" },
      undefined,
      null,
    ],
    [
      "an accepted invitation cannot be resent",
      "admin",
      { ...invited, status: "accepted" },
      undefined,
      "not_resendable",
    ],
    [
      "a declined invitation cannot be resent",
      "admin",
      { ...invited, status: "rejected" },
      undefined,
      "not_resendable",
    ],
    [
      "a revoked invitation cannot be resent",
      "admin",
      { ...invited, status: "canceled" },
      undefined,
      "not_resendable",
    ],
    ["an invitation to an allowed domain can be resent", "admin", invited, ["example.com"], null],
    [
      "an invitation to a domain that is not allowed cannot be resent",
      "admin",
      invited,
      ["example.org"],
      "domain_not_allowed",
    ],
  ] as const)("%s", (_, role, invitation, domains, refusal) => {
    expect(resendRefusal(role, invitation, domains)).toBe(refusal);
  });
});

describe("copying", () => {
  test.each([
    ["an owner may copy an invitation's link", "owner", invited, undefined, null],
    ["an admin may copy an invitation's link", "admin", invited, undefined, null],
    ["a member may not copy an invitation's link", "member", invited, undefined, "not_allowed"],
    [
      "an admin may not copy the link of an invitation to be an owner",
      "admin",
      toOwner,
      undefined,
      "cannot_invite_owner",
    ],
    [
      "an expired invitation's link cannot be copied",
      "admin",
      { ...invited, status: "expired" },
      undefined,
      "not_copyable",
    ],
    [
      "an accepted invitation's link cannot be copied",
      "admin",
      { ...invited, status: "accepted" },
      undefined,
      "not_copyable",
    ],
    [
      "a declined invitation's link cannot be copied",
      "admin",
      { ...invited, status: "rejected" },
      undefined,
      "not_copyable",
    ],
    [
      "a revoked invitation's link cannot be copied",
      "admin",
      { ...invited, status: "canceled" },
      undefined,
      "not_copyable",
    ],
    [
      "the link of an invitation to an allowed domain can be copied",
      "admin",
      invited,
      ["example.com"],
      null,
    ],
    [
      "the link of an invitation to a domain that is not allowed cannot be copied",
      "admin",
      invited,
      ["example.org"],
      "domain_not_allowed",
    ],
  ] as const)("%s", (_, role, invitation, domains, refusal) => {
    expect(copyRefusal(role, invitation, domains)).toBe(refusal);
  });
});

describe("revoking", () => {
  test.each([
    ["an owner may revoke an invitation", "owner", "pending", null],
    ["an admin may revoke an invitation", "admin", "pending", null],
    ["a member may not revoke an invitation", "member", "pending", "not_allowed"],
    ["an expired invitation can be revoked", "admin", "expired", null],
    ["an accepted invitation cannot be revoked", "admin", "accepted", "not_revocable"],
    ["a declined invitation cannot be revoked", "admin", "rejected", "not_revocable"],
    ["a revoked invitation cannot be revoked again", "admin", "canceled", "not_revocable"],
  ] as const)("%s", (_, role, status, refusal) => {
    expect(revokeRefusal(role, { status })).toBe(refusal);
  });
});

test.each([
  ["its mail waits", "admin", "pending", 10, null],
  ["its mail did not wait", "owner", "pending", undefined, "undo_too_late"],
  ["it was accepted meanwhile", "owner", "accepted", 10, "undo_too_late"],
  ["it was revoked meanwhile", "owner", "canceled", 10, "undo_too_late"],
  ["a member may not", "member", "pending", 10, "not_allowed"],
] as const)("undoing an invitation when %s", (_, role, status, leavesAt, refusal) => {
  expect(undoRefusal(role, { status, ...(leavesAt && { leavesAt }) })).toBe(refusal);
});

const approved = { source: "request", decidedAt: 1, lastSentAt: 2 } as const;
const withdrawn = { status: "canceled", source: "request" } as const;

test.each([
  ["an approval that was taken back before its mail left", withdrawn, true],
  ["an approval that was revoked once its mail had left", { ...withdrawn, lastSentAt: 2 }, false],
  ["an approval that somebody revoked", { ...withdrawn, decidedAt: 1 }, false],
  ["an approval that stands", { ...approved, status: "pending" }, false],
  ["an invitation that was revoked", { ...withdrawn, source: "manual" }, false],
  ["one that was declined", { ...withdrawn, status: "rejected" }, false],
] as const)("of an invitation's row, %s: undone is %s", (_, row, undone) => {
  expect(isUndone({ ...row })).toBe(undone);
});

const sent = { source: "manual", decidedAt: 1, lastSentAt: 1 } as const;

test.each([
  ["revoked", { ...sent, status: "canceled" }, true],
  ["declined", { ...sent, status: "rejected" }, true],
  ["expired", { ...sent, status: "expired" }, true],
  ["pending", { ...sent, status: "pending" }, false],
  ["accepted", { ...sent, status: "accepted" }, false],
  ["revoked, and followed by another", { ...sent, status: "canceled", by: "2" }, false],
  ["expired, and followed by another", { ...sent, status: "expired", by: "2" }, false],
  ["an approval that was taken back", withdrawn, false],
] as const)("inviting again from an invitation that is %s: %s", (_, row, may) => {
  const { by: replacedByInvitationId, ...invitation } = { by: undefined, ...row };
  expect(canInviteAgain({ ...invitation, replacedByInvitationId })).toBe(may);
});
