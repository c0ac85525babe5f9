import { authHandler } from "@/lib/server/auth-server";
import { ownOrigin } from "@/lib/server/forms/same-origin";

/** What a page's script sends along too, and nothing else of the form's request. */
const HEADERS = ["cookie", "user-agent", "x-forwarded-for"];

/** Calls an endpoint of Better Auth as the page's script does, for the person who posted a form. */
export function callAuth(request: Request, path: string, body: object): Promise<Response> {
  const origin = ownOrigin(request);
  const headers = new Headers({ "content-type": "application/json", origin });
  for (const name of HEADERS) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return authHandler.POST(
    new Request(new URL(path, origin), { method: "POST", headers, body: JSON.stringify(body) }),
  );
}
