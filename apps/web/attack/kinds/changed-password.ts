import { api } from "@vestibule/backend/api";
import { clientOf } from "../../bench/people-by-api.ts";
import type { Attack } from "../attack.ts";
import { deploymentToken, must, newPerson, openBrowser, signIn } from "../people.ts";
import { isOk, jsonIn } from "../send.ts";

/** Whoever knows the old password stays signed in. */

export const changedPassword: Attack[] = [
  {
    name: "Staying signed in when the password is changed elsewhere, asked for or not",
    answer: "every other session is over at once, for pages and for functions",
    run: async (stack, tally) => {
      const owner = await newPerson(stack);
      const thief = { ...owner, browser: openBrowser(stack), client: clientOf(stack) };
      await signIn(thief);
      // Kept from before: it says who is signed in for minutes yet.
      const carried = await deploymentToken(thief.browser);

      const change = {
        currentPassword: owner.password,
        newPassword: "an even longer one",
        revokeOtherSessions: false,
      };
      must(await owner.browser.post("/api/auth/change-password", change), "The password changes");
      const session = jsonIn(await thief.browser.get("/api/auth/get-session"));
      tally.note("the session", session === null);
      const token = await thief.browser.get("/api/auth/convex/token");
      tally.note("another token for the deployment", !isOk(token));
      const client = clientOf(stack);
      client.setAuth(carried);
      tally.note("a token from before", (await client.query(api.models.caller.get, {})) === null);
      const again = await thief.browser.post("/api/auth/sign-in/email", {
        email: owner.email,
        password: owner.password,
      });
      tally.note("the old password", !isOk(again));
    },
  },
];
