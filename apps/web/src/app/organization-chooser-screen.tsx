"use client";

import type { ComponentProps } from "react";
import { OrganizationChooser } from "@/components/start/organization-chooser";
import { signOut } from "@/lib/sign-out";

export function OrganizationChooserScreen(
  props: Omit<ComponentProps<typeof OrganizationChooser>, "onSignOut">,
) {
  return <OrganizationChooser {...props} onSignOut={signOut} />;
}
