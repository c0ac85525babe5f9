import { api } from "@vestibule/backend/api";
import { clientOf, invite, runInternal } from "../../bench/people-by-api.ts";
import type { Attack } from "../attack.ts";
import { linkOf, newEmail, newOwner, refusalOf } from "../people.ts";

/** A rule that one door keeps and the next one forgets. */

export const twoDoors: Attack[] = [
  {
    name: "A link to an address that the organization no longer invites, by every door there is",
    answer: "domain_not_allowed at each, and nothing is renewed",
    run: async (stack, tally) => {
      const { client, organizationId, ...owner } = await newOwner(stack);
      const [live, asking, renewing, older] = await Promise.all(
        ["live", "asking", "renewing", "older"].map(async (word) => {
          const email = newEmail(word);
          const invited = await invite({ client }, organizationId, email);
          return { ...invited, ...linkOf(invited.link) };
        }),
      );
      if (!live || !asking || !renewing || !older)
        throw new Error(`${owner.email} invited too few.`);
      const guest = clientOf(stack);
      for (const { invitationId } of [asking, renewing, older]) {
        await runInternal(stack, "dev:expireInvitation", { invitationId });
      }
      await invite({ client }, organizationId, older.email);
      await guest.mutation(api.models.invitations.createInvitationRequest, {
        originalInvitationId: asking.invitationId,
        userEmail: asking.email,
        token: asking.token,
      });
      await client.mutation(api.models.organizationSettings.update, {
        organizationId,
        allowedEmailDomains: ["elsewhere.test"],
        autoReInviteOnExpiration: true,
      });
      const { page } = await client.query(api.models.invitationRequests.list, {
        organizationId,
        status: "pending",
        paginationOpts: { numItems: 1, cursor: null },
      });
      const [request] = page;
      if (!request) throw new Error("The request did not arrive.");

      const { invitationId } = live;
      const doors: [name: string, call: Promise<unknown>][] = [
        ["inviting", invite({ client }, organizationId, newEmail())],
        ["resending", client.mutation(api.models.invitations.resend, { invitationId })],
        ["copying", client.mutation(api.models.invitations.copyLink, { invitationId })],
        [
          "approving",
          client.mutation(api.models.invitationRequests.approve, { requestId: request.id }),
        ],
      ];
      for (const [name, call] of doors) {
        const code = await refusalOf(call);
        tally.note(`${name}: ${code ?? "done"}`, code === "domain_not_allowed");
      }
      const renewed = await guest.mutation(api.models.invitations.processAutoReInvite, {
        invitationId: renewing.invitationId,
        token: renewing.token,
      });
      tally.note("renewing by itself", !renewed.success);
      const { invitationId: id, token } = older;
      const again = guest.mutation(api.models.invitations.sendNewerAgain, {
        invitationId: id,
        token,
      });
      const code = await refusalOf(again);
      tally.note(
        `sending again from an old link: ${code ?? "done"}`,
        code === "no_newer_invitation",
      );
    },
  },
];
