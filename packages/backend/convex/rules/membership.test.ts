import { describe, expect, test } from "vitest";
import { changeRoleRefusal, leaveRefusal, removeRefusal } from "./membership";
import { type Role, roles } from "./roles";

const target = (role: Role, isLastOwner = false) => ({ role, isLastOwner });

describe("role change", () => {
  test.each<[Role, Role, Role, string | null]>([
    ["owner", "member", "owner", null],
    ["owner", "owner", "member", null],
    ["owner", "admin", "viewer", null],
    ["admin", "member", "admin", null],
    ["admin", "admin", "viewer", null],
    ["admin", "member", "owner", "not_allowed"],
    ["admin", "owner", "member", "not_allowed"],
    ["member", "viewer", "member", "not_allowed"],
    ["viewer", "member", "viewer", "not_allowed"],
  ])(
    "a caller acting as %s who changes a role from %s to %s gets the refusal %s",
    (actor, from, to, refusal) => {
      expect(changeRoleRefusal({ actor: { role: actor }, target: target(from), to })).toBe(refusal);
    },
  );

  test("the last owner cannot become an admin, and can stay an owner", () => {
    const actor = { role: "owner" } as const;
    const last = target("owner", true);
    expect(changeRoleRefusal({ actor, target: last, to: "admin" })).toBe("last_owner");
    expect(changeRoleRefusal({ actor, target: last, to: "owner" })).toBeNull();
  });
});

describe("removal", () => {
  test.each<[Role, Role, string | null]>([
    ["owner", "owner", null],
    ["owner", "admin", null],
    ["admin", "admin", null],
    ["admin", "viewer", null],
    ["admin", "owner", "not_allowed"],
    ["member", "viewer", "not_allowed"],
    ["viewer", "viewer", "not_allowed"],
  ])(
    "a caller acting as %s who removes a member with the role %s gets the refusal %s",
    (actor, from, refusal) => {
      expect(removeRefusal({ actor: { role: actor }, target: target(from) })).toBe(refusal);
    },
  );

  test("the last owner cannot be removed", () => {
    expect(removeRefusal({ actor: { role: "owner" }, target: target("owner", true) })).toBe(
      "last_owner",
    );
  });
});

test.each(roles)("a member with the role %s may leave, and the last owner may not", (role) => {
  expect(leaveRefusal(target(role))).toBeNull();
  expect(leaveRefusal(target("owner", true))).toBe("last_owner");
});
