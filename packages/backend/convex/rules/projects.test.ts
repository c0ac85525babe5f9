import { expect, test } from "vitest";
import { canManageProject, isProjectRole, type ProjectRole } from "./projects";
import type { Role } from "./roles";

test.each<[Role, ProjectRole | undefined, boolean]>([
  ["owner", undefined, true],
  ["admin", undefined, true],
  ["admin", "viewer", true],
  ["member", "lead", true],
  ["viewer", "lead", true],
  ["member", "contributor", false],
  ["member", "viewer", false],
  ["member", undefined, false],
])(
  "whether the organization's %s with the project role %s manages the project is answered %s",
  (role, projectRole, may) => {
    expect(canManageProject(role, projectRole)).toBe(may);
  },
);

test("lead, contributor and viewer are project roles, and owner, admin and member are not", () => {
  expect(["lead", "contributor", "viewer"].every(isProjectRole)).toBe(true);
  expect(["owner", "admin", "member", "", "Lead"].some(isProjectRole)).toBe(false);
});
