import type { Role } from "@vestibule/backend/rules/roles";

/** The name of a role, and one line about what it may do. */
export const roleWords: Record<Role, { label: string; may: string }> = {
  owner: {
    label: "Owner",
    may: "Owners run the organization, its members, and its settings.",
  },
  admin: { label: "Admin", may: "Admins invite people and approve requests." },
  member: { label: "Member", may: "Members work in the organization's projects." },
  viewer: { label: "Viewer", may: "Viewers can see projects but not change them." },
};
