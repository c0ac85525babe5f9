import { api } from "@vestibule/backend/api";
import { invite, runInternal } from "../../bench/people-by-api.ts";
import { type Attack, burst } from "../attack.ts";
import {
  mailTo,
  newEmail,
  newHost,
  newImpostor,
  newOwner,
  newPerson,
  refusalOf,
} from "../people.ts";

/** Writing to strangers as somebody else, or without end. */

/** An afternoon's work of whoever sets up several. */
const ORGANIZATIONS = { capacity: 20, perSecond: 0 };
const LETTERS_A_DAY = 20;

export const unprovenIdentity: Attack[] = [
  {
    name: "Signing up as somebody else's address and writing to a stranger as a well-known company",
    answer: "no organization and no letter before the address is proven",
    run: async (stack, tally) => {
      const impostor = await newImpostor(stack);
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
