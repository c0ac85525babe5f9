import { v } from "convex/values";
import { query } from "../_generated/server";
import { isMailboxTransport } from "../environment";
import { refuseUnless } from "../refuse";

const SHOWN_MAILS = 50;

/**
 * The development mailbox, newest first. Open to everyone while it is the mail transport, because
 * such a deployment holds nobody's real mail; refused with `mailbox_inactive` otherwise.
 */
export const list = query({
  args: {},
  returns: v.array(
    v.object({
      id: v.id("mailbox"),
      to: v.string(),
      from: v.string(),
      replyTo: v.optional(v.string()),
      headers: v.record(v.string(), v.string()),
      subject: v.string(),
      html: v.string(),
      text: v.string(),
      /** ms since epoch. */
      sentAt: v.number(),
    }),
  ),
  handler: async (ctx) => {
    refuseUnless(isMailboxTransport(), "mailbox_inactive");
    const mails = await ctx.db
      .query("mailbox")
      .withIndex("by_number")
      .order("desc")
      .take(SHOWN_MAILS);
    return mails.map(({ _id: id, _creationTime, number, idempotencyKey, ...mail }) => ({
      id,
      ...mail,
    }));
  },
});
