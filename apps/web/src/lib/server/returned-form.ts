import { deflateRawSync, inflateRawSync } from "node:zlib";
import { headers } from "next/headers";
import type { ReturnedForm } from "@/lib/posted-forms";
import { RETURNED_COOKIE, RETURNED_FORM } from "@/lib/returned-cookie";

/** Browsers keep cookies of 4,096 bytes, name and attributes included. */
const MAX_COOKIE_LENGTH = 3500;

/** For a browser that never follows the redirect; else the proxy ends it with the page that shows it. */
const LIFETIME_SECONDS = 60;

/** Also after an attack on the cookie's size: what a page may hold of it. */
const MAX_BYTES = 64_000;

/** The form that came back to this page. */
export async function returnedForm(): Promise<ReturnedForm | undefined> {
  return decode((await headers()).get(RETURNED_FORM));
}

/**
 * The cookie that brings a form back to the page at `path`, which no script and no other page can read. What
 * was typed is left out when it is too long to be kept.
 */
export function returnedCookie(form: ReturnedForm, path: string, isSecure: boolean): string {
  const whole = encode(form);
  const value = whole.length <= MAX_COOKIE_LENGTH ? whole : encode({ ...form, typed: undefined });
  const attributes = [
    `${RETURNED_COOKIE}=${value}`,
    `Path=${path}`,
    `Max-Age=${LIFETIME_SECONDS}`,
    "HttpOnly",
    "SameSite=Strict",
    ...(isSecure ? ["Secure"] : []),
  ];
  return attributes.join("; ");
}

function encode(form: ReturnedForm): string {
  return deflateRawSync(JSON.stringify(form)).toString("base64url");
}

/** A value that this server has not written is no form. */
export function decode(value: string | null): ReturnedForm | undefined {
  if (!value) return undefined;
  try {
    const json = inflateRawSync(Buffer.from(value, "base64url"), { maxOutputLength: MAX_BYTES });
    const form: unknown = JSON.parse(json.toString());
    return isReturnedForm(form) ? form : undefined;
  } catch {
    return undefined;
  }
}

function isReturnedForm(value: unknown): value is ReturnedForm {
  if (typeof value !== "object" || value === null) return false;
  const { form, problem, problems, sent, typed } = value as Record<string, unknown>;
  return (
    typeof form === "string" &&
    (problem === undefined || typeof problem === "string") &&
    (sent === undefined || sent === true) &&
    (problems === undefined || isTexts(problems)) &&
    (typed === undefined || isTexts(typed))
  );
}

function isTexts(value: unknown): value is Record<string, string> {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((text) => typeof text === "string")
  );
}
