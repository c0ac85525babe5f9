const DEAD_LINK = ["INVALID_TOKEN", "TOKEN_EXPIRED"];
const OTHER_ACCOUNT = ["INVALID_USER", "USER_NOT_FOUND"];

/**
 * What the person reads of an error that Better Auth sends a browser on with. An address says anything, so nothing of it is
 * repeated: a code only chooses among these.
 */
export function problemWords(code: string | string[] | undefined): { title: string; lead: string } {
  const known = typeof code === "string" ? code.toUpperCase() : "";
  if (DEAD_LINK.includes(known)) {
    return {
      title: "This link no longer works",
      lead: "It expired, was already used, or wasn't copied completely. Nothing was changed. Sign in, and ask for a new one where you asked for this one.",
    };
  }
  if (OTHER_ACCOUNT.includes(known)) {
    return {
      title: "This link is for another account",
      lead: "Nothing was changed. Sign in with the address that the link was sent to, then open it again.",
    };
  }
  return {
    title: "That didn't work",
    lead: "The sign-in service couldn't finish what you started. Nothing was changed. Sign in and try again.",
  };
}
