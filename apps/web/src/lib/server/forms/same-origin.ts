/**
 * Whether one of our own pages sent this form. SameSite cookies don't say: a form that signs somebody in as
 * somebody else needs none. Browsers say it in `Sec-Fetch-Site`; in `Origin` our pages are "null", because
 * they keep their address, with its token, to themselves. A browser that sends neither is not believed.
 */
export function isFromOurPage(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  return request.headers.get("origin") === ownOrigin(request);
}

/** The origin that the browser sees, which a proxy in front of this server names. No page can set these. */
export function ownOrigin(request: Request): string {
  const { headers, url } = request;
  const address = new URL(url);
  const protocol = first(headers, "x-forwarded-proto") ?? address.protocol.slice(0, -1);
  const host = first(headers, "x-forwarded-host") ?? headers.get("host") ?? address.host;
  return `${protocol}://${host}`;
}

function first(headers: Headers, name: string): string | undefined {
  return headers.get(name)?.split(",")[0]?.trim() || undefined;
}
