import { policyRanges } from "./rules/policy";

/**
 * The deployment's variables, each read in one place. A missing one that matters stops the work with
 * the command that sets it, instead of falling back to something weaker.
 */

/** Signs sessions and, through a derived key, links. Missing is never survivable. */
export function requireAuthSecret(): string {
  return required("BETTER_AUTH_SECRET", '"$(openssl rand -base64 32)"');
}

/** Where people open the app, without a trailing slash. Every link starts with it. */
export function requireSiteUrl(): string {
  return required("SITE_URL", "https://your-app.example").replace(/\/+$/, "");
}

/** Shared with the web app alone, so that it can say whose requests it passes on. Optional. */
export function proxySecret(): string | undefined {
  return process.env.PROXY_SECRET || undefined;
}

/**
 * What the names of session cookies begin with. A browser keeps one jar for a host, whatever the port, so deployments on one
 * host, as in development, need names of their own. Better Auth's when absent.
 */
export function cookiePrefix(): string | undefined {
  return process.env.COOKIE_PREFIX || undefined;
}

/** Whether every signed-in person may create an organization, instead of platform admins only. */
export function isSignupOpen(): boolean {
  return process.env.OPEN_SIGNUP === "true";
}

/** Mail goes to the development mailbox: the mark of a deployment that holds nobody's real data. */
export function isMailboxTransport(): boolean {
  return process.env.MAIL_TRANSPORT === "mailbox";
}

/**
 * Where to ask whether a password was in a breach: the beginning of an address to which five characters are added, and that
 * answers as Pwned Passwords does. Optional.
 */
export function breachServiceUrl(): string | undefined {
  const url = process.env.BREACH_SERVICE_URL;
  if (!url) return undefined;
  // Over plain HTTP everybody on the way would learn the five characters, and could say that any password is fine.
  if (!/^https:\/\/|^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(url)) {
    throw new Error(
      "BREACH_SERVICE_URL has to begin with https://. " +
        "Set it with: npx convex env set BREACH_SERVICE_URL https://api.pwnedpasswords.com/range/",
    );
  }
  return url;
}

const LINK_MAX_AGE_DAYS = 365;
/** So that no link dies before its invitation. */
const LINK_MIN_AGE_DAYS = policyRanges.invitationExpirationDays.max;

/** A link that is older than this many days opens nothing, whatever became of its invitation. */
export function linkMaxAgeDays(): number {
  return wholeDays("LINK_MAX_AGE_DAYS", { otherwise: LINK_MAX_AGE_DAYS, min: LINK_MIN_AGE_DAYS });
}

/** More than a year, so that last year's same month can still be looked up. */
const TRAIL_RETENTION_DAYS = 400;
/** A question about who did it often comes weeks later. */
const TRAIL_MIN_RETENTION_DAYS = 30;

/** Events of the trails go when they are older than this many days. */
export function trailRetentionDays(): number {
  return wholeDays("TRAIL_RETENTION_DAYS", {
    otherwise: TRAIL_RETENTION_DAYS,
    min: TRAIL_MIN_RETENTION_DAYS,
  });
}

function wholeDays(name: string, { otherwise, min }: { otherwise: number; min: number }): number {
  const given = process.env[name];
  if (!given) return otherwise;
  const days = Number(given);
  if (!Number.isInteger(days) || days < min) {
    throw new Error(
      `${name} has to be a whole number, ${min} or more. ` +
        `Set it with: npx convex env set ${name} ${otherwise}`,
    );
  }
  return days;
}

function required(name: string, example: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(
      `${name} is not set on this deployment. Set it with: npx convex env set ${name} ${example}`,
    );
  }
  return value;
}
