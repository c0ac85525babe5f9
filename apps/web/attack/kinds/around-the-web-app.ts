import { invite, PASSWORD } from "../../bench/people-by-api.ts";
import { type Attack, burst } from "../attack.ts";
import { mailedLink, newAddress, newEmail, newOwner, newPerson, openBrowser } from "../people.ts";
import { isLimited, isOk, send } from "../send.ts";
import { withWebServer } from "../web-server.ts";

/** More room for whoever makes up an address: straight to the deployment, or through a web server that believes it. */

const ROOM = { capacity: 20, perSecond: 2 };
const SIGN_IN = "/api/auth/sign-in/email";

/** What a client may send to be taken for another one each time. */
function madeUp(): Record<string, string> {
  const address = newAddress();
  return {
    "x-forwarded-for": address,
    "x-vestibule-client-address": address,
    "x-vestibule-proxy-secret": "a guess",
    "x-real-ip": address,
    "cf-connecting-ip": address,
    forwarded: `for=${address}`,
  };
}

export const aroundTheWebApp: Attack[] = [
  {
    name: "Sign-ins straight to the deployment, each with an address made up",
    answer: "429 after twenty: all of them have one client's room",
    run: async ({ convexSiteUrl, webUrl }, tally, size) => {
      const counted = await burst(size === "full" ? 60 : 30, ROOM, async () => {
        const headers = { origin: webUrl, ...madeUp() };
        const body = { email: newEmail() };
        return !isLimited(await send(convexSiteUrl, SIGN_IN, { headers, body }));
      });
      tally.noteMany("a sign-in", counted);
    },
  },
  {
    name: "Guesses at one account straight to the deployment, each with an address made up",
    answer: "429 after thirty: all of them have one client's guesses at it",
    isLong: true,
    run: async (stack, tally) => {
      const { email } = await newPerson(stack);
      const ofOneClient = { capacity: 30, perSecond: 1 / 60 };
      const counted = await burst(60, ofOneClient, async (n) => {
        // Slower than the room for all sign-ins fills, so that the one for the account refuses.
        await new Promise((resolve) => setTimeout(resolve, n * 600));
        const headers = { origin: stack.webUrl, ...madeUp() };
        return !isLimited(await send(stack.convexSiteUrl, SIGN_IN, { headers, body: { email } }));
      });
      tally.noteMany("a guess", counted);
    },
  },
  {
    name: "Sign-ins through a web server that faces the network, each with an address made up",
    answer: "429 after twenty: the socket's address counts",
    isLong: true,
    run: async (stack, tally) => {
      await withWebServer(stack, { isBehindProxy: false }, async (facing) => {
        const counted = await burst(60, ROOM, async () => {
          const headers = { origin: stack.webUrl, ...madeUp() };
          const body = { email: newEmail() };
          return !isLimited(await send(facing, SIGN_IN, { headers, body }));
        });
        tally.noteMany("a sign-in", counted);
      });
    },
  },
  {
    name: "Keeping an office out of its mailed links by using up its address",
    answer: "its mailed link lets the invitee in all the same",
    run: async (stack, tally) => {
      const owner = await newOwner(stack);
      const email = newEmail("guest");
      await invite(owner, owner.organizationId, email);
      const link = await mailedLink(stack, email);
      const office = { "x-forwarded-for": newAddress() };
      const browser = openBrowser(stack);
      const spent = await burst(40, ROOM, async () => {
        return !isLimited(await browser.post(SIGN_IN, { email: newEmail() }, office));
      });
      if (spent.passed === spent.tried) throw new Error("The office's room was never used up.");
      const form = { ...link, name: "Tom Reed", password: PASSWORD };
      const joined = await browser.post("/api/auth/sign-up/invitation", form, office);
      tally.note(`the invitee was kept out with ${joined.status}`, isOk(joined));
    },
  },
];
