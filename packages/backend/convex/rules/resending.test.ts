import { describe, expect, test } from "vitest";
import { copyRefusal, resendRefusal, revokeRefusal } from "./resending";

const invited = { email: "maria@example.com", role: "member", status: "pending" } as const;
const toOwner = { ...invited, role: "owner" } as const;

describe("resending", () => {
  test.each([
    ["by an owner", "owner", invited, undefined, null],
    ["by an admin", "admin", invited, undefined, null],
    ["by a member", "member", invited, undefined, "not_allowed"],
    ["by a viewer", "viewer", invited, undefined, "not_allowed"],
    ["to an owner's role by an admin", "admin", toOwner, undefined, "cannot_invite_owner"],
    ["to an owner's role by an owner", "owner", toOwner, undefined, null],
    ["of an expired one", "admin", { ...invited, status: "expired" }, undefined, null],
    [
      "of an accepted one",
      "admin",
      { ...invited, status: "accepted" },
      undefined,
      "not_resendable",
    ],
    ["of a declined one", "admin", { ...invited, status: "rejected" }, undefined, "not_resendable"],
    ["of a revoked one", "admin", { ...invited, status: "canceled" }, undefined, "not_resendable"],
    ["to an allowed domain", "admin", invited, ["example.com"], null],
    ["to another domain", "admin", invited, ["example.org"], "domain_not_allowed"],
  ] as const)("%s", (_, role, invitation, domains, refusal) => {
    expect(resendRefusal(role, invitation, domains)).toBe(refusal);
  });
});

describe("copying a link", () => {
  test.each([
    ["by an owner", "owner", invited, null],
    ["by an admin", "admin", invited, null],
    ["by a member", "member", invited, "not_allowed"],
    ["to an owner's role by an admin", "admin", toOwner, "cannot_invite_owner"],
    ["of an expired one", "admin", { ...invited, status: "expired" }, "not_copyable"],
    ["of an accepted one", "admin", { ...invited, status: "accepted" }, "not_copyable"],
    ["of a declined one", "admin", { ...invited, status: "rejected" }, "not_copyable"],
    ["of a revoked one", "admin", { ...invited, status: "canceled" }, "not_copyable"],
  ] as const)("%s", (_, role, invitation, refusal) => {
    expect(copyRefusal(role, invitation)).toBe(refusal);
  });
});

describe("revoking", () => {
  test.each([
    ["by an owner", "owner", "pending", null],
    ["by an admin", "admin", "pending", null],
    ["by a member", "member", "pending", "not_allowed"],
    ["of an expired one", "admin", "expired", null],
    ["of an accepted one", "admin", "accepted", "not_revocable"],
    ["of a declined one", "admin", "rejected", "not_revocable"],
    ["of a revoked one", "admin", "canceled", "not_revocable"],
  ] as const)("%s", (_, role, status, refusal) => {
    expect(revokeRefusal(role, { status })).toBe(refusal);
  });
});
