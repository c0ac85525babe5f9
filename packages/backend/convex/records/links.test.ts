import { expect, test } from "vitest";
import { hashOfToken } from "./links";

const TOKEN = "0123456789abcdef".repeat(4);

test.each([".", ")", ">", " ", "%20", "?token=abc", "&token=abc", "=", "\u200b", "ff"])(
  "a token with %j glued behind it is the same token",
  (glued) => {
    expect(hashOfToken(TOKEN + glued)).toBe(hashOfToken(TOKEN));
  },
);

test.each([undefined, "", "abc", TOKEN.slice(1), ` ${TOKEN}`, TOKEN.replace("0", "g")])(
  "%j does not begin with a token",
  (text) => {
    expect(hashOfToken(text)).toBeUndefined();
  },
);
