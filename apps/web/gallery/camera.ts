import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";

const folder = fileURLToPath(new URL("../screenshots", import.meta.url));

const VIEWPORTS = [
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
];
const THEMES = ["light", "dark"] as const;

/** Takes the state that a page is in now at every width and in both themes, as `name-360-light.png`. */
export async function take(page: Page, name: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const viewport of VIEWPORTS) {
    await page.setViewportSize(viewport);
    for (const colorScheme of THEMES) {
      // Without motion: a picture of a fade is a picture of nothing.
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.locator(`html.${colorScheme}`).waitFor();
      await page.screenshot({
        path: path.join(folder, `${name}-${viewport.width}-${colorScheme}.png`),
        fullPage: true,
      });
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      if (sideways > 0) throw new Error(`${name} scrolls sideways at ${viewport.width} px.`);
    }
  }
  process.stdout.write(`${name}\n`);
}
