// @vitest-environment node
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { builtScripts, hashSource, inlineScripts, THEME_SCRIPT_ID } from "./inline-scripts.mjs";

const THEME = `<script id="${THEME_SCRIPT_ID}">dark()</script>`;

/** A build with these pages. */
async function buildOf(pages: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "build-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [page, html] of Object.entries(pages)) {
    const file = path.join(folder, "server", page);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, html);
  }
  return folder;
}

test("a script is hashed as the browser reads it: every letter between its tags", () => {
  expect(inlineScripts('<p>1</p><script id="_R_">\n go("<b>")\n</script>')).toEqual([
    { id: "_R_", hash: hashSource('\n go("<b>")\n') },
  ]);
  // The hash that browsers report for this text.
  expect(hashSource("alert('Hello, world.');")).toBe(
    "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='",
  );
});

test("a script of a file has no hash", () => {
  expect(inlineScripts('<script src="/_next/a.js" async=""></script>')).toEqual([]);
});

test("a build's scripts are those of all its pages, each once, and the one that sets the theme", async () => {
  const build = await buildOf({
    "app/_not-found.html": `${THEME}<script>a()</script>`,
    "pages/500.html": "<script>a()</script><script>b()</script>",
    "app/page.js": "<script>c()</script>",
  });
  const scripts = await builtScripts(build);
  expect(new Set(scripts.all)).toEqual(new Set(["dark()", "a()", "b()"].map(hashSource)));
  expect(scripts.all).toHaveLength(3);
  expect(scripts.theme).toBe(hashSource("dark()"));
});

test("a build without the theme's script is refused, with what to do", async () => {
  const build = await buildOf({ "app/_not-found.html": "<script>a()</script>" });
  await expect(builtScripts(build)).rejects.toThrow(/npm run build/);
});
