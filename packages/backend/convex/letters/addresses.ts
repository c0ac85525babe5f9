import { requireSiteUrl } from "../environment";

export function signInPage(): string {
  return `${requireSiteUrl()}/sign-in`;
}

export function forgotPasswordPage(): string {
  return `${requireSiteUrl()}/forgot-password`;
}

/** A page of an organization's console; its first one, which depends on the reader's role, when none is named. */
export function consolePage(
  organizationSlug: string,
  page?: "invitations" | "members" | "requests",
): string {
  const first = `${requireSiteUrl()}/orgs/${encodeURIComponent(organizationSlug)}`;
  return page === undefined ? first : `${first}/${page}`;
}
