import type { StackAddress } from "@vestibule/dev/test-stack";
import type { Attack } from "../attack.ts";
import { newAddress, newPerson, openBrowser, type Person, signIn } from "../people.ts";
import { isLimited, isOk } from "../send.ts";

/** Guesses that are made to keep the owner of an account out. */

const SIGN_IN = "/api/auth/sign-in/email";
/** As many browsers as a botnet's machine would open. */
const AT_ONCE = 20;
/** Twice what the account has, so that a slow machine gets there too. */
const MOST = 400;

async function isLetInAfterGuesses(
  stack: StackAddress,
  { email, password, browser }: Person,
): Promise<boolean> {
  const stranger = openBrowser(stack);
  // Counted before anything is compared: a password would only take its time.
  const guess = () => stranger.post(SIGN_IN, { email }, { "x-forwarded-for": newAddress() });
  let isShut = false;
  for (let sent = 0; sent < MOST && !isShut; sent += AT_ONCE) {
    isShut = (await Promise.all(Array.from({ length: AT_ONCE }, guess))).some(isLimited);
  }
  const changed = await browser.post("/api/auth/change-password", {
    currentPassword: password,
    newPassword: password,
  });
  const fromElsewhere = await openBrowser(stack).post(SIGN_IN, { email, password });
  if (!isLimited(fromElsewhere)) throw new Error("The guesses locked nobody out.");
  return isOk(changed) && isOk(await browser.post(SIGN_IN, { email, password }));
}

export const lockOut: Attack[] = [
  {
    name: "Two hundred guesses in an hour, to keep an account's owner out",
    answer: "strangers get 429; the owner's own device signs in, and changes the password",
    isLong: true,
    run: async (stack, tally) => {
      const joined = await newPerson(stack);
      const signedIn = await newPerson(stack);
      await signIn(signedIn);
      tally.note("who signed in there was kept out", await isLetInAfterGuesses(stack, signedIn));
      tally.note("who joined there was kept out", await isLetInAfterGuesses(stack, joined));
    },
  },
];
