import { api } from "@vestibule/backend/api";
import { clientOf, invite, PASSWORD } from "../../bench/people-by-api.ts";
import type { Attack } from "../attack.ts";
import { mailedBefore, newEmail, newOwner, openBrowser, refusalOf } from "../people.ts";

/** Links from mailboxes that were kept for years. */

export const oldLinks: Attack[] = [
  {
    name: "Everything that a link can do, with a link of 366 days",
    answer: "not_found, as for a link that never was",
    run: async (stack, tally) => {
      const owner = await newOwner(stack);
      const email = newEmail("guest");
      const { invitationId } = await invite(owner, owner.organizationId, email);
      const guest = clientOf(stack);
      const { invitations } = api.models;

      const recent = await mailedBefore(stack, invitationId, 364);
      const { status } = await guest.query(invitations.checkInvitationStatus, recent);
      if (status !== "valid") throw new Error(`A link that is not too old is ${status}.`);

      const old = await mailedBefore(stack, invitationId, 366);
      const view = await guest.query(invitations.checkInvitationStatus, old);
      tally.note(`its page is ${view.status}`, view.status === "not_found");
      const form = { ...old, name: "Tom Reed", password: PASSWORD };
      const joined = await openBrowser(stack).post("/api/auth/sign-up/invitation", form);
      tally.note(`joining is answered ${joined.status}`, joined.status === 404);
      const calls: [name: string, call: Promise<unknown>][] = [
        ["declining", guest.mutation(invitations.decline, old)],
        ["opening", guest.mutation(invitations.recordView, old)],
        ["sending again", guest.mutation(invitations.sendNewerAgain, old)],
        [
          "asking for another",
          guest.mutation(invitations.createInvitationRequest, {
            originalInvitationId: invitationId,
            userEmail: email,
            token: old.token,
          }),
        ],
      ];
      for (const [name, call] of calls) {
        const code = await refusalOf(call);
        tally.note(`${name}: ${code ?? "done"}`, code === "not_found");
      }
      const renewed = await guest.mutation(invitations.processAutoReInvite, old);
      tally.note("renewing", !renewed.success);
    },
  },
];
