import { createHash, randomBytes } from "node:crypto";
import { api } from "@vestibule/backend/api";
import type { StackAddress } from "@vestibule/dev/test-stack";
import { clientOf, invite, PASSWORD, runInternal } from "../../bench/people-by-api.ts";
import type { Attack } from "../attack.ts";
import { type Link, newEmail, newOwner, openBrowser, refusalOf } from "../people.ts";

/** Links from mailboxes that were kept for years. */

const DAY = 24 * 60 * 60 * 1000;

/** A link as it was mailed so many days ago. */
async function linkOfAge(stack: StackAddress, invitationId: string, days: number): Promise<Link> {
  const token = randomBytes(32).toString("hex");
  const tokenHash = createHash("sha256").update(token).digest("hex");
  const inComponent = { componentPath: "betterAuth" };
  const row = { invitationId, channel: "email", now: Date.now() - days * DAY };
  const tokenId = await runInternal<string>(stack, "links:add", row, inComponent);
  const hashes = [{ tokenId, tokenHash }];
  await runInternal(stack, "links:setHashes", { hashes }, inComponent);
  return { invitationId, token };
}

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

      const recent = await linkOfAge(stack, invitationId, 364);
      const { status } = await guest.query(invitations.checkInvitationStatus, recent);
      if (status !== "valid") throw new Error(`A link that is not too old is ${status}.`);

      const old = await linkOfAge(stack, invitationId, 366);
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
