import { bytesToHex } from "@noble/hashes/utils.js";

/** The range protocol of Pwned Passwords (https://haveibeenpwned.com/API/v3#PwnedPasswords), which its mirrors speak too. */

const PREFIX_LENGTH = 5;

/** A SHA-1 in upper-case hex: `prefix` is what the service is told, `suffix` what is looked for in its answer. */
export function split(sha1: Uint8Array): { prefix: string; suffix: string } {
  const hex = bytesToHex(sha1).toUpperCase();
  return { prefix: hex.slice(0, PREFIX_LENGTH), suffix: hex.slice(PREFIX_LENGTH) };
}

/** `range` has a line for each suffix, `<suffix>:<times seen>`; lines that were seen zero times are padding. */
export function isListed(suffix: string, range: string): boolean {
  return range.split("\n").some((line) => {
    const [listed = "", times = ""] = line.trim().split(":");
    return listed.toUpperCase() === suffix && Number(times) > 0;
  });
}
