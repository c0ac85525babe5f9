import { requireSiteUrl } from "../environment";

export function signInPage(): string {
  return `${requireSiteUrl()}/sign-in`;
}

/** A page of an organization's console. */
export function consolePage(
  organizationSlug: string,
  page: "invitations" | "members" | "requests",
): string {
  return `${requireSiteUrl()}/orgs/${encodeURIComponent(organizationSlug)}/${page}`;
}
