import { v } from "convex/values";
import { unsubscribeLink } from "../records/noticePreferences";
import { consolePage } from "./addresses";
import type { Letter } from "./letter";
import { answeredFields, answeredInvitation } from "./toInviter";

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

  mail: ({ kind, readerId, organizationSlug, props }) => ({
    kind,
    props: {
      ...props,
      link: consolePage(organizationSlug, "members"),
      unsubscribeLink: unsubscribeLink(readerId, kind),
    },
  }),

  // Its reader may want to answer the invitee.
  envelope: ({ kind, readerId, props }) => ({
    replyTo: props.invitee.email,
    unsubscribe: unsubscribeLink(readerId, kind),
  }),
};
