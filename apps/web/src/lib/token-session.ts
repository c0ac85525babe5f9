/**
 * The session that a Convex token of Better Auth's belongs to, as it says itself. Not checked: the deployment checks
 * it, and this page got it from its own server. Undefined when it can't be read.
 */
export function sessionOfToken(token: string | undefined): string | undefined {
  try {
    const claims = token?.split(".")[1]?.replaceAll("-", "+").replaceAll("_", "/") ?? "";
    // Only ASCII is looked for, so the bytes need not be read as UTF-8.
    const { sessionId } = JSON.parse(atob(claims)) as { sessionId?: unknown };
    return typeof sessionId === "string" ? sessionId : undefined;
  } catch {
    return undefined;
  }
}
