import { APIError, getSessionFromCtx } from "better-auth/api";
import { normalizeAddress } from "../rules/address";
import { guessableRefusal } from "../rules/password";
import { refusalSentences } from "../rules/refusals";
import { isBreached } from "./breachService";
import type { HookedEndpoint } from "./sessionGuard";

/** Where a password is chosen, and in which field. Joining and resetting ask for themselves: their links know the address. */
const CHOOSING: Record<string, string> = {
  "/sign-up/email": "password",
  "/change-password": "newPassword",
};

export async function refuseGuessableChoice(endpoint: HookedEndpoint): Promise<void> {
  const field = CHOOSING[endpoint.path];
  const password: unknown = field && endpoint.body?.[field];
  if (typeof password === "string") await refuseGuessable(password, await addressOf(endpoint));
}

/** Refuses: password_common, password_is_address, password_breached. */
export async function refuseGuessable(password: string, email: string | undefined): Promise<void> {
  // Forty-nine thousand words: loaded where one is chosen, and by nothing else.
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  const guessable = guessableRefusal(password, email, dictionary["passwords-common"]);
  const code = guessable ?? ((await isBreached(password)) ? "password_breached" : null);
  if (code) throw new APIError("BAD_REQUEST", { code, message: refusalSentences[code] });
}

async function addressOf(endpoint: HookedEndpoint): Promise<string | undefined> {
  const typed: unknown = endpoint.body?.email;
  if (typeof typed === "string") return normalizeAddress(typed);
  return (await getSessionFromCtx(endpoint))?.user.email;
}
