import type { Doorstep } from "@/lib/doorstep/doorstep";
import { roleWords } from "@/lib/roles";

/** The page's title, which changes with the page: only a valid invitation asks to join. */
export function titleOf(doorstep: Doorstep): string {
  if (doorstep.kind === "notFound") return "Invitation not found · Vestibule";
  const { organization, invitation } = doorstep.view;
  return doorstep.kind === "join"
    ? `Join ${organization.name} as ${roleWords[invitation.role].label} · Vestibule`
    : `Invitation to ${organization.name} · Vestibule`;
}
