import { v } from "convex/values";
import type { Letter } from "./letter";
import { answerableEnvelope, answeredFields, answeredInvitation, inviterLinks } from "./toInviter";

const vAbout = v.object({
  kind: v.literal("invitationAccepted"),
  invitationId: v.string(),
  /** The name they have, which may differ from the one they were invited by. */
  acceptedBy: v.string(),
  acceptedAt: v.number(),
});

const vContents = v.object({
  kind: v.literal("invitationAccepted"),
  readerId: v.string(),
  organizationSlug: v.string(),
  props: v.object({ ...answeredFields, acceptedAt: v.number() }),
});

/** To the inviter. */
export const invitationAccepted: Letter<typeof vAbout, typeof vContents> = {
  kind: "invitationAccepted",
  lane: "person",
  vAbout,
  vContents,
  keyOf: ({ invitationId }) => invitationId,

  async contents(ctx, { about: { invitationId, acceptedBy, acceptedAt } }) {
    const answered = await answeredInvitation(ctx, invitationId, "invitationAccepted");
    if (answered.kind === "overtaken") return answered;
    const { readerId, organizationSlug, props } = answered;
    const invitee = { email: props.invitee.email, name: acceptedBy };
    return {
      kind: "invitationAccepted",
      readerId,
      organizationSlug,
      props: { ...props, invitee, acceptedAt },
    };
  },

  mail: (contents) => ({
    kind: contents.kind,
    props: { ...contents.props, ...inviterLinks(contents, "members") },
  }),

  envelope: answerableEnvelope,
};
