import { APIError } from "better-auth/api";
import { type Profile, profileRefusal } from "../rules/profile";
import { refusalSentences } from "../rules/refusals";

/** Before Better Auth writes a person's row, by whichever endpoint. Answers 400 with the refusal's code. */
export async function checkProfile(user: Profile): Promise<void> {
  const code = profileRefusal(user);
  if (code) throw new APIError("BAD_REQUEST", { code, message: refusalSentences[code] });
}
