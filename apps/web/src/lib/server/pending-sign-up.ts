import {
  pendingSignUpCookieName,
  readPendingSignUpCookie,
} from "@vestibule/backend/rules/pendingSignUp";
import { cookies } from "next/headers";
import { serverEnv } from "@/lib/server/env";

/** The address that this browser signed up with and has yet to prove. As its cookie says: to be shown, and no right to anything. */
export async function pendingAddress(): Promise<string | undefined> {
  const sent = await cookies();
  const { cookiePrefix } = serverEnv();
  // The deployment has the name by its SITE_URL, which this server need not know.
  const [cookie] = [true, false].flatMap(
    (isSecure) => sent.get(pendingSignUpCookieName(cookiePrefix, isSecure)) ?? [],
  );
  return readPendingSignUpCookie(cookie?.value)?.email;
}
