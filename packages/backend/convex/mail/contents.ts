import { v } from "convex/values";
import { internalQuery } from "../_generated/server";
import { contentsOf, type MailContents, vMailContents } from "../letters/all";
import { type Overtaken, overtaken } from "../letters/letter";

/** What queued mails say, in the order of the ids. Links are not in it: delivery derives them. */
export const load = internalQuery({
  args: { mailIds: v.array(v.id("outgoingMail")), now: v.number() },
  returns: v.array(vMailContents),
  handler: async (ctx, { mailIds, now }): Promise<(MailContents | Overtaken)[]> => {
    const loaded: (MailContents | Overtaken)[] = [];
    for (const mailId of mailIds) {
      const mail = await ctx.db.get(mailId);
      loaded.push(mail ? await contentsOf(ctx, mail, now) : overtaken("It was deleted."));
    }
    return loaded;
  },
});
