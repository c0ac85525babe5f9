import type { Page } from "@playwright/test";

/**
 * Moments taken inside the pages, in ms since the epoch with their fractions: both browsers run on one
 * machine, so one clock times both ends, and no message to a browser is counted with them. What runs in a
 * page names no functions of its own: the compiler would wrap them in one that the page does not have.
 */
export interface Moments {
  clicked: number;
  /** The first message over the socket after the click, and the one that brought the row. */
  sent: number;
  received: number;
  /** The row is in the document, and the frame that shows it begins. */
  inDocument: number;
  shown: number;
}

declare global {
  interface Window {
    moments: Partial<Moments>;
  }
}

/** To be run before a page's own scripts: notes when its socket sends and receives. */
export async function watchSocket(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.moments = {};
    window.WebSocket = class extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        this.addEventListener("message", () => {
          // The last one before the row: others may come while it is waited for.
          if (window.moments.inDocument === undefined)
            window.moments.received = performance.timeOrigin + performance.now();
        });
      }
      override send(data: string) {
        if (window.moments.clicked !== undefined)
          window.moments.sent ??= performance.timeOrigin + performance.now();
        super.send(data);
      }
    };
  });
}

/** Resolves with the moments of the next click on the page. */
export async function nextClick(page: Page): Promise<() => Promise<Partial<Moments>>> {
  await page.evaluate(() => {
    window.moments = {};
    document.addEventListener(
      "click",
      () => {
        window.moments.clicked = performance.timeOrigin + performance.now();
      },
      { capture: true, once: true },
    );
  });
  return async () => await page.evaluate(() => window.moments);
}

/** Watches for a text to come into the page; what it returns waits for that. */
export async function nextText(page: Page, text: string): Promise<() => Promise<Partial<Moments>>> {
  await page.evaluate((awaited) => {
    window.moments = {};
    const observer = new MutationObserver(() => {
      if (!document.querySelector("main")?.textContent?.includes(awaited)) return;
      observer.disconnect();
      window.moments.inDocument = performance.timeOrigin + performance.now();
      requestAnimationFrame(() => {
        window.moments.shown = performance.timeOrigin + performance.now();
      });
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  }, text);
  return async () => {
    await page.waitForFunction(() => window.moments.shown !== undefined);
    return await page.evaluate(() => window.moments);
  };
}
