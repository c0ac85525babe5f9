import { expect } from "@playwright/test";
import { type FakeEmail, type FakeResend, startFakeResend } from "@vestibule/dev/fake-resend";
import type { StackAddress } from "@vestibule/dev/test-stack";
import { setVariables } from "./deployment.ts";

/** The deployment sends through a Resend of the story's own, which then tells what became of each mail. */
export interface Provider {
  fake: FakeResend;
  /** The mail that this address was sent last, once there are so many. */
  mailTo(address: string, options?: { mails?: number }): Promise<FakeEmail>;
  /** Tells the deployment what happened to a mail. */
  tell(email: FakeEmail, type: string, data?: Record<string, unknown>): Promise<void>;
}

export async function sendingThroughResend(story: (provider: Provider) => Promise<void>) {
  const fake = await startFakeResend();
  await setVariables({
    MAIL_TRANSPORT: "resend",
    MAIL_FROM: "invitations@vestibule.test",
    RESEND_API_KEY: fake.apiKey,
    RESEND_BASE_URL: fake.url,
    RESEND_WEBHOOK_SECRET: fake.webhookSecret,
  });
  const { convexSiteUrl } = JSON.parse(process.env.VESTIBULE_STACK ?? "") as StackAddress;
  const webhook = `${convexSiteUrl}/webhooks/resend`;
  try {
    await story({
      fake,
      async mailTo(address, { mails = 1 } = {}) {
        const theirs = () => fake.sent.filter(({ to }) => to.includes(address));
        await expect.poll(() => theirs().length, { intervals: [50] }).toBeGreaterThanOrEqual(mails);
        const newest = theirs().at(-1);
        if (!newest) throw new Error(`Nothing was sent to ${address}.`);
        return newest;
      },
      async tell(email, type, data) {
        expect((await fake.webhook(webhook, { type, email, data })).status).toBe(200);
      },
    });
  } finally {
    // The other stories read the mailbox.
    await setVariables({
      MAIL_TRANSPORT: "mailbox",
      MAIL_FROM: null,
      RESEND_API_KEY: null,
      RESEND_BASE_URL: null,
      RESEND_WEBHOOK_SECRET: null,
    });
    await fake.close();
  }
}

export function linkIn({ text = "" }: FakeEmail): string {
  const [link] = /\S+\/orgs\/accept-invitation\/\S+/.exec(text) ?? [];
  if (link === undefined) throw new Error("The mail has no link.");
  return link;
}
