"use node";

import { Readable } from "node:stream";
import MailComposer from "nodemailer/lib/mail-composer";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { isAddressRefused } from "../../rules/fate";
import { SECOND } from "../../rules/time";
import type { Ended, Outcome } from "../ended";
import { type SmtpServer, smtpServerOf } from "./smtpServer";
import type { HandedOver, ReadyMail, Transport } from "./transport";

/**
 * SMTP, over a few connections that a round keeps. Nodemailer's own pool sends a mail again when its connection drops, also
 * in the middle of one; here it matters whether a mail had begun to go out, so its connections are used without the pool.
 */

const CONNECTIONS = 5;

export interface Timeouts {
  /** To be connected, greeted and let in. */
  connectMs: number;
  /** For one mail, from its first command to the last answer. */
  mailMs: number;
  /** To be as good as new after a refusal. */
  resetMs: number;
}
const TIMEOUTS: Timeouts = {
  connectMs: 15 * SECOND,
  mailMs: 30 * SECOND,
  resetMs: 5 * SECOND,
};
/** A group of mails, which renews its batch's lease, takes no longer: the lease is a good deal more. */
export const LONGEST_GROUP_MS = Object.values(TIMEOUTS).reduce((sum, ms) => sum + ms);

interface Sent {
  ended: Ended;
  /** The server itself is the trouble, and not this mail. */
  isTrouble: boolean;
}

export function smtpTransport(url: string, timeouts = TIMEOUTS): Transport {
  const server = smtpServerOf(url);
  const connections: (SMTPConnection | undefined)[] = [];

  async function send(mail: ReadyMail, slot: number): Promise<Sent> {
    const end = (outcome: Outcome, isTrouble = false): Sent => ({
      ended: { mailId: mail.mailId, outcome },
      isTrouble,
    });
    let connection = connections[slot];
    // A connection that the server has closed meanwhile is no trouble.
    if (!connection || connection.destroyed) {
      try {
        connection = await connect(server, timeouts.connectMs);
        connections[slot] = connection;
      } catch (error) {
        return end(
          { kind: "later", reason: `No way into the mail server: ${reasonOf(error)}` },
          true,
        );
      }
    }
    const body = new CountedBody(await composed(mail));
    try {
      await sendOver(connection, mail, body, timeouts.mailMs);
      return end({ kind: "sent" });
    } catch (error) {
      const code = responseCodeOf(error);
      const reason = `The mail server said: ${reasonOf(error)}`;
      if (code !== undefined && code >= 500) {
        await resetOrClose(slot);
        // The sender is the deployment's: every mail would be refused for it.
        return isAboutSender(error)
          ? end({ kind: "later", reason }, true)
          : end({ kind: "failed", reason, isAddressRefused: isAboutAddress(error, code) });
      }
      if (code !== undefined && code !== 421) {
        await resetOrClose(slot);
        return end({ kind: "later", reason });
      }
      drop(slot);
      return end({ kind: body.hasBegun && code === undefined ? "unknown" : "later", reason }, true);
    }
  }

  /** After a refusal the connection is as good as before. */
  async function resetOrClose(slot: number): Promise<void> {
    const connection = connections[slot];
    try {
      await settled(timeouts.resetMs, (done) => connection?.reset(done));
    } catch {
      drop(slot);
    }
  }

  function drop(slot: number): void {
    connections[slot]?.close();
    connections[slot] = undefined;
  }

  return {
    async handOver({ mails, progress }): Promise<HandedOver> {
      let before: Ended[] = [];
      for (let at = 0; at < mails.length; at += CONNECTIONS) {
        const group = mails.slice(at, at + CONNECTIONS);
        const isOurs = await progress(
          before,
          group.map(({ mailId }) => mailId),
        );
        if (!isOurs) return { ended: [] };
        const sent = await Promise.all(group.map((mail, slot) => send(mail, slot)));
        before = sent.map(({ ended }) => ended);
        const trouble = sent.find(({ isTrouble }) => isTrouble);
        if (!trouble) continue;
        const rest = mails.slice(at + CONNECTIONS);
        const { outcome } = trouble.ended;
        const reason = "reason" in outcome ? outcome.reason : "";
        const later = rest.map(({ mailId }) => ({
          mailId,
          outcome: { kind: "later" as const, reason },
        }));
        return { ended: [...before, ...later], trouble: {} };
      }
      return { ended: before };
    },
    close() {
      for (const connection of connections) connection?.quit();
    },
  };
}

async function connect({ options, auth }: SmtpServer, timeoutMs: number): Promise<SMTPConnection> {
  const connection = new SMTPConnection({
    ...options,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: 2 * timeoutMs,
  });
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("It did not answer in time.")), timeoutMs);
      const end = (error?: unknown) => {
        clearTimeout(timer);
        if (error) reject(error);
        else resolve();
      };
      // Kept for the life of the connection: an error between two mails is nobody's.
      connection.on("error", end);
      connection.once("end", () => end(new Error("The connection was closed.")));
      connection.connect((error) => {
        if (error || !auth) end(error);
        else connection.login({ credentials: auth }, end);
      });
    });
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

async function sendOver(
  connection: SMTPConnection,
  { from, to }: ReadyMail,
  body: Readable,
  timeoutMs: number,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("It did not answer in time.")), timeoutMs);
    const end = (error?: unknown) => {
      clearTimeout(timer);
      connection.removeListener("error", end);
      connection.removeListener("end", closed);
      if (error) reject(error);
      else resolve();
    };
    const closed = () => end(new Error("The connection was closed."));
    connection.once("error", end);
    connection.once("end", closed);
    connection.send({ from: from.address, to: [to] }, body, end);
  });
}

async function settled(
  timeoutMs: number,
  start: (done: (error?: unknown) => void) => void,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("It did not answer in time.")), timeoutMs);
    start((error) => {
      clearTimeout(timer);
      if (error) reject(error);
      else resolve();
    });
  });
}

/** A mail's content, which knows whether the server has begun to take it. */
class CountedBody extends Readable {
  hasBegun = false;
  constructor(private readonly content: Buffer) {
    super();
  }
  override _read(): void {
    this.hasBegun = true;
    this.push(this.content);
    this.push(null);
  }
}

async function composed(mail: ReadyMail): Promise<Buffer> {
  const { mailId, from, to, replyTo, headers, subject, html, text } = mail;
  const domain = from.address.slice(from.address.lastIndexOf("@") + 1);
  const composer = new MailComposer({
    from,
    // As an object: a string would be read as a list.
    to: { name: "", address: to },
    replyTo: replyTo === undefined ? undefined : { name: "", address: replyTo },
    headers,
    subject,
    html,
    text,
    // The mail's own, so that one that went twice is known for what it is.
    messageId: `<${mailId}@${domain}>`,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return await composer.compile().build();
}

function responseCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("responseCode" in error)) return undefined;
  return typeof error.responseCode === "number" ? error.responseCode : undefined;
}

function isAboutAddress(error: unknown, code: number): boolean {
  if (!(error instanceof Error && "command" in error && error.command === "RCPT TO")) return false;
  const answer = "response" in error && typeof error.response === "string" ? error.response : "";
  return isAddressRefused(code, answer);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isAboutSender(error: unknown): boolean {
  return error instanceof Error && "command" in error && error.command === "MAIL FROM";
}
