import { api } from "@vestibule/backend/api";
import { invite, PASSWORD, runInternal } from "../../bench/people-by-api.ts";
import { type Attack, burst } from "../attack.ts";
import {
  mailTo,
  must,
  newEmail,
  newHost,
  newOwner,
  newPerson,
  newUnproven,
  openBrowser,
  refusalOf,
  signUp,
  signUpCodes,
} from "../people.ts";
import { isOk } from "../send.ts";

/** Writing to strangers as somebody else, or without end. */

/** An afternoon's work of whoever sets up several. */
const ORGANIZATIONS = { capacity: 20, perSecond: 0 };
const LETTERS_A_DAY = 20;

export const unprovenIdentity: Attack[] = [
  {
    name: "Using up the codes of somebody's sign-up, so that none reaches them today",
    answer:
      "one client takes a part of what goes to a mailbox, and each sign-up has codes of its own",
    run: async (stack, tally) => {
      const email = newEmail("kept-out");
      const stranger = openBrowser(stack);
      for (let n = 0; n < 6; n++) {
        // A new browser each time, at one address.
        const form = { name: "Mallory", email, password: PASSWORD };
        must(await stranger.post("/api/auth/sign-up/email", form, { cookie: "" }), "Signing up");
      }
      const victim = await signUp(stack, { email, name: "Maria Sousa" });
      const waiting = await signUpCodes(stack, email);
      const code = waiting.find(({ name }) => name === "Maria Sousa")?.code ?? "";
      const { text } = await mailTo(stack, email, (mail) => mail.text.includes(code));
      tally.note("no code reached the mailbox", text.includes(code));
      const confirmed = await victim.browser.post("/api/auth/sign-up/email/confirm", { code });
      tally.note(`the sign-up did not end well: ${confirmed.status}`, isOk(confirmed));
    },
  },
  {
    name: "Signing up as somebody else's address and writing to a stranger as a well-known company",
    answer: "no organization and no letter before the address is proven",
    run: async (stack, tally) => {
      const { browser, email, password } = await signUp(stack, { email: newEmail("victim") });
      const entered = await browser.post("/api/auth/sign-in/email", { email, password });
      tally.note(`signed in without the code: ${entered.status}`, entered.status === 401);
      const session = await browser.get("/api/auth/get-session");
      tally.note("has a session without the code", session.text === "null");
      const guessed = await browser.post("/api/auth/sign-up/email/confirm", { code: "000000" });
      tally.note("a guess", guessed.status === 400);

      const impostor = await newUnproven(stack);
      const { organizations } = api.models;
      const slug = `giant-${crypto.randomUUID().slice(0, 8)}`;
      const giant = { name: "Giant Bank", slug };
      const code = await refusalOf(impostor.client.mutation(organizations.create, giant));
      tally.note("an organization was made", code !== null);
      const made = await impostor.client.query(organizations.get, { slug });
      if (!made) return;
      const threat = { message: "Your account closes today." };
      const inviting = invite(impostor, made.id, newEmail("stranger"), threat);
      tally.note("a stranger was written to", (await refusalOf(inviting)) !== null);
    },
  },
  {
    name: "A letter that hides who sent it behind a name",
    answer: "the letter shows the inviter's address",
    run: async (stack, tally) => {
      const owner = await newOwner(stack);
      const email = newEmail("guest");
      await invite(owner, owner.organizationId, email);
      const { html, text } = await mailTo(stack, email, ({ subject }) => /invite/i.test(subject));
      tally.note("its HTML", html.includes(owner.email));
      tally.note("its text", text.includes(owner.email));
    },
  },
  {
    name: "Filling one mailbox from many organizations and senders",
    answer: "refused after twenty invitations in a day",
    run: async (stack, tally) => {
      const email = newEmail("flooded");
      const hosts = await Promise.all(Array.from({ length: 25 }, () => newHost(stack)));
      let passed = 0;
      for (const { organizationId, userId: subject, sessionId } of hosts) {
        const identity = { subject, sessionId, issuer: "attack" };
        const args = { organizationId, email, role: "member" };
        const inviting = runInternal(stack, "models/invitations:create", args, { identity });
        if ((await refusalOf(inviting)) === null) passed += 1;
      }
      tally.noteMany("an invitation", { tried: hosts.length, passed, allowed: LETTERS_A_DAY });
    },
  },
  {
    name: "A hundred organizations by one person",
    answer: "refused before there are more than twenty",
    run: async (stack, tally, size) => {
      const { client } = await newPerson(stack);
      const word = crypto.randomUUID().slice(0, 8);
      const counted = await burst(size === "full" ? 100 : 25, ORGANIZATIONS, async (n) => {
        const form = { name: "Squat", slug: `squat-${word}-${n}` };
        return (await refusalOf(client.mutation(api.models.organizations.create, form))) === null;
      });
      tally.noteMany("an organization", counted);
    },
  },
];
