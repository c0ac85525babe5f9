import { redirect } from "next/navigation";
import { returnPath } from "@/lib/return-path";
import { callerToken } from "@/lib/server/auth-server";

/**
 * What the sign-in and sign-up forms begin with: the address to fill in, and the path to go to afterwards. A caller who is
 * signed in already is redirected to the path.
 */
export async function formStart(
  searchParams: Promise<Record<string, string | string[] | undefined>>,
): Promise<{ email: string; next: string }> {
  const { email, next } = await searchParams;
  const path = returnPath(next);
  if (await callerToken()) redirect(path);
  return { email: typeof email === "string" ? email : "", next: path };
}
