"use node";

import { internal } from "../../_generated/api";
import type { ActionCtx } from "../../_generated/server";
import { mailFrom, mailWay, resendSettings, smtpUrl } from "../../environment";
import type { Way } from "../../outbox/ways";
import { mailboxTransport } from "./mailbox";
import type { Transport } from "./transport";

/**
 * The transport of a way out, which the deployment's variables chose when the batch was claimed; without one, they say what
 * is wrong. Each brings its library along when it is opened.
 */
export async function openTransport(ctx: ActionCtx, way: Way | undefined): Promise<Transport> {
  const chosen = way ?? mailWay();
  // Without it nothing leaves, whichever way it is.
  mailFrom();
  switch (chosen) {
    case "mailbox":
      return mailboxTransport((kept) => ctx.runMutation(internal.mail.mailbox.keep, kept));
    case "resend": {
      const { resendTransport } = await import("./resend");
      return resendTransport(resendSettings());
    }
    case "smtp": {
      const { smtpTransport } = await import("./smtp");
      return smtpTransport(smtpUrl());
    }
    default:
      return chosen satisfies never;
  }
}
