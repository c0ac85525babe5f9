import { expect, test } from "vitest";
import { invitableRoles, mayOf, roles } from "./roles";

test.each([
  ["owner", ["owner", "admin", "member", "viewer"]],
  ["admin", ["admin", "member", "viewer"]],
  ["member", []],
  ["viewer", []],
] as const)("%s hands out %j", (role, invitable) => {
  expect(invitableRoles(role)).toEqual(invitable);
});

test("owners and admins manage, members and viewers do not", () => {
  expect(roles.map((role) => Object.values(mayOf(role)))).toEqual([
    [true, true, true, true, true],
    [true, true, true, true, true],
    [false, false, false, false, false],
    [false, false, false, false, false],
  ]);
});
