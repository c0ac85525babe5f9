import { api } from "@vestibule/backend/api";
import {
  pendingSignUpCookieName,
  readPendingSignUpCookie,
} from "@vestibule/backend/rules/pendingSignUp";
import { cookies } from "next/headers";
import type { Caller } from "@/lib/rows";
import { read } from "@/lib/server/auth-server";
import { serverEnv } from "@/lib/server/env";

export interface PendingSignUp {
  email: string;
  codeSentAt?: number | undefined;
}

/** What this browser signed up with and has yet to prove. As its cookie says: to be shown, and no right to anything. */
export async function pendingSignUp(): Promise<PendingSignUp | undefined> {
  const sent = await cookies();
  const { cookiePrefix } = serverEnv();
  // The deployment has the name by its SITE_URL, which this server need not know.
  const [cookie] = [true, false].flatMap(
    (isSecure) => sent.get(pendingSignUpCookieName(cookiePrefix, isSecure)) ?? [],
  );
  const said = readPendingSignUpCookie(cookie?.value);
  // Not its signature: what a page is given, its scripts can read.
  return said && { email: said.email, codeSentAt: said.codeSentAt };
}

/** Whose address a code proves in this browser: of a sign-up with another address than the caller's, or else the caller's. */
export async function whoProves(): Promise<{ caller: Caller | null; signUp?: PendingSignUp }> {
  const caller = await read(api.models.caller.get, {});
  const signUp = await pendingSignUp();
  return signUp && signUp.email !== caller?.user.email ? { caller, signUp } : { caller };
}
