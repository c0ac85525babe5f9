import { type NextRequest, NextResponse } from "next/server";
import { REQUESTED_PATH } from "@/lib/requested-path";
import { RETURNED_COOKIE, RETURNED_FORM } from "@/lib/returned-cookie";

const INVITATION = "/orgs/accept-invitation/";

/**
 * Layouts are not told which page is asked for, and the console's has to send people back to it. An invitation's
 * address holds a token, which nothing else needs to see. A form that came back to its page is shown once:
 * a page can't end a cookie while it renders, so its cookie ends here.
 */
export function proxy(request: NextRequest) {
  const { pathname, search } = request.nextUrl;
  if (!isReadable(pathname)) return notFound(request);
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
  matcher: ["/", "/orgs/((?!new$).*)", "/sign-in", "/sign-up", "/confirm-address", "/:path(.*%.*)"],
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

/** The page that an invitation, or anything else, has when there is no such thing. */
function notFound(request: NextRequest): NextResponse {
  const place = request.nextUrl.pathname.startsWith(INVITATION) ? INVITATION : "/";
  return NextResponse.rewrite(new URL(`${place}unreadable`, request.url));
}
