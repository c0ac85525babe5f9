/** Email addresses, normalized once and compared that way everywhere. */

/** RFC 5321: what a path may hold. */
const MAX_ADDRESS_LENGTH = 254;
const MAX_LOCAL_LENGTH = 64;

/** An address, and all that copying leaves around it. What is longer is none, and repairing it would cost the square of it. */
const MAX_TYPED_LENGTH = 1000;

// The rule of zod's `email()`, by which Better Auth signs people in, and domains in their ASCII form to the end
// (`auth/addresses.ts` teaches it those): an address that it refuses could join once and never come back. Who
// really is behind one, only a mail can tell.
const ADDRESS =
  /^(?:[a-z0-9_'+-]+\.)*[a-z0-9_'+-]*[a-z0-9_+-]@(?:[a-z0-9][a-z0-9-]*\.)+(?:[a-z]{2,}|xn--[a-z0-9-]*[a-z0-9])$/i;

/**
 * As it is stored: lower-case, its domain in ASCII (`xn--…`), without what copying leaves around it (a name, `mailto:`,
 * angle brackets, a comma, invisible characters). Plus tags and dots stay: some providers keep them as different
 * mailboxes. What is no address stays what it is, for `addressProblem` to say why.
 */
export function normalizeAddress(typed: string): string {
  const address = unwrapped(typed);
  const at = address.lastIndexOf("@") + 1;
  return at === 0 ? address : address.slice(0, at) + asciiDomain(address.slice(at));
}

/** A domain as it is stored; people put an @ in front. */
export function normalizeDomain(typed: string): string {
  return asciiDomain(unwrapped(typed).replace(/^@+/, ""));
}

/** Lower-case, without what copying leaves around it; its domain still as it was written. */
export function unwrapped(typed: string): string {
  if (typed.length > MAX_TYPED_LENGTH) return typed;
  return withoutWrapping(visible(typed)).toLowerCase();
}

/** Full-width letters and signs are the plain ones of another keyboard. */
function visible(typed: string): string {
  return typed
    .replace(/\s+/g, " ")
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .normalize("NFKC")
    .trim();
}

function withoutWrapping(text: string): string {
  const [, inner] = /^[^<>]*<\s*([^<>\s]+)\s*>[\s;,.]*$/.exec(text) ?? [];
  const [, mailed] = /^mailto:([^?]*)/i.exec(inner ?? text) ?? [];
  return (mailed === undefined ? (inner ?? text) : decoded(mailed))
    .replace(/^["'(<\s]+(?=\S+@)/, "")
    .replace(/["')>;,.\s]+$/, "");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The URL parser of every runtime knows the mapping (UTS 46); what it can't map stays as typed. */
function asciiDomain(domain: string): string {
  if (domain.length > MAX_TYPED_LENGTH) return domain;
  if (!NOT_ASCII.test(domain) || NOT_IN_A_DOMAIN.test(domain)) return domain;
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return domain;
  }
}

const NOT_ASCII = /[^\0-\x7f]/;

/** Of the ASCII ones: they would be another part of a URL. */
const NOT_IN_A_DOMAIN = /[\0-,/:-@[-`{-\x7f]/;

/** Expects a normalized address. */
export function isAddress(address: string): boolean {
  return addressProblem(address) === null;
}

/** In letters of either case, and of any length. */
export function isShapedAsAddress(address: string): boolean {
  return ADDRESS.test(address);
}

/** Why a normalized address is none, and what to do about it; null for an address. */
export function addressProblem(address: string): string | null {
  const at = address.lastIndexOf("@");
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (address.length > MAX_ADDRESS_LENGTH || local.length > MAX_LOCAL_LENGTH) {
    return `An address has at most ${MAX_LOCAL_LENGTH} characters before the @ and ${MAX_ADDRESS_LENGTH} in all. Check this one.`;
  }
  if (isShapedAsAddress(address)) return null;
  if (at < 1 || domain === "") return INCOMPLETE;
  if (/@.*[\s,;].*@/.test(address)) return "Enter one address at a time.";
  const wrong = /[^A-Za-z0-9_'+.-]/u.exec(local)?.[0];
  if (wrong) return `${named(wrong)} can't be used before the @. Check how the address is spelled.`;
  if (local.startsWith(".") || local.includes("..") || /[.']$/.test(local)) {
    return "The part before the @ can't start or end with a dot, end with an apostrophe, or have two dots in a row.";
  }
  const wrongAfter = /[^A-Za-z0-9.-]/u.exec(domain)?.[0];
  if (wrongAfter) {
    return `${named(wrongAfter)} can't be used after the @. Check how the address is spelled.`;
  }
  if (!domain.includes(".")) return INCOMPLETE;
  return "The part after the @ has to be a whole domain, such as example.com.";
}

const INCOMPLETE = "Enter a complete email address, such as maria@example.com.";

function named(character: string): string {
  return character.trim() === "" ? "A space" : `“${character}”`;
}

/** Everything behind the last @ of a normalized address. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}

/** No list, or an empty one, allows every domain. Subdomains are domains of their own. */
export function isDomainAllowed(address: string, allowed: readonly string[] | undefined): boolean {
  if (!allowed || allowed.length === 0) return true;
  const domain = domainOf(address);
  return allowed.some((candidate) => normalizeDomain(candidate) === domain);
}

/** Expects a normalized domain, without an @. */
export function isDomain(domain: string): boolean {
  return isAddress(`x@${domain}`) && !domain.includes("@");
}
