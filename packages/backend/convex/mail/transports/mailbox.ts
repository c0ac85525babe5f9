import { internal } from "../../_generated/api";
import type { ActionCtx } from "../../_generated/server";
import { formatted } from "../envelope";
import { allEnded, type Transport } from "./transport";

/** The development mailbox, a table. It knows each mail by its key. */
export function mailboxTransport(ctx: Pick<ActionCtx, "runMutation">): Transport {
  return {
    async handOver({ mails }) {
      await ctx.runMutation(internal.mail.mailbox.keep, {
        mails: mails.map(({ mailId: _, from, ...mail }) => ({ ...mail, from: formatted(from) })),
      });
      return { ended: allEnded(mails, { kind: "sent" }) };
    },
  };
}
