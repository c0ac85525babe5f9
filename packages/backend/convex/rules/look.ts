/** An organization's look in its letters: what may be stored, and what is wrong with what may not. */

import { addressProblem, normalizeAddress } from "./address";
import { type Difference, differenceIn } from "./difference";
import { type Image, imageNames } from "./image";
import { MAX_LETTER_TEXT_LENGTH } from "./lengths";
import { addressIn, tidyLines } from "./text";

export interface Look {
  /** #rrggbb, lower-case. */
  accentColor?: string;
  /** Where answers to its letters go. */
  replyToEmail?: string;
  /** Its own words in its letters. */
  letterText?: string;
}

export const lookFields = ["accentColor", "logo", "replyToEmail", "letterText"] as const;
export type LookField = (typeof lookFields)[number];

/** Some of a look; null clears. The logo has ways of its own. */
export type LookChange = { [Field in keyof Look]?: string | null };

type LookProblems = Partial<Record<keyof Look, string>>;

/** The look after a change, normalized. Whether it may be stored, `lookProblems` says. */
export function changedLook(look: Look, change: LookChange): Look {
  const { accentColor, replyToEmail, letterText } = { ...look, ...given(change) };
  return {
    ...kept("accentColor", normalizeColor(accentColor ?? "")),
    ...kept("replyToEmail", normalizeAddress(replyToEmail ?? "")),
    ...kept("letterText", tidyLines(letterText ?? undefined) ?? ""),
  };
}

function given(change: LookChange): LookChange {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

function kept(field: keyof Look, value: string): Look {
  return value === "" ? {} : { [field]: value };
}

/** As it is stored; people leave the # out, and write #07f for #0077ff. What is no color stays what it is. */
function normalizeColor(typed: string): string {
  const [, digits] = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(typed.trim()) ?? [];
  if (digits === undefined) return typed.trim();
  const full = digits.length === 3 ? digits.replace(/./g, "$&$&") : digits;
  return `#${full.toLowerCase()}`;
}

/** Why a normalized look cannot be stored: a sentence for each field that needs another value. */
export function lookProblems({ accentColor, replyToEmail, letterText }: Look): LookProblems {
  const problems: LookProblems = {};
  if (accentColor !== undefined && !/^#[0-9a-f]{6}$/.test(accentColor)) {
    problems.accentColor =
      "Use a color such as #1e6f5c: a # and six digits or letters from a to f.";
  }
  const address = replyToEmail === undefined ? null : addressProblem(replyToEmail);
  if (address) problems.replyToEmail = address;
  const text = letterTextProblem(letterText ?? "");
  if (text) problems.letterText = text;
  return problems;
}

function letterTextProblem(text: string): string | null {
  const over = text.length - MAX_LETTER_TEXT_LENGTH;
  if (over > 0) {
    return `Use at most ${MAX_LETTER_TEXT_LENGTH} characters. This is ${over} too many.`;
  }
  // A mail program makes a link of it, beside the one link that the letter is about.
  const address = addressIn(text);
  return address === undefined
    ? null
    : `Leave out web and email addresses, such as ${address}. The only link in the email is ours.`;
}

/** With its file, which tells one logo from another of the same size. */
type WholeLook = Look & { logo?: Image & { storageId: string } };

/** For the trail. A logo is told by its kind and size. */
export function lookDifference(before: WholeLook, after: WholeLook): Difference | undefined {
  return differenceIn(lookFields, before, after, ({ logo, ...look }) =>
    logo ? { ...look, logo: `${imageNames[logo.kind]}, ${logo.width} × ${logo.height}` } : look,
  );
}
