import { describe, expect, test } from "vitest";
import { changeRoleRefusal, leaveRefusal, removeRefusal } from "./membership";
import { type Role, roles } from "./roles";

const target = (role: Role, isLastOwner = false) => ({ role, isLastOwner });

describe("role change", () => {
  const refusalOf = (actor: Role, from: Role, to: Role) =>
    changeRoleRefusal({ actor: { role: actor }, target: target(from), to });

  test.each<[Role, Role, Role]>([
    ["owner", "member", "owner"],
    ["owner", "owner", "member"],
    ["owner", "admin", "viewer"],
    ["admin", "member", "admin"],
    ["admin", "admin", "viewer"],
  ])("a caller acting as %s may change a role from %s to %s", (actor, from, to) => {
    expect(refusalOf(actor, from, to)).toBeNull();
  });

  test.each<[Role, Role, Role]>([
    ["admin", "member", "owner"],
    ["admin", "owner", "member"],
    ["member", "viewer", "member"],
    ["viewer", "member", "viewer"],
  ])("a caller acting as %s may not change a role from %s to %s", (actor, from, to) => {
    expect(refusalOf(actor, from, to)).toBe("not_allowed");
  });

  test("the last owner cannot become an admin, and can stay an owner", () => {
    const actor = { role: "owner" } as const;
    const last = target("owner", true);
    expect(changeRoleRefusal({ actor, target: last, to: "admin" })).toBe("last_owner");
    expect(changeRoleRefusal({ actor, target: last, to: "owner" })).toBeNull();
  });
});

describe("removal", () => {
  const refusalOf = (actor: Role, from: Role) =>
    removeRefusal({ actor: { role: actor }, target: target(from) });

  test.each<[Role, Role]>([
    ["owner", "owner"],
    ["owner", "admin"],
    ["admin", "admin"],
    ["admin", "viewer"],
  ])("a caller acting as %s may remove a member with the role %s", (actor, from) => {
    expect(refusalOf(actor, from)).toBeNull();
  });

  test.each<[Role, Role]>([
    ["admin", "owner"],
    ["member", "viewer"],
    ["viewer", "viewer"],
  ])("a caller acting as %s may not remove a member with the role %s", (actor, from) => {
    expect(refusalOf(actor, from)).toBe("not_allowed");
  });

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
