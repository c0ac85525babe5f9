import type { RefusalCode } from "./refusals";

/**
 * Whether somebody who guesses would try this password early. Case does not help: guesses vary it. `common` has passwords in
 * lower case, the more the better.
 */
export function guessableRefusal(
  password: string,
  email: string | undefined,
  common: readonly string[],
): RefusalCode | null {
  const tried = password.trim().toLowerCase();
  const [localPart = ""] = email?.split("@") ?? [];
  if (email !== undefined && (tried === email || tried === localPart)) return "password_is_address";
  return common.includes(tried) ? "password_common" : null;
}
