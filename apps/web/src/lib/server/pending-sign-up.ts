import {
  pendingSignUpCookieName,
  readPendingSignUpCookie,
} from "@vestibule/backend/rules/pendingSignUp";
import { cookies } from "next/headers";
import { serverEnv } from "@/lib/server/env";

/** The address that this browser signed up with and has yet to prove. As its cookie says: to be shown, and no right to anything. */
export async function pendingAddress(): Promise<string | undefined> {
  const sent = await cookies();
  const cookie = sent.get(pendingSignUpCookieName(serverEnv().cookiePrefix));
  return readPendingSignUpCookie(cookie?.value)?.email;
}
