import { type NewcomerField, newcomerFieldOf } from "@/lib/doorstep/newcomer";
import type { Refusal } from "@/lib/refusals";

/** The code that was typed, and what is wrong with it. */
export function readCode(data: FormData): { code: string; problems: { code?: string } } {
  const code = String(data.get("code")).replace(/\s+/g, "");
  return { code, problems: code ? {} : { code: "Enter the code from the email." } };
}

/** Beside which field of the form for a code a refusal is said, if beside one. */
export function verificationFieldOf(
  code: Refusal["code"],
  asksEverything: boolean,
): NewcomerField | "code" | undefined {
  if (code === "invalid_code") return "code";
  return asksEverything ? newcomerFieldOf[code] : undefined;
}
