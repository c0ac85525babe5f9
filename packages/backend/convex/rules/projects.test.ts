import { expect, test } from "vitest";
import { canManageProject, isProjectRole, type ProjectRole } from "./projects";
import type { Role } from "./roles";

type Caller = [name: string, role: Role, projectRole: ProjectRole | undefined];

test.each<Caller>([
  ["an owner outside it", "owner", undefined],
  ["an admin outside it", "admin", undefined],
  ["an admin who only views it", "admin", "viewer"],
  ["a member who leads it", "member", "lead"],
  ["an organization's viewer who leads it", "viewer", "lead"],
])("a project can be managed by %s", (_, role, projectRole) => {
  expect(canManageProject(role, projectRole)).toBe(true);
});

test.each<Caller>([
  ["a member who contributes to it", "member", "contributor"],
  ["a member who only views it", "member", "viewer"],
  ["a member outside it", "member", undefined],
])("a project cannot be managed by %s", (_, role, projectRole) => {
  expect(canManageProject(role, projectRole)).toBe(false);
});

test("lead, contributor and viewer are project roles, and owner, admin and member are not", () => {
  expect(["lead", "contributor", "viewer"].every(isProjectRole)).toBe(true);
  expect(["owner", "admin", "member", "", "Lead"].some(isProjectRole)).toBe(false);
});
