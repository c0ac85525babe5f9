/** What an upload URL carries: for which component it was made and when, signed so that no client can make one. */
import { createHmac, timingSafeEqual } from "node:crypto";

export const UPLOAD_VALIDITY_MS = 60 * 60 * 1000;

export interface UploadGrant {
  componentPath: string;
  /** ms */
  issuedAt: number;
}

export type ReadUploadToken =
  | { ok: true; grant: UploadGrant }
  | { ok: false; reason: "forged" | "expired" };

/** The key of all tokens, so that the admin key itself need not go where functions run. */
export function uploadKey(adminKey: string): string {
  return createHmac("sha256", adminKey).update("upload URLs").digest("base64url");
}

export function makeUploadToken(key: string, grant: UploadGrant): string {
  const content = Buffer.from(JSON.stringify([grant.componentPath, grant.issuedAt]));
  return `${content.toString("base64url")}.${sign(key, content).toString("base64url")}`;
}

/** @param now ms */
export function readUploadToken(key: string, token: string, now: number): ReadUploadToken {
  const [content, signature] = token.split(".").map((part) => Buffer.from(part, "base64url"));
  if (content === undefined || signature === undefined) return { ok: false, reason: "forged" };
  const expected = sign(key, content);
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
    return { ok: false, reason: "forged" };
  }
  const [componentPath, issuedAt] = JSON.parse(content.toString("utf8")) as [string, number];
  if (now > issuedAt + UPLOAD_VALIDITY_MS) return { ok: false, reason: "expired" };
  return { ok: true, grant: { componentPath, issuedAt } };
}

function sign(key: string, content: Buffer): Buffer {
  return createHmac("sha256", key).update(content).digest();
}
