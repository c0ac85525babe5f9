import { addressProblem, normalizeAddress } from "@vestibule/backend/rules/address";
import { authRefusalIn, postToAuth } from "@/lib/auth-endpoint";
import { passwordProblems } from "@/lib/doorstep/newcomer";
import type { Refusal } from "@/lib/refusals";
import { returnPath } from "@/lib/return-path";

/** Setting a forgotten password anew: the calls, and what their forms hold, for the pages and for the server's own forms. */

export const REQUEST_RESET = "/api/auth/request-password-reset";
export const RESET = "/api/auth/reset-password";

/** Better Auth takes no other characters in a way back. A path with others leads home. */
const PLAIN_PATH = /^\/(?!\/|\\|%2f|%5c)[\w\-.+/@]*(?:\?[\w\-.+/=&%@]*)?$/i;

export function resetRequest({ email, next }: { email: string; next: string }) {
  return { email, ...(next !== "/" && PLAIN_PATH.test(next) && { redirectTo: next }) };
}

/** Has a link mailed, if the address has an account. */
export async function requestReset(asked: {
  email: string;
  next: string;
}): Promise<Refusal | null> {
  const answer = await postToAuth(REQUEST_RESET, resetRequest(asked));
  return answer.kind === "refused" ? answer.refusal : null;
}

export type ResetOutcome =
  | { kind: "entered"; next: string }
  | { kind: "refused"; refusal: Refusal };

/** Sets the password, which signs in. */
export async function resetPassword(choice: {
  token: string;
  newPassword: string;
}): Promise<ResetOutcome> {
  const answer = await postToAuth(RESET, choice);
  return answer.kind === "refused" ? answer : await resetOutcomeOf(answer.response);
}

export async function resetOutcomeOf(response: Response): Promise<ResetOutcome> {
  const refusal = await authRefusalIn(response);
  if (refusal) return { kind: "refused", refusal };
  const { redirectTo } = (await response.json()) as { redirectTo?: string };
  return { kind: "entered", next: returnPath(redirectTo) };
}

export function readAddress(data: FormData): { email: string; problems: { email?: string } } {
  const email = normalizeAddress(String(data.get("email")));
  const wrong = addressProblem(email);
  return { email, problems: wrong ? { email: wrong } : {} };
}

export type NewPasswordField = "password" | "repeat";

export function readNewPassword(data: FormData): {
  newPassword: string;
  problems: Partial<Record<NewPasswordField, string>>;
} {
  const newPassword = String(data.get("password"));
  return { newPassword, problems: passwordProblems(newPassword, String(data.get("repeat"))) };
}

/** Which field a refusal belongs to; the rest is said above the button. */
export function isAboutPassword({ code }: Refusal): boolean {
  return code.startsWith("password_");
}
