import { untilAnswered } from "@/lib/until-answered";

/** The two session calls that an invitee's page makes, without Better Auth's client. */

/** A new Convex token of the signed-in person; null is the server's word that the session has ended. */
export async function freshToken(): Promise<string | null> {
  const response = await untilAnswered(
    "/api/auth/convex/token",
    // A 404 is no word about the session: a deployment that is being set up has no such address yet.
    ({ ok, status }) => ok || status === 401,
  );
  if (!response.ok) return null;
  const answer: unknown = await response.json();
  return typeof answer === "object" &&
    answer !== null &&
    "token" in answer &&
    typeof answer.token === "string"
    ? answer.token
    : null;
}

export async function endSession(): Promise<void> {
  const response = await fetch("/api/auth/sign-out", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  if (!response.ok) throw new Error(`Signing out was answered with ${response.status}.`);
}
