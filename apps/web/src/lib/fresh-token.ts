import { untilAnswered } from "@/lib/until-answered";

/** A new Convex token of the signed-in person; null is the server's word that the session has ended. */
export async function freshToken(): Promise<string | null> {
  const response = await untilAnswered(
    "/api/auth/convex/token",
    // A 404 is no word about the session: a deployment that is being set up has no such address yet.
    ({ ok, status }) => ok || status === 401,
  );
  if (!response.ok) return null;
  const { token } = Object(await response.json()) as { token?: unknown };
  return typeof token === "string" ? token : null;
}
