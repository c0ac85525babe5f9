/** Only paths of this site may be returned to: an absolute or protocol-relative `next` leads home. */
export function returnPath(next: string | string[] | undefined, fallback = "/"): string {
  if (typeof next !== "string" || !next.startsWith("/")) return fallback;
  const base = "https://vestibule.invalid";
  if (!URL.canParse(next, base)) return fallback;
  const url = new URL(next, base);
  // Dot segments can leave a path that itself begins with two slashes, which names another host.
  if (url.origin !== base || url.pathname.startsWith("//")) return fallback;
  return url.pathname + url.search + url.hash;
}

/** The address of a page of an account that fills in the email and comes back to `next`. */
export function authPath(
  page: "sign-in" | "sign-up" | "forgot-password",
  { email, next }: { email?: string | undefined; next?: string | undefined },
): string {
  const query = new URLSearchParams();
  if (email) query.set("email", email);
  if (next && next !== "/") query.set("next", next);
  return query.size > 0 ? `/${page}?${query}` : `/${page}`;
}
