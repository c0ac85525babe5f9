import { type NextRequest, NextResponse } from "next/server";
import { REQUESTED_PATH } from "@/lib/requested-path";

const INVITATION = "/orgs/accept-invitation/";

/**
 * Layouts are not told which page is asked for, and the console's has to send people back to it. An invitation's
 * address holds a token, which nothing else needs to see.
 */
export function proxy(request: NextRequest) {
  const { pathname, search } = request.nextUrl;
  if (!isReadable(pathname)) return notFound(request);
  if (pathname.startsWith(INVITATION)) return NextResponse.next();
  const headers = new Headers(request.headers);
  headers.set(REQUESTED_PATH, pathname + search);
  return NextResponse.next({ request: { headers } });
}

/** The console; and any address with an escape, because a broken one makes Next answer a bare 400 in development. */
export const config = { matcher: ["/orgs/((?!accept-invitation/|new$).*)", "/:path(.*%.*)"] };

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
