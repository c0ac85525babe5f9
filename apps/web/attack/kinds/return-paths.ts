import type { Attack } from "../attack.ts";
import { openBrowser, someOwner } from "../people.ts";
import type { Answer } from "../send.ts";

/** A way back from signing in that leads to somebody else's site. */

/** The first of these, one of each sort; the rest is theirs to be read apart, in the tests of `lib/return-path.ts`. */
const IN_SHORT = 5;

const elsewhere = [
  "//evil.test/",
  "/\\evil.test",
  "https:evil.test",
  "/\t/evil.test",
  "/%2F/evil.test",
  "https://evil.test/",
  "///evil.test/",
  "\\\\evil.test",
  "\\/evil.test",
  "https:/evil.test",
  "https:\\evil.test",
  "/\n/evil.test",
  "\t//evil.test",
  " //evil.test",
  "\u0000//evil.test",
  "/.//evil.test",
  "/a/..//evil.test",
  "/%5Cevil.test",
  "%2F%2Fevil.test",
  "/%09/evil.test",
  "javascript:alert(1)",
  "data:text/html,evil.test",
  "@evil.test",
  ".evil.test",
];

/** Whether a browser that reads this goes to another site; encoded once more, as a careless step on the way would undo it. */
function leavesSite(location: string, site: string): boolean {
  return URL.canParse(location, site) ? new URL(location, site).origin !== site : true;
}

function isAway({ headers, text }: Answer, site: string): boolean {
  const { location } = headers;
  const inPage = [...text.matchAll(/(?:href|action|content)="([^"]*evil[^"]*)"/g)].map(
    ([, address = ""]) => address.replace(/^\d+;url=/, "").replaceAll("&amp;", "&"),
  );
  return [...(location === undefined ? [] : [location]), ...inPage].some((address) =>
    leavesSite(address, site),
  );
}

export const returnPaths: Attack[] = [
  {
    name: "A way back from signing in or proving an address that leads to another site",
    answer: "a path of this site",
    run: async (stack, tally, size) => {
      const site = new URL(stack.webUrl).origin;
      const { browser } = await someOwner(stack);
      const stranger = openBrowser(stack);
      for (const next of size === "full" ? elsewhere : elsewhere.slice(0, IN_SHORT)) {
        const query = new URLSearchParams({ next });
        const named = JSON.stringify(next);
        for (const page of ["/sign-in", "/sign-up", "/forgot-password", "/confirm-address"]) {
          for (const visitor of [browser, stranger]) {
            const answer = await visitor.get(`${page}?${query}`);
            tally.note(`${page} with ${named}`, !isAway(answer, site));
          }
        }
        const answer = await browser.postForm("/forms/confirm-address", { next, code: "000000" });
        if (answer.status !== 303) throw new Error(`The form was answered ${answer.status}.`);
        tally.note(`the form with ${named}: ${answer.headers.location}`, !isAway(answer, site));
      }
    },
  },
];
