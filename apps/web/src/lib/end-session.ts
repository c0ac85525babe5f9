/** Signs out, from an invitee's page, which has no client of Better Auth's. */
export async function endSession(): Promise<void> {
  const response = await fetch("/api/auth/sign-out", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  if (!response.ok) throw new Error(`Signing out was answered with ${response.status}.`);
}
