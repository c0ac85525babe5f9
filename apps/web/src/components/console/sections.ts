import { Bell, House, type LucideIcon, Mail, Settings, Users } from "lucide-react";
import type { Organization } from "@/lib/rows";

export interface Section {
  label: string;
  /** Below /orgs/<slug>; empty for the overview. */
  path: string;
  icon: LucideIcon;
  /** Shows how many requests wait. */
  counts?: "requests";
}

/** The sections that this role may open, in their order. */
export function sectionsFor(may: Organization["may"]): Section[] {
  return [
    { label: "Overview", path: "", icon: House },
    ...(may.seeInvitations ? [{ label: "Invitations", path: "/invitations", icon: Mail }] : []),
    ...(may.seeRequests
      ? [{ label: "Requests", path: "/requests", icon: Bell, counts: "requests" as const }]
      : []),
    { label: "Members", path: "/members", icon: Users },
    ...(may.changeSettings ? [{ label: "Settings", path: "/settings", icon: Settings }] : []),
  ];
}
