import { type FakeResend, startFakeResend, type Trouble } from "@vestibule/dev/fake-resend";
import { type FakeSmtp, type SmtpTrouble, startFakeSmtp } from "../../../test/smtp";
import { internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { type Backend, startBackend } from "../../setup.helpers";
import type { Ended } from "../ended";
import { mailboxTransport } from "./mailbox";
import { resendTransport } from "./resend";
import { smtpTransport } from "./smtp";
import type { ReadyBatch, ReadyMail, Transport } from "./transport";

/** Each transport beside the other side of it, which the test starts. */

export interface Arrived {
  to: string;
  from: string;
  subject: string;
  replyTo?: string;
  headers: Record<string, string>;
}

export interface Rig {
  transport: Transport;
  arrived(): Promise<Arrived[]>;
  close(): Promise<void>;
}

/** Its other side is another server. */
export interface RemoteRig extends Rig {
  /** An address that the other side refuses for good. */
  badAddress: string;
  /** The other side cannot take mail for a while, and says so. */
  busy(): void;
  /** It goes away without taking the next mail. */
  goAway(): void;
  /** It takes the next mail and goes away before it says so. */
  takeAndGoAway(): void;
}

export function batchOf(mails: ReadyMail[], key = "batch/test"): ReadyBatch & { told: Ended[] } {
  const told: Ended[] = [];
  return {
    key: mails.length === 1 ? (mails[0]?.mailId ?? key) : key,
    isSingle: mails.length === 1,
    mails,
    told,
    progress: async (ended) => {
      told.push(...ended);
      return true;
    },
  };
}

export function mailTo(to: string, more: Partial<ReadyMail> = {}): ReadyMail {
  return {
    mailId: `mail-${to.replace(/\W+/g, "-")}` as Id<"outgoingMail">,
    idempotencyKey: `test:${to}`,
    to,
    from: { name: "Acme via Vestibule", address: "invitations@vestibule.example" },
    replyTo: "ada@acme.example",
    headers: { "Auto-Submitted": "auto-generated", "X-Entity-Ref-ID": to },
    subject: "Join Acme – dès aujourd’hui",
    html: "<p>Join</p>",
    text: "Join",
    ...more,
  };
}

export async function mailboxRig(): Promise<Rig> {
  const t: Backend = startBackend();
  const transport = mailboxTransport((kept) => t.mutation(internal.mail.mailbox.keep, kept));
  return {
    transport,
    arrived: async () => (await t.run((ctx) => ctx.db.query("mailbox").collect())) as Arrived[],
    close: async () => {},
  };
}

export interface ResendRig extends RemoteRig {
  resend: FakeResend;
}

const SHORT_MS = 500;

export async function resendRig(): Promise<ResendRig> {
  const resend = await startFakeResend({ verifiedDomains: ["vestibule.example"] });
  const next = (...troubles: Trouble[]) => resend.next(...troubles);
  return {
    resend,
    transport: resendTransport({ apiKey: resend.apiKey, baseUrl: resend.url }, SHORT_MS),
    arrived: async () =>
      resend.sent.map(({ to, replyTo, ...mail }) => ({
        ...mail,
        to: to[0] ?? "",
        replyTo: replyTo?.[0],
      })),
    badAddress: "nobody@invalid",
    busy: () => next({ kind: "error", status: 429, retryAfterSeconds: 7 }),
    goAway: () => next({ kind: "drop", when: "before" }),
    takeAndGoAway: () => next({ kind: "drop", when: "after" }),
    close: () => resend.close(),
  };
}

export interface SmtpRig extends RemoteRig {
  smtp: FakeSmtp;
}

export async function smtpRig(
  options: Parameters<typeof startFakeSmtp>[0] = {},
  url = (port: number) => `smtp://127.0.0.1:${port}`,
): Promise<SmtpRig> {
  const smtp = await startFakeSmtp(options);
  const trouble = (to: string, ...troubles: SmtpTrouble[]) => smtp.trouble.set(to, troubles);
  trouble("nobody@refused.example", { at: "rcpt", code: 550 });
  const timeouts = { connectMs: 2000, mailMs: SHORT_MS, resetMs: SHORT_MS };
  const transport = smtpTransport(url(smtp.port), timeouts);
  return {
    smtp,
    transport,
    arrived: async () => smtp.taken.map(({ to, raw }) => ({ to, ...headersOf(raw) })),
    badAddress: "nobody@refused.example",
    busy: () => trouble("maria@example.org", { at: "data", code: 451 }),
    goAway: () => trouble("maria@example.org", { drop: "rcpt" }),
    takeAndGoAway: () => trouble("maria@example.org", { drop: "taken" }),
    close: async () => {
      transport.close?.();
      await smtp.close();
    },
  };
}

function headersOf(raw: string) {
  const [head = ""] = raw.split("\r\n\r\n");
  const lines = head.replace(/\r\n[ \t]+/g, " ").split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(":");
      return [line.slice(0, at), line.slice(at + 1).trim()];
    }),
  );
  const { From: from = "", Subject: subject = "", "Reply-To": replyTo } = headers;
  return { from, subject: decoded(subject), replyTo, headers };
}

/** RFC 2047, as far as a subject needs it. */
function decoded(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, how: string, content: string) =>
      how.toUpperCase() === "B"
        ? Buffer.from(content, "base64").toString("utf8")
        : Buffer.from(
            content
              .replace(/_/g, " ")
              .replace(/=([0-9A-F]{2})/gi, (__, hex: string) =>
                String.fromCharCode(Number.parseInt(hex, 16)),
              ),
            "latin1",
          ).toString("utf8"),
    );
}
