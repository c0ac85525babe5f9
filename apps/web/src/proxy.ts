import { type NextRequest, NextResponse } from "next/server";
import { REQUESTED_PATH } from "@/lib/requested-path";
import { RESET_COOKIE, RESET_COOKIE_SECONDS, RESET_PAGE } from "@/lib/reset-cookie";
import { RETURNED_COOKIE, RETURNED_FORM } from "@/lib/returned-cookie";

const INVITATION = "/orgs/accept-invitation/";

const UNSUBSCRIBE_PAGE = "/unsubscribe";

const SEE_OTHER = 303;
/** More than a token has, with what a mail program may have glued behind it. */
const MAX_TOKEN_LENGTH = 200;

/**
 * Layouts are not told which page is asked for, and the console's has to send people back to it. An invitation's
 * address holds a token, which nothing else needs to see. A form that came back to its page is shown once:
 * a page can't end a cookie while it renders, so its cookie ends here.
 */
export function proxy(request: NextRequest) {
  const { pathname, search } = request.nextUrl;
  if (!isReadable(pathname)) return notFound(request);
  const token = pathname === RESET_PAGE ? request.nextUrl.searchParams.get("token") : null;
  if (token !== null) return keepingToken(token, request);
  if (pathname === UNSUBSCRIBE_PAGE && request.method === "POST") return oneClick(request);
  const headers = new Headers(request.headers);
  headers.delete(REQUESTED_PATH);
  headers.delete(RETURNED_FORM);
  if (isConsole(pathname)) headers.set(REQUESTED_PATH, pathname + search);
  const returned = request.cookies.get(RETURNED_COOKIE)?.value;
  if (returned !== undefined) headers.set(RETURNED_FORM, returned);
  const response = NextResponse.next({ request: { headers } });
  if (returned !== undefined) {
    response.cookies.set(RETURNED_COOKIE, "", { path: pathname, maxAge: 0, httpOnly: true });
  }
  return response;
}

/**
 * The console; the pages that forms come back to; and any address with an escape, because a broken one makes
 * Next answer a bare 400 in development.
 */
export const config = {
  matcher: [
    "/",
    "/orgs/((?!new$).*)",
    "/sign-in",
    "/sign-up",
    "/confirm-address",
    "/forgot-password",
    "/reset-password",
    "/unsubscribe",
    "/:path(.*%.*)",
  ],
};

function isConsole(pathname: string): boolean {
  return pathname.startsWith("/orgs/") && !pathname.startsWith(INVITATION);
}

function isReadable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

/** A mail program posts to the page's own address (RFC 8058), where a page can answer nothing. */
function oneClick(request: NextRequest): NextResponse {
  const { search } = request.nextUrl;
  return NextResponse.rewrite(new URL(`${UNSUBSCRIBE_PAGE}/one-click${search}`, request.url));
}

/**
 * A mailed link to set a password: its token goes from the address, where a history and a shoulder would find it, into a
 * cookie that only that page is sent. Nothing is asked of the deployment: mail scanners open links.
 */
function keepingToken(token: string, request: NextRequest): NextResponse {
  const response = NextResponse.redirect(new URL(RESET_PAGE, request.url), SEE_OTHER);
  response.headers.set("cache-control", "no-store");
  response.headers.set("referrer-policy", "no-referrer");
  response.cookies.set(RESET_COOKIE, token.slice(0, MAX_TOKEN_LENGTH), {
    path: RESET_PAGE,
    maxAge: RESET_COOKIE_SECONDS,
    httpOnly: true,
    // Whoever comes from a mail comes from another site.
    sameSite: "lax",
    secure: request.nextUrl.protocol === "https:",
  });
  return response;
}

/** The page that an invitation, or anything else, has when there is no such thing. */
function notFound(request: NextRequest): NextResponse {
  const place = request.nextUrl.pathname.startsWith(INVITATION) ? INVITATION : "/";
  return NextResponse.rewrite(new URL(`${place}unreadable`, request.url));
}
