import { v } from "convex/values";
import type { Invitation } from "../betterAuth/shapes";
import { linkOfToken } from "../records/links";
import { organizationEnvelope } from "./forOrganization";
import { type Letter, overtaken } from "./letter";
import { openInvitation, openInvitationFields } from "./openInvitation";

const vAbout = v.object({
  kind: v.literal("invitation"),
  invitationId: v.string(),
  /** The link's token row, of channel "email". A resent invitation has a new one, so it is a new mail. */
  tokenId: v.string(),
  /** The same mail once more: when that was asked for, which makes it another one. */
  again: v.optional(v.number()),
});

const vContents = v.object({
  kind: v.literal("invitation"),
  template: v.union(
    v.literal("invitation"),
    v.literal("reInvitation"),
    v.literal("requestApproved"),
  ),
  ...openInvitationFields,
});

/** To the invitee: the link, in the words of how the invitation came about. */
export const invitation: Letter<typeof vAbout, typeof vContents> = {
  kind: "invitation",
  lane: "person",
  vAbout,
  vContents,
  keyOf: ({ tokenId, again }) => (again === undefined ? tokenId : `${tokenId}:${again}`),

  async contents(ctx, { about: { invitationId, tokenId } }, now) {
    const open = await openInvitation(ctx, invitationId, now);
    if (open.kind === "overtaken") return open;
    if (open.contents.tokenId !== tokenId) return overtaken("A newer link replaced this one.");
    return { kind: "invitation", template: templateFor(open.source), ...open.contents };
  },

  mail: ({ template, invitationId, tokenId, look, props }) => ({
    kind: template,
    look,
    props: { ...props, link: linkOfToken(invitationId, tokenId) },
  }),

  envelope: organizationEnvelope,
};

function templateFor(source: Invitation["source"]) {
  switch (source) {
    case "auto":
      return "reInvitation";
    case "request":
      return "requestApproved";
    case "manual":
    case "bulk":
    case undefined:
      return "invitation";
    default:
      return source satisfies never;
  }
}
