/** Pagination cursors: a position in an index, bound to the query that made it. */
import { createHash } from "node:crypto";
import type { JsonValue } from "./json.ts";

/** After the entry with this key, or the end of the query. */
export type CursorPosition = { after: Buffer } | "end";

const FINGERPRINT_BYTES = 12;
const AFTER = 1;
const END = 2;

export function queryFingerprint(query: JsonValue): Buffer {
  return createHash("sha256").update(JSON.stringify(query)).digest().subarray(0, FINGERPRINT_BYTES);
}

export function encodeCursor(position: CursorPosition, fingerprint: Buffer): string {
  const tag = Buffer.from([position === "end" ? END : AFTER]);
  const key = position === "end" ? Buffer.alloc(0) : position.after;
  return Buffer.concat([fingerprint, tag, key]).toString("base64url");
}

/** Null when the text is not a cursor of this query. */
export function decodeCursor(text: string, fingerprint: Buffer): CursorPosition | null {
  const bytes = Buffer.from(text, "base64url");
  if (!bytes.subarray(0, FINGERPRINT_BYTES).equals(fingerprint)) return null;
  const key = bytes.subarray(FINGERPRINT_BYTES + 1);
  switch (bytes[FINGERPRINT_BYTES]) {
    case AFTER:
      return { after: key };
    case END:
      return key.length === 0 ? "end" : null;
    default:
      return null;
  }
}
