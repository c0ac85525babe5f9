import { expect, test } from "vitest";
import { makeUploadToken, readUploadToken, UPLOAD_VALIDITY_MS, uploadKey } from "./upload-token.ts";

const key = uploadKey("admin|secret");
const grant = { componentPath: "files", issuedAt: 1_000_000 };

test("a token tells whom it was made for, for an hour", () => {
  const token = makeUploadToken(key, grant);
  const end = grant.issuedAt + UPLOAD_VALIDITY_MS;
  expect(UPLOAD_VALIDITY_MS).toBe(3_600_000);
  expect(readUploadToken(key, token, end)).toEqual({ ok: true, grant });
  expect(readUploadToken(key, token, end + 1)).toEqual({ ok: false, reason: "expired" });
});

test("a token that was changed, or made with another key, is forged", () => {
  const token = makeUploadToken(key, grant);
  const [, signature] = token.split(".");
  const other = Buffer.from('["",1000000]').toString("base64url");
  for (const text of ["", "x", `${other}.${signature}`, `${token}x`, token.slice(0, -3)]) {
    expect(readUploadToken(key, text, 1_000_000)).toEqual({ ok: false, reason: "forged" });
  }
  const foreign = makeUploadToken(uploadKey("admin|other"), grant);
  expect(readUploadToken(key, foreign, 1_000_000)).toEqual({ ok: false, reason: "forged" });
});
