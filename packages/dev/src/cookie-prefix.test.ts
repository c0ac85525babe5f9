import { expect, test } from "vitest";
import { cookiePrefixOf } from "./cookie-prefix.ts";

test("two data folders, and one name in two places, have cookies of their own", () => {
  const prefixes = ["/a/.vestibule", "/a/.vestibule-2", "/b/.vestibule"].map(cookiePrefixOf);
  expect(new Set(prefixes).size).toBe(3);
});

test("a folder keeps its cookies from one start to the next", () => {
  expect(cookiePrefixOf("/a/.vestibule/")).toBe(cookiePrefixOf("/a/.vestibule"));
  expect(cookiePrefixOf("/a/.vestibule")).toMatch(/^vestibule-[0-9a-f]{8}$/);
});
