import { bounceReason, type Fate, failureReason } from "./fate";

/** An event of Resend's webhook, read without trust in its shape: types and fields are added there without asking us. */

export interface ProviderWord {
  /** The letter, by the tag that it was sent with. */
  mailTag?: string;
  /** The provider's own id of the letter. */
  providerId?: string;
  fate: Fate;
}

/** The tag whose value names a letter's row. */
export const MAIL_TAG = "mail";

/** Null for an event that says nothing about the way of a letter: an opened one, a contact, a type to come. */
export function readResendEvent(event: unknown, now: number): ProviderWord | null {
  if (!isRecord(event) || !isRecord(event.data)) return null;
  const { type, data } = event;
  const said = fateIn(type, data);
  if (!said) return null;
  return {
    mailTag: tagIn(data.tags),
    providerId: text(data.email_id),
    fate: { ...said, at: momentOf(event.created_at, now) },
  };
}

function fateIn(type: unknown, data: Fields): Omit<Fate, "at"> | null {
  switch (type) {
    case "email.sent":
      return { state: "sent" };
    case "email.delivery_delayed":
      return { state: "delayed" };
    case "email.delivered":
      return { state: "delivered" };
    case "email.bounced":
      return bounceIn(data.bounce);
    case "email.suppressed":
      // On the provider's own list, by an earlier bounce or complaint: it was not tried.
      return { state: "bounced", isPermanent: true, reason: bounceReason("Suppressed", true) };
    case "email.complained":
      return { state: "complained" };
    case "email.failed":
      return { state: "failed", reason: failureReason };
    default:
      return null;
  }
}

function bounceIn(bounce: unknown): Omit<Fate, "at"> {
  const { type, subType } = isRecord(bounce) ? bounce : {};
  // "Transient" and "Undetermined" may go through another time.
  const isPermanent = type === "Permanent";
  return { state: "bounced", isPermanent, reason: bounceReason(text(subType), isPermanent) };
}

/** Names with values, or a list of pairs: it has been sent as both. */
function tagIn(tags: unknown): string | undefined {
  if (Array.isArray(tags)) {
    const tag = tags.find((pair) => isRecord(pair) && pair.name === MAIL_TAG);
    return text(tag?.value);
  }
  return isRecord(tags) ? text(tags[MAIL_TAG]) : undefined;
}

/** What has not happened yet, by a clock that is ahead of ours, happened now. */
function momentOf(createdAt: unknown, now: number): number {
  const at = Date.parse(text(createdAt) ?? "");
  return Number.isNaN(at) ? now : Math.min(at, now);
}

type Fields = Record<string, unknown>;

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
