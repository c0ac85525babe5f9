import { Webhook } from "standardwebhooks";
import { vi } from "vitest";
import type { Id } from "../_generated/dataModel";
import type { Backend } from "../setup.helpers";

/** Resend, as far as it tells what became of letters: signed posts to the deployment. */

export const WEBHOOK_SECRET = `whsec_${Buffer.from("only these tests know it").toString("base64")}`;

let count = 0;

export interface Told {
  type: string;
  mailId?: string;
  providerId?: string;
  /** When it happened, by the provider's clock. */
  at?: number;
  data?: object;
}

export function eventBody({ type, mailId, providerId, at = Date.now(), data = {} }: Told): string {
  return JSON.stringify({
    type,
    created_at: new Date(at).toISOString(),
    data: {
      email_id: providerId ?? "re_unknown",
      from: "Acme via Vestibule <invitations@vestibule.test>",
      to: ["maria@example.org"],
      subject: "An invitation",
      ...(mailId === undefined ? {} : { tags: { mail: mailId } }),
      ...data,
    },
  });
}

export interface Signing {
  id?: string;
  secret?: string;
  signedAt?: number;
}

export async function post(
  t: Backend,
  body: string,
  { id = `msg_${count++}`, secret = WEBHOOK_SECRET, signedAt = Date.now() }: Signing = {},
): Promise<number> {
  const timestamp = new Date(signedAt);
  const response = await t.fetch("/webhooks/resend", {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "svix-id": id,
      "svix-timestamp": String(Math.floor(signedAt / 1000)),
      "svix-signature": new Webhook(secret).sign(id, timestamp, body),
    },
  });
  return response.status;
}

/** The provider says what happened, and is believed. */
export async function tell(t: Backend, told: Told, signing?: Signing): Promise<void> {
  const status = await post(t, eventBody(told), signing);
  if (status !== 200) throw new Error(`The webhook was answered with ${status}`);
}

export const hardBounce = (mailId: Id<"outgoingMail"> | undefined): Told => ({
  type: "email.bounced",
  mailId,
  data: { bounce: { type: "Permanent", subType: "NoEmail", message: "550 no such user" } },
});

export const softBounce = (mailId: Id<"outgoingMail"> | undefined): Told => ({
  type: "email.bounced",
  mailId,
  data: { bounce: { type: "Transient", subType: "MailboxFull", message: "452 full" } },
});

export function stubWebhookSecret(): void {
  vi.stubEnv("RESEND_WEBHOOK_SECRET", WEBHOOK_SECRET);
}
