import { expect, test } from "vitest";
import { invitableRoles, mayOf, roles } from "./roles";

test.each([
  ["owner", ["owner", "admin", "member", "viewer"]],
  ["admin", ["admin", "member", "viewer"]],
  ["member", []],
  ["viewer", []],
] as const)("an inviter with the role %s may give the roles %j", (role, invitable) => {
  expect(invitableRoles(role)).toEqual(invitable);
});

test("owners and admins may manage, and members and viewers may not", () => {
  expect(roles.map((role) => Object.values(mayOf(role)))).toEqual([
    [true, true, true, true, true],
    [true, true, true, true, true],
    [false, false, false, false, false],
    [false, false, false, false, false],
  ]);
});
