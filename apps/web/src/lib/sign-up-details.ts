import { addressProblem, normalizeAddress } from "@vestibule/backend/rules/address";
import { MIN_PASSWORD_LENGTH } from "@vestibule/backend/rules/lengths";
import { refusalSentences } from "@/lib/refusals";

export type SignUpField = "name" | "email" | "password";

/** What a person types to make an account, read in the same way by the page and by the server's own form. */
export function readSignUp(data: FormData): {
  details: Record<SignUpField, string>;
  problems: Partial<Record<SignUpField, string>>;
} {
  const details = {
    name: String(data.get("name")).trim(),
    email: normalizeAddress(String(data.get("email"))),
    password: String(data.get("password")),
  };
  return { details, problems: problemsOf(details) };
}

function problemsOf({ name, email, password }: Record<SignUpField, string>) {
  const wrong = addressProblem(email);
  return {
    ...(!name && { name: "Enter your name." }),
    ...(wrong && { email: wrong }),
    ...(password.length < MIN_PASSWORD_LENGTH && {
      password: refusalSentences.password_too_short,
    }),
  };
}
