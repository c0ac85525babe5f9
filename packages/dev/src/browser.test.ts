import { expect, test } from "vitest";
import { findBrowser } from "./browser.ts";

const has =
  (...files: string[]) =>
  (file: string) =>
    files.includes(file);

test("a browser that the user names wins", () => {
  const exists = has("/opt/chrome", "/own/chromium", "/usr/bin/chromium");
  expect(findBrowser("/opt/chrome", "/own/chromium", exists)).toBe("/opt/chrome");
});

test("a browser that the user names but that is not there is said, not passed over", () => {
  expect(() => findBrowser("/opt/chrome", "/own/chromium", has("/usr/bin/chromium"))).toThrow(
    "CHROME_PATH names /opt/chrome, where there is nothing.",
  );
});

test("Playwright's own comes before the system's", () => {
  const exists = has("/own/chromium", "/usr/bin/chromium");
  expect(findBrowser(undefined, "/own/chromium", exists)).toBe("/own/chromium");
});

test("the system's is found when there is nothing else", () => {
  expect(findBrowser(undefined, "/own/chromium", has("/usr/bin/chromium"))).toBe(
    "/usr/bin/chromium",
  );
});

test("none is found where there is none", () => {
  expect(findBrowser(undefined, "/own/chromium", has())).toBeNull();
});
