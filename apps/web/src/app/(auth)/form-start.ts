import { redirect } from "next/navigation";
import { pathAfterSignIn, returnPath } from "@/lib/return-path";
import { callerToken } from "@/lib/server/auth-server";

/**
 * What the sign-in and sign-up forms begin with: the address to fill in, the path to go to afterwards, and where they lead
 * for that. A caller who is signed in already is redirected to the path.
 */
export async function formStart(
  searchParams: Promise<Record<string, string | string[] | undefined>>,
): Promise<{ email: string; next: string; leadsTo: string }> {
  const { email, next } = await searchParams;
  const path = returnPath(next);
  if (await callerToken()) redirect(path);
  return {
    email: typeof email === "string" ? email : "",
    next: path,
    leadsTo: pathAfterSignIn(path),
  };
}
