import { serverEnv } from "@/lib/server/env";

/**
 * Whether one of our own pages sent this form. SameSite cookies don't say: a form that signs somebody in as
 * somebody else needs none. Browsers say it in `Sec-Fetch-Site`, but only over HTTPS or on this machine; over
 * plain HTTP, and in older ones, `Origin` says it. A browser that says neither is not believed.
 */
export function isFromOurPage(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  return request.headers.get("origin") === seenOrigin(request);
}

/** This site's own origin, for a form that one of its pages sent: that page's, where no address is configured. */
export function siteOrigin(request: Request): string {
  const said = request.headers.get("origin");
  return serverEnv().siteOrigin ?? (said && said !== "null" ? said : seenOrigin(request));
}

/**
 * The configured one, or the one that the browser asked for. A page can't choose these headers; what another
 * client makes up of a proxy is gone by now (`server/forwarding.mjs`).
 */
function seenOrigin({ headers, url }: Request): string {
  const { siteOrigin } = serverEnv();
  if (siteOrigin !== undefined) return siteOrigin;
  const address = new URL(url);
  const protocol = first(headers, "x-forwarded-proto") ?? address.protocol.slice(0, -1);
  const host = first(headers, "x-forwarded-host") ?? headers.get("host") ?? address.host;
  return `${protocol}://${host}`;
}

function first(headers: Headers, name: string): string | undefined {
  return headers.get(name)?.split(",")[0]?.trim() || undefined;
}
