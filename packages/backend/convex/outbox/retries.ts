import { HOUR, MINUTE, SECOND } from "../rules/time";
import type { Lane } from "./lanes";

/** When to try again, and when to stop. */

/** Short for a hiccup, then long enough to fix a wrong setting in. */
const WAITS_MS = [10 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR];
/** Somebody sits in front of the screen. */
const CODE_WAITS_MS = [2 * SECOND, 5 * SECOND, 10 * SECOND, 20 * SECOND, 30 * SECOND];
/** A code is renewed for as long, see records/codes.ts; after it nobody waits for one any more. */
export const CODE_MAIL_MAX_AGE_MS = HOUR;

/** A code that waits for as long as a provider asks, which may be a day's quota, would be dead when it is sent. */
const CODE_WAIT_MAX_MS = 30 * SECOND;

/** How long a lane's mail waits when the provider asks it to wait for so long. */
export function keptWait(lane: Lane, askedMs = 0): number {
  return lane === "code" ? Math.min(askedMs, CODE_WAIT_MAX_MS) : askedMs;
}

/** When a mail or a batch is due again after so many attempts, in ms since the epoch; undefined when it is given up. */
export function nextAttemptAt(
  lane: Lane,
  { attempts, createdAt }: { attempts: number; createdAt: number },
  now: number,
  askedMs?: number,
): number | undefined {
  const atLeastMs = keptWait(lane, askedMs);
  if (lane === "code") {
    const at = now + Math.max(CODE_WAITS_MS[attempts - 1] ?? MINUTE, atLeastMs);
    return at < createdAt + CODE_MAIL_MAX_AGE_MS ? at : undefined;
  }
  const wait = WAITS_MS[attempts - 1];
  return wait === undefined ? undefined : now + Math.max(wait, atLeastMs);
}

/** Of what was claimed as often as it may be, without ever coming to an end. */
export function isLastAttempt(
  lane: Lane,
  { attempts, createdAt }: { attempts: number; createdAt: number },
  now: number,
): boolean {
  // What a code mail is about says for itself when it is too old.
  return lane === "code"
    ? attempts > 0 && now > createdAt + CODE_MAIL_MAX_AGE_MS
    : attempts > WAITS_MS.length;
}

const LONGEST_PAUSE_MS = { code: 5 * SECOND, person: MINUTE, bulk: MINUTE };

/**
 * How long a lane stands still when its way out is in trouble: without it, each of 10,000 mails would use up its attempts
 * against a provider that is down. It then tries one batch more.
 */
export function pauseAfterTrouble(lane: Lane, troubles: number): number {
  return Math.min(SECOND * 2 ** (troubles - 1), LONGEST_PAUSE_MS[lane]);
}
