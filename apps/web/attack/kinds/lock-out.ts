import { type Attack, burst } from "../attack.ts";
import { newAddress, newPerson, openBrowser } from "../people.ts";
import { isLimited, isOk } from "../send.ts";

/** Guesses that are made to keep the owner of an account out. */

const SIGN_IN = "/api/auth/sign-in/email";
const PER_HOUR = { capacity: 200, perSecond: 200 / 3600 };
/** As many browsers as a botnet's machine would open. */
const AT_ONCE = 20;

export const lockOut: Attack[] = [
  {
    name: "Two hundred wrong passwords in an hour, to keep an account's owner out",
    answer: "strangers get 429, and the owner's own device signs in",
    isLong: true,
    run: async (stack, tally) => {
      const owner = await newPerson(stack);
      const stranger = openBrowser(stack);
      const guess = { email: owner.email, password: "a wrong guess" };
      for (let sent = 0; sent < 220; sent += AT_ONCE) {
        await burst(AT_ONCE, PER_HOUR, async () => {
          const from = { "x-forwarded-for": newAddress() };
          return !isLimited(await stranger.post(SIGN_IN, guess, from));
        });
      }
      const right = { email: owner.email, password: owner.password };
      const fromElsewhere = await openBrowser(stack).post(SIGN_IN, right);
      if (!isLimited(fromElsewhere)) throw new Error("The guesses locked nobody out.");
      const home = await owner.browser.post(SIGN_IN, right);
      tally.note(`the owner was kept out with ${home.status}`, isOk(home));
    },
  },
];
