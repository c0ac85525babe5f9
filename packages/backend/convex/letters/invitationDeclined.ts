import { v } from "convex/values";
import type { Letter } from "./letter";
import { answerableEnvelope, answeredFields, answeredInvitation, inviterLinks } from "./toInviter";

const vAbout = v.object({
  kind: v.literal("invitationDeclined"),
  invitationId: v.string(),
  declinedAt: v.number(),
  reason: v.optional(v.string()),
});

const vContents = v.object({
  kind: v.literal("invitationDeclined"),
  readerId: v.string(),
  organizationSlug: v.string(),
  props: v.object({
    ...answeredFields,
    reason: v.optional(v.string()),
    declinedAt: v.number(),
  }),
});

/** To the inviter. */
export const invitationDeclined: Letter<typeof vAbout, typeof vContents> = {
  kind: "invitationDeclined",
  lane: "person",
  vAbout,
  vContents,
  keyOf: ({ invitationId }) => invitationId,

  async contents(ctx, { about: { invitationId, declinedAt, reason } }) {
    const answered = await answeredInvitation(ctx, invitationId, "invitationDeclined");
    if (answered.kind === "overtaken") return answered;
    const { readerId, organizationSlug, props } = answered;
    return {
      kind: "invitationDeclined",
      readerId,
      organizationSlug,
      props: { ...props, reason, declinedAt },
    };
  },

  mail: (contents) => ({
    kind: contents.kind,
    props: { ...contents.props, ...inviterLinks(contents, "invitations") },
  }),

  envelope: answerableEnvelope,
};
