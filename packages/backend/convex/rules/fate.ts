/**
 * What became of a letter after it was handed over. The provider's word comes late, twice or in the wrong order, so what is
 * known of a letter moves in one direction only.
 */

/** How far an invitation's newest letter got, as its row and the screens have it. */
export const deliveryStatuses = [
  "queued",
  "sent",
  "delayed",
  "delivered",
  "bounced",
  "complained",
  "failed",
] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** What a provider can say about a letter. */
export const fateStates = [
  "sent",
  "delayed",
  "delivered",
  "bounced",
  "complained",
  "failed",
] as const;
export type FateState = (typeof fateStates)[number];

/** The provider's newest word about one letter. */
export interface Fate {
  state: FateState;
  /** When it happened, by the provider's clock, in ms since the epoch. */
  at: number;
  /** Why it did not arrive, in words of ours. */
  reason?: string;
  /** It will never take mail: said of a bounce alone. */
  isPermanent?: boolean;
}

/** An end is never left. A bounce can follow a delivery (the mailbox's server found out later), and so can a complaint. */
const RANK: Record<FateState, number> = {
  sent: 0,
  delayed: 1,
  delivered: 2,
  bounced: 3,
  complained: 3,
  failed: 3,
};

/** What is known of a letter from now on, or null when `next` is no news: older, a repetition, or after an end. */
export function laterFate(known: Fate | undefined, next: Fate): Fate | null {
  if (!known) return next;
  if (RANK[next.state] !== RANK[known.state]) {
    return RANK[next.state] > RANK[known.state] ? next : null;
  }
  return !isEnd(known.state) && next.at > known.at ? next : null;
}

export function isEnd(state: FateState): boolean {
  return RANK[state] === RANK.bounced;
}

/** Whether nothing more may be mailed to that address until an admin allows it: mail to it comes back, or is unwanted. */
export function stopsMail({ state, isPermanent }: Fate): boolean {
  return state === "complained" || (state === "bounced" && isPermanent === true);
}

/** The invitee's page tells whether a mail is on its way, was handed over or will not come; why is not its reader's to learn. */
export function toldToInvitee(status: DeliveryStatus | undefined): "queued" | "sent" | "failed" {
  switch (status) {
    case "queued":
    case undefined:
      return "queued";
    case "sent":
    case "delayed":
    case "delivered":
      return "sent";
    case "bounced":
    case "complained":
    case "failed":
      return "failed";
    default:
      return status satisfies never;
  }
}

const bounceReasons: Record<string, string> = {
  NoEmail: "This address doesn't exist.",
  MailboxFull: "Their mailbox is full.",
  MessageTooLarge: "Their mail server doesn't accept messages of this size.",
  ContentRejected: "Their mail server rejected the message.",
  AttachmentRejected: "Their mail server rejected the message.",
  Suppressed: "Earlier email to this address came back, so it isn't tried again.",
  OnAccountSuppressionList: "Earlier email to this address came back, so it isn't tried again.",
};

/** A bounce in words of ours: a provider's may quote the address, the letter or another server. */
export function bounceReason(subType: string | undefined, isPermanent: boolean): string {
  const known = subType !== undefined && Object.hasOwn(bounceReasons, subType);
  if (known && bounceReasons[subType]) return bounceReasons[subType];
  return isPermanent
    ? "Their mail server says this address doesn't accept email."
    : "Their mail server didn't accept the message this time.";
}

export const failureReason = "Our mail provider couldn't send this message.";

/** The outbox gave it up: whatever it was, it was the deployment's or its provider's. An error's own words are for operators. */
export const givenUpReason =
  "We couldn't send this message. The trouble is on our side, and not with the address.";

/** The way out refused the address itself: a bounce that came at once. */
export function refusedAddress(at: number): Fate {
  return { state: "bounced", at, isPermanent: true, reason: bounceReason(undefined, true) };
}

/** Of an answer to RCPT: a server also refuses who sends, or what it will not relay, and that says nothing about the address. */
export function isAddressRefused(code: number, answer: string): boolean {
  const [, subject, detail] = /^\d{3}[ -]5\.(\d{1,3})\.(\d{1,3})\b/.exec(answer) ?? [];
  // 5.1.7 and 5.1.8 are about the sender's address.
  if (subject !== undefined) return subject === "1" && detail !== "7" && detail !== "8";
  return [550, 551, 553].includes(code) && !NOT_THE_ADDRESS.test(answer);
}

const NOT_THE_ADDRESS = /relay|authenti|sender|spam|block|policy|reputation/i;
