import { test as base, type ConsoleMessage, expect } from "@playwright/test";

export { expect } from "@playwright/test";

/** What a browser says of anything that a page's content policy forbids. */
const BREACH = /Content Security Policy|permissions policy violation/i;

/**
 * A story closes the browsers that it opened: their live pages would slow down every later story. In all of them, whatever a
 * story is about, no page may have done what its content policy forbids; one that means to says so with `breaches`.
 */
export const test = base.extend<{ breaches: string[]; closesProfiles: undefined }>({
  breaches: async ({ browser }, use) => {
    const seen: string[] = [];
    const listen = (message: ConsoleMessage) => {
      if (BREACH.test(message.text())) seen.push(`${message.page()?.url()}: ${message.text()}`);
    };
    const newContext = browser.newContext.bind(browser);
    browser.newContext = async (options) => {
      const profile = await newContext(options);
      return profile.on("console", listen);
    };
    await use(seen);
    browser.newContext = newContext;
  },
  closesProfiles: [
    async ({ browser, breaches }, use) => {
      await use(undefined);
      expect(breaches, "what content policies forbade").toEqual([]);
      await Promise.all(browser.contexts().map((profile) => profile.close()));
    },
    { auto: true },
  ],
});
