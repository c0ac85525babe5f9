"use node";

import { type CreateEmailOptions, type ErrorResponse, Resend } from "resend";
import { HOUR, SECOND } from "../../rules/time";
import type { Outcome } from "../ended";
import { formatted } from "../envelope";
import {
  allEnded,
  type HandedOver,
  type ReadyBatch,
  type ReadyMail,
  type Transport,
} from "./transport";

/**
 * Resend, through its own package. A request that got no answer may have gone through: it is made again under the same key,
 * and what went through then is not sent again.
 */

export const TIMEOUT_MS = 30 * SECOND;
/** A quota of a day may be raised before the day is over, so it is asked for now and then. */
const RETRY_AFTER_MAX_MS = HOUR;

export function resendTransport(
  { apiKey, baseUrl }: { apiKey: string; baseUrl?: string },
  timeoutMs = TIMEOUT_MS,
): Transport {
  const resend = new Resend(apiKey, { baseUrl });
  return {
    async handOver(batch) {
      const options = {
        idempotencyKey: batch.key,
        signal: AbortSignal.timeout(timeoutMs),
      };
      try {
        return await (batch.isSingle
          ? sendSingle(resend, batch, options)
          : sendBatch(resend, batch, options));
      } catch (error) {
        const reason = `Resend did not answer: ${error instanceof Error ? error.message : error}`;
        return { ended: allEnded(batch.mails, { kind: "unknown", reason }), trouble: {} };
      }
    },
  };
}

type Options = { idempotencyKey: string; signal: AbortSignal };

async function sendSingle(
  resend: Resend,
  { mails }: ReadyBatch,
  options: Options,
): Promise<HandedOver> {
  const [mail] = mails;
  if (!mail) return { ended: [] };
  const { data, error, headers } = await resend.emails.send(emailOf(mail), options);
  if (error) return failure(mails, error, headers);
  return { ended: allEnded(mails, { kind: "sent", providerId: data.id }) };
}

async function sendBatch(
  resend: Resend,
  { mails }: ReadyBatch,
  options: Options,
): Promise<HandedOver> {
  // One bad address fails alone; the default refuses all of them.
  const { data, error, headers } = await resend.batch.send(mails.map(emailOf), {
    ...options,
    batchValidation: "permissive",
  });
  if (error) return failure(mails, error, headers);
  const problems = new Map((data.errors ?? []).map(({ index, message }) => [index, message]));
  // The ids are of those that were accepted, in their order.
  const ids = data.data.map(({ id }) => id)[Symbol.iterator]();
  return {
    ended: mails.map(({ mailId }, index) => {
      const message = problems.get(index);
      const outcome: Outcome =
        message === undefined
          ? { kind: "sent", providerId: ids.next().value }
          : refused(`Resend refused it: ${message}`, message);
      return { mailId, outcome };
    }),
  };
}

function failure(
  mails: ReadyMail[],
  { statusCode, name, message }: ErrorResponse,
  headers: Record<string, string> | null,
): HandedOver {
  const retryAfterMs = retryAfterOf(headers);
  const reason = `Resend answered ${statusCode ?? "nothing"} (${name}): ${message}`;
  // With this key another content went through: what was sent then is the mail, as it was written a little earlier.
  if (name === "invalid_idempotent_request") {
    return { ended: allEnded(mails, { kind: "sent" }), hadGone: true };
  }
  if (statusCode === 429) {
    return { ended: allEnded(mails, { kind: "later", reason }), trouble: { retryAfterMs } };
  }
  const isUnknown =
    statusCode === null || statusCode >= 500 || name === "concurrent_idempotent_requests";
  if (isUnknown) {
    return { ended: allEnded(mails, { kind: "unknown", reason }), trouble: { retryAfterMs } };
  }
  if (isOfDeployment(statusCode, name, message)) {
    return { ended: allEnded(mails, { kind: "later", reason }), trouble: {} };
  }
  // Of several mails, it is not said whose address.
  return { ended: allEnded(mails, refused(reason, mails.length === 1 ? message : "")) };
}

/** A field that is wrong is named as the API names it; every other than the address is ours. */
function refused(reason: string, message: string): Outcome {
  return { kind: "failed", reason, isAddressRefused: /`to`/.test(message) };
}

const NAMES_OF_DEPLOYMENT: readonly string[] = [
  "missing_api_key",
  "restricted_api_key",
  "invalid_api_key",
  "invalid_from_address",
  "invalid_access",
];

/**
 * A refusal for the key, the sender's domain or the account: no mail can help it, and every mail would meet it. A recipient
 * whose domain is refused is the mail's own.
 */
function isOfDeployment(statusCode: number, name: string, message: string): boolean {
  if (statusCode === 401 || statusCode === 403) return true;
  if (statusCode !== 400 && statusCode !== 422) return false;
  if (NAMES_OF_DEPLOYMENT.includes(name)) return true;
  if (/`(to|cc|bcc|reply_to)`/i.test(message)) return false;
  return /\b(api key|domain|account)\b|`from`/i.test(message);
}

function retryAfterOf(headers: Record<string, string> | null): number | undefined {
  const given = headers?.["retry-after"];
  if (!given) return undefined;
  const seconds = Number(given);
  const ms = Number.isFinite(seconds) ? seconds * SECOND : Date.parse(given) - Date.now();
  return ms > 0 ? Math.min(ms, RETRY_AFTER_MAX_MS) : undefined;
}

function emailOf({
  mailId,
  from,
  to,
  replyTo,
  headers,
  subject,
  html,
  text,
}: ReadyMail): CreateEmailOptions {
  // The tag comes back with what became of the mail.
  const tags = [{ name: "mail", value: mailId }];
  return { from: formatted(from), to, replyTo, headers, subject, html, text, tags };
}
