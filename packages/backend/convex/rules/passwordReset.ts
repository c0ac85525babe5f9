import { HOUR } from "./time";

/** Long enough for a letter that took its time, and for a person who reads it later. */
export const RESET_LIFETIME_MS = HOUR;

interface CredentialVersion {
  id: string;
  changedAt: number;
}

/**
 * Whether a link still sets a password: once, for an hour, until a newer one is asked for, and only while the account has the
 * address that it was mailed to and the password that was forgotten.
 */
export function isResetLive(
  reset: { email: string; credential: CredentialVersion; expiresAt: number; endedAt?: number },
  account: { email: string; credential?: CredentialVersion | null | undefined } | null,
  now: number,
): boolean {
  return (
    reset.endedAt === undefined &&
    now < reset.expiresAt &&
    account?.email === reset.email &&
    account.credential?.id === reset.credential.id &&
    account.credential.changedAt === reset.credential.changedAt
  );
}
