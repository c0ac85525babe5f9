// @ts-check
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** How `components/providers/theme-provider.tsx` marks the script that sets the theme before anything is painted. */
export const THEME_SCRIPT_ID = "theme-script";

/**
 * The scripts inside the pages that `next build` rendered, as a policy names them. Read when the server starts, so that
 * they are those of the build that it serves.
 *
 * @param {string} buildFolder
 */
export async function builtScripts(buildFolder) {
  const server = path.join(buildFolder, "server");
  const pages = (await readdir(server, { recursive: true })).filter((file) =>
    file.endsWith(".html"),
  );
  const texts = await Promise.all(pages.map((page) => readFile(path.join(server, page), "utf8")));
  const scripts = texts.flatMap(inlineScripts);
  const theme = scripts.find(({ id }) => id === THEME_SCRIPT_ID);
  if (!theme) throw new Error("No built page sets the theme. Build the web app: npm run build");
  return { all: [...new Set(scripts.map(({ hash }) => hash))], theme: theme.hash };
}

/** @param {string} html */
export function inlineScripts(html) {
  return [...html.matchAll(/<script\b([^>]*)>(.*?)<\/script>/gs)]
    .filter(([, attributes = ""]) => !/\ssrc=/.test(attributes))
    .map(([, attributes = "", text = ""]) => ({
      id: /\sid="([^"]*)"/.exec(attributes)?.[1],
      hash: hashSource(text),
    }));
}

/** @param {string} text */
export function hashSource(text) {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
