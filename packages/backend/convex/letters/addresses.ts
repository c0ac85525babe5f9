import { requireSiteUrl } from "../environment";

/** A page of an organization's console. */
export function consolePage(
  organizationSlug: string,
  page: "invitations" | "members" | "requests",
): string {
  return `${requireSiteUrl()}/orgs/${encodeURIComponent(organizationSlug)}/${page}`;
}
