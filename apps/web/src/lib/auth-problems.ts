import { TOO_MANY_REQUESTS } from "@/lib/patient-fetch";
import { hasSentence, refusalSentences, tooManyAttempts, unexpectedSentence } from "@/lib/refusals";

/** What Better Auth's sign-in and sign-up answer, as the person reads it. */
interface AuthError {
  code?: string | undefined;
  status: number;
  /** How long the server wants to be left alone. */
  retryAfterSeconds?: number | undefined;
}

const SERVER_ERROR = 500;

const sentences: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: "This email address and password don't match. Check both.",
  INVALID_EMAIL: refusalSentences.bad_email,
  PASSWORD_TOO_SHORT: refusalSentences.password_too_short,
  PASSWORD_TOO_LONG: refusalSentences.password_too_long,
};

export function authProblem({ code, status, retryAfterSeconds }: AuthError): string {
  const known = code ? sentences[code] : undefined;
  if (known) return known;
  // A limit says how long to wait as well.
  if (hasSentence(code) && code !== "rate_limited") return refusalSentences[code];
  if (status === TOO_MANY_REQUESTS) return tooManyAttempts(retryAfterSeconds);
  if (status >= SERVER_ERROR || status === 0) {
    return "The server didn't respond as expected. Try again in a moment.";
  }
  return "That didn't work. Check what you typed, then try again.";
}

/**
 * What went wrong with a call of Better Auth's client, or undefined when it went through. The client
 * answers what the server refuses and throws what never reached it; both become a sentence.
 */
export async function problemOf(
  call: Promise<{ error: AuthError | null }>,
): Promise<string | undefined> {
  try {
    const { error } = await call;
    return error ? authProblem(error) : undefined;
  } catch {
    return unexpectedSentence;
  }
}
