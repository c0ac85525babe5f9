import { redirect } from "next/navigation";
import { returnPath } from "@/lib/return-path";
import { callerToken } from "@/lib/server/auth-server";

/**
 * What the forms of signing in and up begin with: the address to fill in, and where to go afterwards. A
 * caller who is signed in goes there at once.
 */
export async function formStart(
  searchParams: Promise<Record<string, string | string[] | undefined>>,
): Promise<{ email: string; next: string }> {
  const { email, next } = await searchParams;
  const path = returnPath(next);
  if (await callerToken()) redirect(path);
  return { email: typeof email === "string" ? email : "", next: path };
}
