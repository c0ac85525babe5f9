/**
 * The cookie of a browser that has signed up and not given the mailed code yet: which sign-up is its own, signed by the
 * deployment, and what the web app shows and nobody believes: the address, and when its code was mailed.
 */

const SEPARATOR = ".";

/**
 * `prefix` is what the names of the deployment's session cookies begin with, when it has set one. Over HTTPS the name is one
 * that browsers take from this host alone: another one beside it could plant its own sign-up, which the code would confirm.
 */
export function pendingSignUpCookieName(prefix: string | undefined, isSecure: boolean): string {
  return `${isSecure ? "__Host-" : ""}${prefix ?? "vestibule"}.sign_up`;
}

export interface PendingSignUpCookie {
  id: string;
  signature: string;
  email: string;
  /** Absent when no code could be mailed. */
  codeSentAt?: number | undefined;
}

export function pendingSignUpCookieValue({
  id,
  signature,
  codeSentAt,
  email,
}: PendingSignUpCookie): string {
  return [id, signature, codeSentAt ?? "", email].join(SEPARATOR);
}

/** What a browser says, right or wrong; undefined without a cookie, and for what is none of ours. */
export function readPendingSignUpCookie(
  value: string | null | undefined,
): PendingSignUpCookie | undefined {
  const [id, signature, sentAt, ...address] = value?.split(SEPARATOR) ?? [];
  const email = address.join(SEPARATOR);
  if (!id || !signature || !email) return undefined;
  return {
    id,
    signature,
    email,
    codeSentAt: /^\d{1,15}$/.test(sentAt ?? "") ? Number(sentAt) : undefined,
  };
}
