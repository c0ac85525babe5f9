import { cookiePrefix } from "../environment";
import { secretOf, sha256 } from "../secrets";

/**
 * A device that has signed in to an account before carries a cookie that says so, which nobody can make up, and which
 * signs nobody in: it only gives the device's guesses room of their own, that strangers' guesses cannot use up. It is good
 * for one password: a new one, or another owner of the address, ends it.
 */

const SEPARATOR = ".";
/** Long: a device is known until its browser forgets it. */
const MAX_AGE_SECONDS = 365 * 24 * 60 * 60;

/** The password that was signed in with, without the password. */
export interface Credential {
  id: string;
  changedAt: number;
}

/** What a cookie says, right or wrong. */
export interface ClaimedDevice {
  id: string;
  signature: string;
}

/** One cookie for each account: a family's computer is known to all of them. The name tells nobody the address. */
export function deviceCookieName(email: string): string {
  return `${cookiePrefix() ?? "vestibule"}.device_${sha256(email).slice(0, 12)}`;
}

/** The `Set-Cookie` that makes a device known. */
export function deviceCookie(
  email: string,
  device: string,
  credential: Credential,
  isSecure: boolean,
): string {
  const value = `${device}${SEPARATOR}${signatureOf(device, credential)}`;
  const flags = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${MAX_AGE_SECONDS}`;
  return `${deviceCookieName(email)}=${value}; ${flags}${isSecure ? "; Secure" : ""}`;
}

/** What the browser's cookie for this account says; undefined without one. */
export function claimedDevice(email: string, cookies: string | null): ClaimedDevice | undefined {
  const name = `${deviceCookieName(email)}=`;
  const pair = cookies?.split(/;\s*/).find((each) => each.startsWith(name));
  const [id, signature] = pair?.slice(name.length).split(SEPARATOR) ?? [];
  return id && signature ? { id, signature } : undefined;
}

export function isKnownDevice({ id, signature }: ClaimedDevice, credential: Credential): boolean {
  // Hashes, because comparing the strings would take longer the more of it is right.
  return sha256(signature) === sha256(signatureOf(id, credential));
}

function signatureOf(device: string, { id, changedAt }: Credential): string {
  return secretOf("device", `${id}:${changedAt}:${device}`);
}
