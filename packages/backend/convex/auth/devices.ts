import { cookiePrefix } from "../environment";
import { secretOf, sha256 } from "../secrets";

/**
 * A device that has signed in to an account before carries a cookie that says so, which nobody can make up, and which
 * signs nobody in: it only gives the device's guesses room of their own, that strangers' guesses cannot use up.
 */

const SEPARATOR = ".";
/** Long: a device is known until its browser forgets it. */
const MAX_AGE_SECONDS = 365 * 24 * 60 * 60;

/** One cookie for each account: a family's computer is known to all of them. The name tells nobody the address. */
export function deviceCookieName(email: string): string {
  return `${cookiePrefix() ?? "vestibule"}.device_${sha256(email).slice(0, 12)}`;
}

/** The `Set-Cookie` that makes a device known. */
export function deviceCookie(email: string, device: string, isSecure: boolean): string {
  const value = `${device}${SEPARATOR}${signatureOf(email, device)}`;
  const flags = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${MAX_AGE_SECONDS}`;
  return `${deviceCookieName(email)}=${value}; ${flags}${isSecure ? "; Secure" : ""}`;
}

/** The device that this account was signed in to on; undefined for any other, and for a cookie that we did not sign. */
export function knownDevice(email: string, cookies: string | null): string | undefined {
  const name = `${deviceCookieName(email)}=`;
  const pair = cookies?.split(/;\s*/).find((each) => each.startsWith(name));
  const [device, signature] = pair?.slice(name.length).split(SEPARATOR) ?? [];
  // Hashes, because comparing the strings would take longer the more of it is right.
  return device && signature && sha256(signature) === sha256(signatureOf(email, device))
    ? device
    : undefined;
}

function signatureOf(email: string, device: string): string {
  return secretOf("device", `${email}:${device}`);
}
