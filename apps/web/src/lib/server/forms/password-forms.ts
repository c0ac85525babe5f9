import { authRefusalIn } from "@/lib/auth-endpoint";
import {
  isAboutPassword,
  REQUEST_RESET,
  RESET,
  readAddress,
  readNewPassword,
  resetOutcomeOf,
  resetRequest,
} from "@/lib/forgotten-password";
import { RESET_PAGE } from "@/lib/reset-cookie";
import { authPath, returnPath } from "@/lib/return-path";
import { callAuth } from "@/lib/server/forms/call-auth";
import { type PostedForm, textIn } from "@/lib/server/forms/form-answer";

/** The forms of a forgotten password. */

export const forgotPassword: PostedForm = {
  page: (posted) => authPath("forgot-password", { next: returnPath(textIn(posted, "next")) }),
  keeps: ["email"],
  answer: async (posted, request) => {
    const { email, problems } = readAddress(posted);
    if (problems.email) return { kind: "returns", problems: { email: problems.email } };
    const asked = resetRequest({ email, next: returnPath(textIn(posted, "next")) });
    const refused = await authRefusalIn(await callAuth(request, REQUEST_RESET, asked));
    return refused
      ? { kind: "returns", problem: refused.sentence }
      : { kind: "returns", sent: true };
  },
};

export const resetPassword: PostedForm = {
  page: () => RESET_PAGE,
  keeps: [],
  answer: async (posted, request) => {
    const { newPassword, problems } = readNewPassword(posted);
    if (Object.keys(problems).length > 0) return { kind: "returns", problems };
    const choice = { token: textIn(posted, "token"), newPassword };
    const response = await callAuth(request, RESET, choice);
    const outcome = await resetOutcomeOf(response);
    if (outcome.kind === "entered") {
      return { kind: "leads", to: outcome.next, cookies: response.headers.getSetCookie() };
    }
    const { refusal } = outcome;
    // Its page says so, and asks for the next one.
    if (refusal.code === "reset_link_ended") return { kind: "leads", to: RESET_PAGE };
    return isAboutPassword(refusal)
      ? { kind: "returns", problems: { password: refusal.sentence } }
      : { kind: "returns", problem: refusal.sentence };
  },
};
