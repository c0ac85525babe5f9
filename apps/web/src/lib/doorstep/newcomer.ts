import { MIN_PASSWORD_LENGTH } from "@vestibule/backend/rules/lengths";
import { type Refusal, refusalSentences } from "@/lib/refusals";

/** What a new person types to join, read in the same way by the page and by the server's own form. */
export interface NewcomerDetails {
  name: string;
  password: string;
}

export type NewcomerField = "name" | "password" | "repeat";

type Problems = Partial<Record<NewcomerField, string>>;

/** Which field a refusal of the server belongs to; the rest is said above the button. */
export const newcomerFieldOf: Partial<Record<Refusal["code"], NewcomerField>> = {
  bad_name: "name",
  password_too_short: "password",
  password_too_long: "password",
  password_common: "password",
  password_is_address: "password",
  password_breached: "password",
};

/** What was typed into the fields of this form, and what is wrong with it. */
export function readNewcomer(data: FormData): { details: NewcomerDetails; problems: Problems } {
  const name = String(data.get("name")).trim();
  const password = String(data.get("password"));
  return {
    details: { name, password },
    problems: problemsOf(name, password, String(data.get("repeat"))),
  };
}

function problemsOf(name: string, password: string, repeat: string): Problems {
  return name ? passwordProblems(password, repeat) : { name: "Enter your name." };
}

/** Of a password that is chosen, typed twice. */
export function passwordProblems(
  password: string,
  repeat: string,
): Partial<Record<"password" | "repeat", string>> {
  if (password.length < MIN_PASSWORD_LENGTH) {
    return { password: refusalSentences.password_too_short };
  }
  if (password !== repeat) return { repeat: "The passwords don't match. Type the same one twice." };
  return {};
}
