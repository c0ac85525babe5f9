import type { Role } from "@vestibule/backend/rules/roles";

/** How a role is written, with its article, and the one line of what it may do. */
export const roleWords: Record<Role, { label: string; article: "a" | "an"; may: string }> = {
  owner: {
    label: "Owner",
    article: "an",
    may: "Owners run the organization, its members, and its settings.",
  },
  admin: { label: "Admin", article: "an", may: "Admins invite people and approve requests." },
  member: { label: "Member", article: "a", may: "Members work in the organization's projects." },
  viewer: { label: "Viewer", article: "a", may: "Viewers can see projects but not change them." },
};
