"use node";

import { resolveTxt } from "node:dns/promises";
import { v } from "convex/values";
import type { Id } from "../_generated/dataModel";
import { internalAction } from "../_generated/server";
import { mailFrom, mailWay, requireSiteUrl, siteName } from "../environment";
import { aboutDomain } from "./domainCheck";
import { formatted, present } from "./envelope";
import { openTransport } from "./transports/open";

/**
 * Whether mail leaves this deployment: `npx convex run mail/check:send '{"to": "you@example.com"}'` sends one letter past
 * the outbox, and says what it found on the way.
 */
export const send = internalAction({
  args: { to: v.string() },
  returns: v.array(v.string()),
  handler: async (ctx, { to }): Promise<string[]> => {
    let transport: Awaited<ReturnType<typeof openTransport>>;
    const found: string[] = [];
    try {
      const way = mailWay();
      const address = mailFrom();
      transport = await openTransport(ctx, way);
      const { from } = present({}, "check");
      found.push(`Mail leaves through ${way}, from ${formatted(from)}.`);
      if (way !== "mailbox") {
        const domain = address.slice(address.lastIndexOf("@") + 1);
        found.push(...(await aboutDomain(domain, way, txtOf)));
      }
    } catch (error) {
      return [...found, `Not sent. ${reasonOf(error)}`];
    }
    try {
      // A key of its own each time: this is asked for to be sent again.
      const mailId = `check-${Date.now()}` as Id<"outgoingMail">;
      const text = `This is a test letter from ${siteName()} at ${requireSiteUrl()}. Its mail works.`;
      const { ended } = await transport.handOver({
        key: mailId,
        isSingle: true,
        mails: [
          {
            ...present({}, mailId),
            mailId,
            idempotencyKey: mailId,
            to,
            subject: `A test letter from ${siteName()}`,
            text,
            html: `<p>${text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</p>`,
          },
        ],
        progress: async () => true,
      });
      const outcome = ended[0]?.outcome;
      if (outcome?.kind === "sent") {
        found.push(`Handed over for ${to}. Look into that mailbox, and into its spam folder.`);
      } else {
        const reason = outcome && "reason" in outcome ? outcome.reason : "Nobody said why.";
        found.push(`Not sent. ${reason}`);
      }
    } finally {
      transport.close?.();
    }
    return found;
  },
});

/** Every TXT record of a name; undefined when DNS could not be asked. */
async function txtOf(name: string): Promise<string[] | undefined> {
  try {
    return (await resolveTxt(name)).map((parts) => parts.join(""));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return code === "ENODATA" || code === "ENOTFOUND" ? [] : undefined;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
