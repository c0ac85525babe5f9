import { v } from "convex/values";
import { linkOfToken } from "../records/links";
import { organizationEnvelope } from "./forOrganization";
import { type Letter, overtaken } from "./letter";
import { openInvitation, openInvitationFields } from "./openInvitation";

const vAbout = v.object({
  kind: v.literal("reminder"),
  invitationId: v.string(),
  /** Tells one life of the invitation from the next. */
  expiresAt: v.number(),
});

const vContents = v.object({ kind: v.literal("reminder"), ...openInvitationFields });

/** To the invitee, before the invitation expires: the newest link that was mailed. */
export const reminder: Letter<typeof vAbout, typeof vContents> = {
  kind: "reminder",
  lane: "bulk",
  vAbout,
  vContents,
  keyOf: ({ invitationId, expiresAt }) => `${invitationId}:${expiresAt}`,

  async contents(ctx, { about: { invitationId, expiresAt } }, now) {
    const open = await openInvitation(ctx, invitationId, now);
    if (open.kind === "overtaken") return open;
    if (open.contents.props.expiresAt !== expiresAt) {
      return overtaken("The invitation was sent again.");
    }
    return { kind: "reminder", ...open.contents };
  },

  mail: ({ invitationId, tokenId, look, props }) => ({
    kind: "reminder",
    look,
    props: { ...props, link: linkOfToken(invitationId, tokenId) },
  }),

  envelope: organizationEnvelope,
};
