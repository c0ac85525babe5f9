import { APIError } from "better-auth/api";
import { type Profile, profileRefusal } from "../rules/profile";
import { refusalSentences } from "../rules/refusals";
import { tidyName } from "../rules/text";

/** Before Better Auth writes a person's row, by any of its endpoints: the name tidied, or 400 with the refusal's code. */
export async function checkProfile<Fields extends Profile>(
  user: Fields,
): Promise<{ data: Fields } | undefined> {
  const code = profileRefusal(user);
  if (code) throw new APIError("BAD_REQUEST", { code, message: refusalSentences[code] });
  if (typeof user.name !== "string") return undefined;
  return { data: { ...user, name: tidyName(user.name) ?? user.name } };
}
