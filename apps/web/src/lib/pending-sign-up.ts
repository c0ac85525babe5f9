import { asRefusal, refusalIn } from "@/lib/failed-call";
import type { Refusal } from "@/lib/refusals";

/** The calls of a browser that has signed up and has yet to give the mailed code. Its cookie says which sign-up is its own. */

export const CONFIRM_SIGN_UP = "/api/auth/sign-up/email/confirm";
export const SIGN_UP_CODE = "/api/auth/sign-up/email/code";

export function confirmSignUp(code: string): Promise<Refusal | null> {
  return post(CONFIRM_SIGN_UP, { code });
}

/** Has another code mailed; with `unlessLive`, only when the latest one does not work any more. */
export function requestSignUpCode({
  unlessLive,
}: {
  unlessLive: boolean;
}): Promise<Refusal | null> {
  return post(SIGN_UP_CODE, { unlessLive });
}

/** What was refused by one of them, or null when it went through. */
export async function signUpRefusalIn(response: Response): Promise<Refusal | null> {
  if (response.ok) return null;
  const said: unknown = await response.json().catch(() => null);
  return refusalIn(said) ?? asRefusal(new Error(`A sign-up was answered with ${response.status}.`));
}

async function post(path: string, body: object): Promise<Refusal | null> {
  try {
    const headers = { "content-type": "application/json" };
    return await signUpRefusalIn(
      await fetch(path, { method: "POST", headers, body: JSON.stringify(body) }),
    );
  } catch (error) {
    return asRefusal(error);
  }
}
