import { expect, test } from "vitest";
import { browserOf } from "./browser";

const WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)";
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";
const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15";

test.each([
  [`${WINDOWS} Chrome/140.0.0.0 Safari/537.36`, "Chrome on Windows"],
  [`${WINDOWS} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`, "Edge on Windows"],
  [`${WINDOWS} Chrome/140.0.0.0 Safari/537.36 OPR/121.0.0.0`, "Opera on Windows"],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0", "Firefox on Linux"],
  [
    `${MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Safari/605.1.15`,
    "Safari on a Mac",
  ],
  [`${IPHONE} (KHTML, like Gecko) Version/18.3 Mobile/15E148 Safari/604.1`, "Safari on an iPhone"],
  [`${IPHONE} (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1`, "Chrome on an iPhone"],
  [
    "Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
    "Samsung Internet on Android",
  ],
  [
    "Mozilla/5.0 (X11; CrOS x86_64 15633.69.0) Chrome/140.0.0.0 Safari/537.36",
    "Chrome on ChromeOS",
  ],
  ["curl/8.5.0", "an unknown browser"],
  ["", "an unknown browser"],
  [undefined, "an unknown browser"],
])("%s is %s", (userAgent, words) => {
  expect(browserOf(userAgent)).toBe(words);
});

test("nothing of a sender's own text is in the words", () => {
  expect(browserOf("Call +1 555 0100/1.0 (https://evil.test) Windows")).toBe(
    "an unknown browser on Windows",
  );
});

test("a user agent as long as a header may be is read in no time that grows with it", () => {
  expect(browserOf("Version/".repeat(100_000))).toBe("an unknown browser");
});
