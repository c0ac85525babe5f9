import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { execa } from "execa";

const SYSTEM_BROWSERS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * Path of a Chromium for the browser tests: `CHROME_PATH`, Playwright's own, the system's, or one that is
 * installed now. Throws with the one command to run when there is none and none can be installed.
 */
export async function browserPath(ownByPlaywright: string): Promise<string> {
  const found = findBrowser(process.env.CHROME_PATH, ownByPlaywright);
  if (found) return found;
  await installBrowser();
  const installed = findBrowser(undefined, ownByPlaywright);
  if (installed) return installed;
  throw new Error(
    "No Chromium was found for the browser tests and none could be installed. Run: npx playwright install --with-deps chromium",
  );
}

export function findBrowser(
  chosen: string | undefined,
  ownByPlaywright: string,
  exists: (file: string) => boolean = existsSync,
): string | null {
  if (chosen && !exists(chosen)) {
    throw new Error(`CHROME_PATH names ${chosen}, where there is nothing. Correct it or unset it.`);
  }
  return [chosen, ownByPlaywright, ...SYSTEM_BROWSERS].find((file) => file && exists(file)) ?? null;
}

/** Playwright's download where it is reachable, else Debian's package when we may install it. */
async function installBrowser(): Promise<void> {
  const cli = path.join(
    path.dirname(createRequire(import.meta.url).resolve("@playwright/test/package.json")),
    "cli.js",
  );
  const downloaded = await execa(process.execPath, [cli, "install", "chromium"], {
    reject: false,
    timeout: 5 * 60_000,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (downloaded.exitCode === 0) return;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  const options = {
    reject: false,
    stdio: ["ignore", "inherit", "inherit"],
    env: { DEBIAN_FRONTEND: "noninteractive" },
  } as const;
  await execa("apt-get", ["update"], options);
  await execa("apt-get", ["install", "-y", "chromium"], options);
}
