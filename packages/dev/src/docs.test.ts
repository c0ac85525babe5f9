import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { repositoryFolder } from "./paths.ts";

/** The documents name files; a move that forgets them would send a newcomer to nowhere. */

const IGNORED = new Set(["node_modules", ".git", ".next", ".next-beside", ".turbo", "dist"]);

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (IGNORED.has(entry.name)) return [];
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(file) : [`/${path.relative(repositoryFolder, file)}`];
  });
}

const files = filesBelow(repositoryFolder).map((file) => file.replaceAll(path.sep, "/"));
const documents = files.filter((file) => file.endsWith(".md"));

/** `lifecycle/resend.ts`, as prose writes it: the end of a path. */
function namedIn(document: string): string[] {
  const text = readFileSync(path.join(repositoryFolder, document), "utf8");
  return [...text.matchAll(/`([\w./[\]-]+\.tsx?)`/g)].map(([, named = ""]) => named);
}

const isThere = (named: string) =>
  files.some((file) => file.endsWith(`/${named.replace(/^\.\.?\//, "")}`));

test.each(documents)("every source file that %s names is there", (document) => {
  expect(namedIn(document).filter((named) => !isThere(named))).toEqual([]);
});

test("the architecture names files, and one that is not there would be missed", () => {
  expect(namedIn("docs/architecture.md").length).toBeGreaterThan(40);
  expect(isThere("lifecycle/resendAgain.ts")).toBe(false);
});
