import { postToAuth } from "@/lib/auth-endpoint";
import type { Refusal } from "@/lib/refusals";

/** The calls of a browser that has signed up and has yet to give the mailed code. Its cookie says which sign-up is its own. */

export const CONFIRM_SIGN_UP = "/api/auth/sign-up/email/confirm";
export const SIGN_UP_CODE = "/api/auth/sign-up/email/code";
export const DROP_SIGN_UP = "/api/auth/sign-up/email/drop";

export async function confirmSignUp(code: string): Promise<Refusal | null> {
  const answer = await postToAuth(CONFIRM_SIGN_UP, { code });
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
  const answer = await postToAuth(SIGN_UP_CODE, { unlessLive });
  if (answer.kind === "ok") return { kind: "sent", at: (await answer.response.json()).codeSentAt };
  const { code } = answer.refusal;
  return { ...answer, isLimited: code === "rate_limited" || code === "code_limit" };
}
