import { test as base } from "@playwright/test";

export { expect } from "@playwright/test";

/** A story closes the browsers that it opened: their live pages would slow down every later story. */
export const test = base.extend<{ closesProfiles: undefined }>({
  closesProfiles: [
    async ({ browser }, use) => {
      await use(undefined);
      await Promise.all(browser.contexts().map((profile) => profile.close()));
    },
    { auto: true },
  ],
});
