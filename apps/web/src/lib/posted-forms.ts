/**
 * Every form posts. Those named here are answered by this app's own server, so they work before the page's
 * scripts have run and without any; `scripts-needed` takes the others and says that nothing was sent.
 */
export type PostedFormName =
  | "sign-in"
  | "sign-up"
  | "sign-out"
  | "confirm-address"
  | "drop-sign-up"
  | "forgot-password"
  | "reset-password"
  | "unsubscribe"
  | "join"
  | "verify"
  | "accept"
  | "decline"
  | "request"
  | "resend"
  | "renew"
  | "switch-account"
  | "scripts-needed";

export function formPath(name: PostedFormName): string {
  return `/forms/${name}`;
}

/** A form that came back to its page, because it was refused or is the next step of another. */
export interface ReturnedForm {
  form: PostedFormName;
  /** What is wrong with the whole of it, in a sentence. */
  problem?: string | undefined;
  /** What is wrong beside its fields. */
  problems?: Record<string, string> | undefined;
  /** It went through, and what it asked for was sent: a code, a mail. */
  sent?: true | undefined;
  /** What its fields are filled in with. Never a password. */
  typed?: Record<string, string> | undefined;
}

/** The button that was pressed, where a form has several. */
export const INTENT = "intent";

/** Of the sign-in form: the password is forgotten. */
export const FORGOT = "forgot";
