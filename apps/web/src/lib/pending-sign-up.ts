import { asRefusal, refusalIn } from "@/lib/failed-call";
import type { Refusal } from "@/lib/refusals";

/** The calls of a browser that has signed up and has yet to give the mailed code. Its cookie says which sign-up is its own. */

export const CONFIRM_SIGN_UP = "/api/auth/sign-up/email/confirm";
export const SIGN_UP_CODE = "/api/auth/sign-up/email/code";
export const DROP_SIGN_UP = "/api/auth/sign-up/email/drop";

export async function confirmSignUp(code: string): Promise<Refusal | null> {
  const answer = await post(CONFIRM_SIGN_UP, { code });
  return answer.kind === "refused" ? answer.refusal : null;
}

export type SignUpCode =
  | { kind: "sent"; at: number }
  | { kind: "refused"; refusal: Refusal; isLimited: boolean };

/** Has another code mailed; with `unlessLive`, only when the latest one does not work any more. */
export async function requestSignUpCode({
  unlessLive,
}: {
  unlessLive: boolean;
}): Promise<SignUpCode> {
  const answer = await post(SIGN_UP_CODE, { unlessLive });
  if (answer.kind === "ok") return { kind: "sent", at: (await answer.response.json()).codeSentAt };
  const { code } = answer.refusal;
  return { ...answer, isLimited: code === "rate_limited" || code === "code_limit" };
}

/** What was refused by one of them, or null when it went through. */
export async function signUpRefusalIn(response: Response): Promise<Refusal | null> {
  if (response.ok) return null;
  const said: unknown = await response.json().catch(() => null);
  return refusalIn(said) ?? asRefusal(new Error(`A sign-up was answered with ${response.status}.`));
}

async function post(
  path: string,
  body: object,
): Promise<{ kind: "ok"; response: Response } | { kind: "refused"; refusal: Refusal }> {
  try {
    const headers = { "content-type": "application/json" };
    const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
    const refusal = await signUpRefusalIn(response);
    return refusal ? { kind: "refused", refusal } : { kind: "ok", response };
  } catch (error) {
    return { kind: "refused", refusal: asRefusal(error) };
  }
}
