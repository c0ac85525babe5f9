/** What the roles are called and what each may do, for mails and screens alike. */

export type Role = "owner" | "admin" | "member" | "viewer";

export const roleWords: Record<Role, { label: string; may: string }> = {
  owner: { label: "Owner", may: "Can do everything, including managing the organization itself." },
  admin: {
    label: "Admin",
    may: "Can invite people, approve requests, and manage members and settings.",
  },
  member: { label: "Member", may: "Can work in the organization and its projects." },
  viewer: {
    label: "Viewer",
    may: "Can see the organization and its projects, but not change them.",
  },
};
