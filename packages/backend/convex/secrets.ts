import { hmac } from "@noble/hashes/hmac.js";
import { sha256 as digest } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { requireAuthSecret } from "./environment";

/**
 * Everything derived from the deployment's secret; nothing here keeps a key between calls. Web Crypto
 * would give the same bytes, but only through a promise for each step, which costs a mutation twenty
 * times the hashing itself.
 */

/** Separates our use of BETTER_AUTH_SECRET from Better Auth's own. Changing it kills every link. */
const KEY_CONTEXT = "vestibule/derived-secrets/v1";

/** A secret for one row and one purpose, hex. The same row always gives the same one. */
export function secretOf(
  purpose: "link" | "code" | "device" | "signUp" | "limit" | "reset" | "unsubscribe",
  rowId: string,
): string {
  const key = hmac(digest, utf8ToBytes(requireAuthSecret()), utf8ToBytes(KEY_CONTEXT));
  return bytesToHex(hmac(digest, key, utf8ToBytes(`${purpose}:${rowId}`)));
}

export function sha256(text: string): string {
  return bytesToHex(digest(utf8ToBytes(text)));
}
