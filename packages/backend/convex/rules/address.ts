/** Email addresses, normalized once and compared that way everywhere. */

/** RFC 5321: what a path may hold. */
const MAX_ADDRESS_LENGTH = 254;
const MAX_LOCAL_LENGTH = 64;

// What Better Auth signs people in with (the rule of zod's `email()`; a test compares the two): an address
// that it refuses could join once and never come back. Who really is behind one, only a mail can tell.
const ADDRESS =
  /^(?:[A-Za-z0-9_'+-]+\.)*[A-Za-z0-9_'+-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;

/** Trimmed and lower-case. Plus tags and dots stay: some providers keep them as different mailboxes. */
export function normalizeAddress(address: string): string {
  return address.trim().toLowerCase();
}

/** Expects a normalized address. */
export function isAddress(address: string): boolean {
  if (address.length > MAX_ADDRESS_LENGTH) return false;
  const local = address.slice(0, address.lastIndexOf("@"));
  if (local.length > MAX_LOCAL_LENGTH) return false;
  return ADDRESS.test(address);
}

/** Everything behind the last @ of a normalized address. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}

/** No list, or an empty one, allows every domain. Subdomains are domains of their own. */
export function isDomainAllowed(address: string, allowed: readonly string[] | undefined): boolean {
  if (!allowed || allowed.length === 0) return true;
  const domain = domainOf(address);
  return allowed.some((candidate) => normalizeAddress(candidate).replace(/^@/, "") === domain);
}

/** Expects a normalized domain, without an @. */
export function isDomain(domain: string): boolean {
  return isAddress(`x@${domain}`) && !domain.includes("@");
}

/** Enough for its owner to recognize, too little to write to: m•••@example.com. */
export function maskAddress(address: string): string {
  const local = address.slice(0, address.lastIndexOf("@"));
  const [first = ""] = local;
  return `${first}•••@${domainOf(address)}`;
}
