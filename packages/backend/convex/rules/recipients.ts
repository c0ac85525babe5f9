import type { RefusalCode } from "./refusals";
import { DAY } from "./time";

/**
 * How much mail one mailbox gets. From one organization, invitations, re-invitations and reminders count, so that nobody
 * is pressed; decisions about the invitee's own requests do not. From all organizations together, every letter counts.
 */

/** To one invitee from one organization, in any 24 hours and in any seven days. */
export const LETTERS_A_DAY = 3;
export const LETTERS_A_WEEK = 10;

const WEEK = 7 * DAY;

/**
 * To one mailbox, whoever sends. A UTC day, because how long to wait would otherwise say when others sent. Twenty, because
 * nobody has that many organizations to join in a day.
 */
const LETTERS_TO_A_MAILBOX_A_DAY = 20;

/** A letter that went to a mailbox, or is about to. */
export interface CountedLetter {
  at: number;
  /** The organization whose letters to its invitee it counts with; absent for a decision and for a letter to an admin. */
  organizationId?: string;
}

export interface LettersLeft {
  left: number;
  /** With none left: when the next may go, in ms since the epoch. */
  nextAt?: number;
}

/** How many letters an organization may send to an invitee now. */
export function lettersLeft(
  letters: readonly CountedLetter[],
  organizationId: string,
  now: number,
): LettersLeft {
  const sent = letters
    .filter((letter) => letter.organizationId === organizationId)
    .map(({ at }) => at)
    .sort((a, b) => b - a);
  const bounds = [
    { most: LETTERS_A_DAY, span: DAY },
    { most: LETTERS_A_WEEK, span: WEEK },
  ].map(({ most, span }) => {
    const left = most - sent.filter((at) => at > now - span).length;
    // Room comes when the oldest of the last `most` leaves the span.
    return { left: Math.max(0, left), nextAt: (sent[most - 1] ?? 0) + span };
  });
  const left = Math.min(...bounds.map((bound) => bound.left));
  if (left > 0) return { left };
  return {
    left,
    nextAt: Math.max(...bounds.map((bound) => (bound.left === 0 ? bound.nextAt : 0))),
  };
}

/** Why a letter may not go now, and until when; null when it may. Expects the letters of its mailbox. */
export function letterRefusal(
  letters: readonly CountedLetter[],
  { at: now, organizationId }: CountedLetter,
): { code: RefusalCode; until: number } | null {
  if (organizationId !== undefined) {
    const { nextAt } = lettersLeft(letters, organizationId, now);
    if (nextAt !== undefined) return { code: "invitee_limit", until: nextAt };
  }
  const today = Math.floor(now / DAY) * DAY;
  return letters.filter(({ at }) => at >= today).length < LETTERS_TO_A_MAILBOX_A_DAY
    ? null
    : { code: "recipient_limit", until: today + DAY };
}

/** The letters of a mailbox after one more; those that no bound asks about any more are dropped. */
export function withLetter(
  letters: readonly CountedLetter[],
  letter: CountedLetter,
): CountedLetter[] {
  return [...letters.filter(({ at }) => at > letter.at - WEEK), letter];
}

/** When no bound asks about a letter any more, in ms since the epoch. */
export function letterForgottenAt({ at }: CountedLetter): number {
  return at + WEEK;
}
