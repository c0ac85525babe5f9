"use client";

import { OrganizationChooser } from "@/components/start/organization-chooser";
import type { Viewer } from "@/lib/rows";
import { signOut } from "@/lib/sign-out";

export function OrganizationChooserScreen({ viewer }: { viewer: Viewer }) {
  return <OrganizationChooser viewer={viewer} onSignOut={signOut} />;
}
