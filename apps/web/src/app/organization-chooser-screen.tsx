"use client";

import { OrganizationChooser } from "@/components/start/organization-chooser";
import type { Caller } from "@/lib/rows";
import { signOut } from "@/lib/sign-out";

export function OrganizationChooserScreen({ caller }: { caller: Caller }) {
  return <OrganizationChooser caller={caller} onSignOut={signOut} />;
}
