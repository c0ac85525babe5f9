import type { ProjectRole } from "@vestibule/backend/rules/projects";

export { roleWords } from "@vestibule/email/role-words";

export const projectRoleWords: Record<ProjectRole, string> = {
  lead: "Lead",
  contributor: "Contributor",
  viewer: "Viewer",
};
