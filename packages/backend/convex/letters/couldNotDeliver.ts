import { v } from "convex/values";
import { findInvitation } from "../records/invitations";
import { unsubscribeLink } from "../records/noticePreferences";
import { statusAt } from "../rules/status";
import { type Letter, overtaken } from "./letter";
import { answeredFields, answeredInvitation, inviterLinks } from "./toInviter";

const vAbout = v.object({
  kind: v.literal("couldNotDeliver"),
  invitationId: v.string(),
  /** The mail that did not arrive: its inviter is told once of each. */
  mailId: v.string(),
  /** In words of ours: a server's may quote the address, the letter or another server. */
  reason: v.string(),
  /** It was not for the address that it did not arrive. */
  isAddressFine: v.optional(v.boolean()),
});

const vContents = v.object({
  kind: v.literal("couldNotDeliver"),
  readerId: v.string(),
  organizationSlug: v.string(),
  props: v.object({
    ...answeredFields,
    problem: v.string(),
    isAddressFine: v.boolean(),
    invitedAt: v.number(),
  }),
});

/** To the inviter: what to do when the invitation's mail did not reach its invitee. */
export const couldNotDeliver: Letter<typeof vAbout, typeof vContents> = {
  kind: "couldNotDeliver",
  lane: "person",
  vAbout,
  vContents,
  keyOf: ({ mailId }) => mailId,

  async contents(ctx, { about: { invitationId, reason, isAddressFine = false } }, now) {
    const found = await findInvitation(ctx, invitationId);
    if (!found) return overtaken("The invitation is gone.");
    const { invitation } = found;
    const status = statusAt(invitation, now);
    if (status !== "pending" && status !== "expired") {
      return overtaken(`The invitation is ${status}.`);
    }
    const sent = await answeredInvitation(ctx, invitationId, "couldNotDeliver");
    if (sent.kind === "overtaken") return sent;
    return {
      kind: "couldNotDeliver",
      readerId: sent.readerId,
      organizationSlug: sent.organizationSlug,
      props: {
        ...sent.props,
        problem: reason,
        isAddressFine,
        invitedAt: invitation.mailQueuedAt ?? invitation.createdAt,
      },
    };
  },

  mail: (contents) => ({
    kind: contents.kind,
    props: { ...contents.props, ...inviterLinks(contents, "invitations") },
  }),

  envelope: ({ kind, readerId }) => ({ unsubscribe: unsubscribeLink(readerId, kind) }),
};
