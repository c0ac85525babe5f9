import type { FunctionArgs } from "convex/server";
import type { internal } from "../../_generated/api";
import { formatted } from "../envelope";
import { allEnded, type Transport } from "./transport";

type Kept = FunctionArgs<typeof internal.mail.mailbox.keep>;

/** The development mailbox, a table, which `keep` writes. It knows each mail by its key. */
export function mailboxTransport(keep: (kept: Kept) => Promise<unknown>): Transport {
  return {
    async handOver({ mails }) {
      await keep({
        mails: mails.map(({ mailId: _, from, ...mail }) => ({ ...mail, from: formatted(from) })),
      });
      return { ended: allEnded(mails, { kind: "sent" }) };
    },
  };
}
