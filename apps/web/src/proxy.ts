import { getSessionCookie } from "better-auth/cookies";
import { type NextRequest, NextResponse } from "next/server";
import { authPath } from "@/lib/return-path";

/**
 * Sends whoever is plainly signed out to sign in, and back to the very page afterwards: a layout knows
 * only the organization, and a mail's link names one request in it. Decides nothing about access.
 */
export function proxy(request: NextRequest): NextResponse {
  if (getSessionCookie(request)) return NextResponse.next();
  const { pathname, search } = request.nextUrl;
  const signIn = request.nextUrl.clone();
  const [path = "", query = ""] = authPath("sign-in", { next: pathname + search }).split("?");
  signIn.pathname = path;
  signIn.search = query;
  return NextResponse.redirect(signIn);
}

export const config = { matcher: "/orgs/((?!accept-invitation(?:/|$)|new$).+)" };
