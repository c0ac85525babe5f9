import type { RenderedMail } from "@vestibule/email";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { isMailboxTransport } from "../environment";

/** One rendered mail on its way out. */
export type ReadyMail = RenderedMail & {
  /** The same key means the same mail: a transport sends it once, however often it is handed over. */
  idempotencyKey: string;
  to: string;
};

/** Hands mails over for good, or throws with what happened and what to do. */
export type Transport = (ctx: ActionCtx, mails: ReadyMail[]) => Promise<void>;

/** Chosen when a mail is sent, so a corrected variable applies to what is already queued. */
export function chooseTransport(): Transport {
  if (isMailboxTransport()) return toMailbox;
  if (process.env.RESEND_API_KEY) {
    throw new Error(
      "RESEND_API_KEY is set, but this version cannot send through Resend yet. " +
        'Set MAIL_TRANSPORT to "mailbox" to receive mail in the development mailbox.',
    );
  }
  throw new Error(
    "No way to send mail: neither MAIL_TRANSPORT nor RESEND_API_KEY is set on this deployment. " +
      "For development: npx convex env set MAIL_TRANSPORT mailbox",
  );
}

const toMailbox: Transport = async (ctx, mails) => {
  await ctx.runMutation(internal.mail.mailbox.keep, { mails });
};
