import { authHandler } from "@/lib/server/auth-server";
import { siteOrigin } from "@/lib/server/forms/same-origin";
import { personHeaders } from "@/lib/server/person-headers";

/** Calls an endpoint of Better Auth as the page's script does, for the person who posted a form. */
export function callAuth(request: Request, path: string, body: object): Promise<Response> {
  const origin = siteOrigin(request);
  const headers = personHeaders(request.headers);
  headers.set("content-type", "application/json");
  headers.set("origin", origin);
  return authHandler.POST(
    new Request(new URL(path, origin), { method: "POST", headers, body: JSON.stringify(body) }),
  );
}
