/**
 * The Convex token of the session in these headers, undefined when it has none or it is over. A deployment
 * that can't say throws, because a person who is signed in must not be treated as signed out.
 */
export async function sessionToken(siteUrl: string, headers: Headers): Promise<string | undefined> {
  const response = await fetch(`${siteUrl}/api/auth/convex/token`, { headers, cache: "no-store" });
  if (response.status === 401) return undefined;
  if (!response.ok) {
    throw new Error(`The deployment answered ${response.status} when asked who is signed in.`);
  }
  const { token } = (await response.json()) as { token: string };
  return token;
}
