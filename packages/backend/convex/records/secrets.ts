import { requireAuthSecret } from "../environment";

/**
 * Everything derived from the deployment's secret. HMAC and digests are allowed in queries and
 * mutations, key generation is not; nothing here keeps a key between calls.
 */

/** Separates our use of BETTER_AUTH_SECRET from Better Auth's own. Changing it kills every link. */
const KEY_CONTEXT = "vestibule/derived-secrets/v1";

/** A secret for one row and one purpose, hex. The same row always gives the same one. */
export async function secretOf(purpose: "link" | "code", rowId: string): Promise<string> {
  const key = await hmac(new TextEncoder().encode(requireAuthSecret()), KEY_CONTEXT);
  return toHex(await hmac(key, `${purpose}:${rowId}`));
}

export async function sha256(text: string): Promise<string> {
  return toHex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

async function hmac(key: BufferSource, message: string): Promise<ArrayBuffer> {
  const imported = await crypto.subtle.importKey(
    "raw",
    key,
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  return await crypto.subtle.sign("HMAC", imported, new TextEncoder().encode(message));
}

function toHex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
