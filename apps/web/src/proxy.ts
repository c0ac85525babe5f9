import { type NextRequest, NextResponse } from "next/server";
import { REQUESTED_PATH } from "@/lib/requested-path";

/** Layouts are not told which page is asked for, and the console's has to send people back to it. */
export function proxy(request: NextRequest) {
  const headers = new Headers(request.headers);
  headers.set(REQUESTED_PATH, request.nextUrl.pathname + request.nextUrl.search);
  return NextResponse.next({ request: { headers } });
}

/** The console alone: an invitation's address holds a token, which nothing else needs to see. */
export const config = { matcher: "/orgs/((?!accept-invitation/|new$).*)" };
