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

/**
 * A deployment that holds nobody's real data. Only then is there a mailbox that everybody may read, a demo, and what `dev:`
 * and the benchmarks do. `npm run dev` and the tests say so; a deployment that says nothing is a production one.
 */
export function isDevelopment(): boolean {
  return process.env.DEPLOYMENT_KIND === "development";
}

/** Mail goes to the development mailbox. */
export function isMailboxTransport(): boolean {
  return isDevelopment() && chosenWay() === "mailbox";
}

/** How mail leaves. Without a way, or with two, it says what to set. */
export function mailWay(): "mailbox" | "resend" | "smtp" {
  const { MAIL_TRANSPORT: said, RESEND_API_KEY: key, SMTP_URL: url } = process.env;
  switch (said || undefined) {
    case "mailbox":
      if (isDevelopment()) return "mailbox";
      throw new Error(
        'MAIL_TRANSPORT is "mailbox", and everybody can read that mailbox, so only a development deployment has it. ' +
          "Set RESEND_API_KEY or SMTP_URL and remove it: npx convex env remove MAIL_TRANSPORT",
      );
    case "resend":
      required("RESEND_API_KEY", "re_…");
      return "resend";
    case "smtp":
      required("SMTP_URL", "'smtps://user:password@mail.example.com'");
      return "smtp";
    case undefined:
      if (key && url) {
        throw new Error(
          "RESEND_API_KEY and SMTP_URL are both set, so it is not clear how mail is to leave. " +
            "Say it with: npx convex env set MAIL_TRANSPORT resend (or smtp)",
        );
      }
      if (key) return "resend";
      if (url) return "smtp";
      throw new Error(
        "No way to send mail: neither MAIL_TRANSPORT nor RESEND_API_KEY nor SMTP_URL is set on this deployment. " +
          "Set one of the last two with: npx convex env set RESEND_API_KEY re_…",
      );
    default:
      throw new Error(
        `MAIL_TRANSPORT is "${said}"; it can be resend, smtp or, on a development deployment, mailbox. ` +
          "Set it with: npx convex env set MAIL_TRANSPORT resend",
      );
  }
}

/** The same for who does not send: undefined when nothing can. */
export function chosenWay(): "mailbox" | "resend" | "smtp" | undefined {
  try {
    return mailWay();
  } catch {
    return undefined;
  }
}

export function resendSettings(): { apiKey: string; baseUrl?: string } {
  const apiKey = required("RESEND_API_KEY", "re_…");
  // Another server that answers as Resend does; the tests have one.
  const baseUrl = process.env.RESEND_BASE_URL || undefined;
  return baseUrl === undefined ? { apiKey } : { apiKey, baseUrl };
}

export function smtpUrl(): string {
  return required("SMTP_URL", "'smtps://user:password@mail.example.com'");
}

/** What mail comes from: one address, of a domain that may send for this deployment. */
export function mailFrom(): string {
  // Nobody answers mail that never left.
  if (isMailboxTransport() && !process.env.MAIL_FROM) {
    return `no-reply@${new URL(requireSiteUrl()).hostname}`;
  }
  const address = required("MAIL_FROM", "invitations@your-domain.example");
  if (!/^[^\s<>()[\]\\,;:"@]+@[^\s<>()[\]\\,;:"@]+$/.test(address)) {
    throw new Error(
      "MAIL_FROM has to be one address alone; the name beside it is SITE_NAME's. " +
        "Set it with: npx convex env set MAIL_FROM invitations@your-domain.example",
    );
  }
  return address;
}

/** What the product is called in mail. */
export function siteName(): string {
  return process.env.SITE_NAME || "Vestibule";
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

/** Signs what Resend tells us of letters. Without it, nothing it says is believed. */
export function resendWebhookSecret(): string | undefined {
  return process.env.RESEND_WEBHOOK_SECRET || undefined;
}

/** Long enough to notice a wrong address, and nobody waits for it. */
const INVITATION_DELAY_SECONDS = 10;

/** How long the mail of a single invitation waits, so that the invitation can be undone. With 0 it leaves at once. */
export function invitationDelaySeconds(): number {
  return wholeNumber("INVITATION_DELAY_SECONDS", { otherwise: INVITATION_DELAY_SECONDS, min: 0 });
}

const LINK_MAX_AGE_DAYS = 365;
/** So that no link dies before its invitation. */
const LINK_MIN_AGE_DAYS = policyRanges.invitationExpirationDays.max;

/** A link that is older than this many days opens nothing, whatever became of its invitation. */
export function linkMaxAgeDays(): number {
  return wholeNumber("LINK_MAX_AGE_DAYS", { otherwise: LINK_MAX_AGE_DAYS, min: LINK_MIN_AGE_DAYS });
}

/** More than a year, so that last year's same month can still be looked up. */
const TRAIL_RETENTION_DAYS = 400;
/** A question about who did it often comes weeks later. */
const TRAIL_MIN_RETENTION_DAYS = 30;

/** Events of the trails go when they are older than this many days. */
export function trailRetentionDays(): number {
  return wholeNumber("TRAIL_RETENTION_DAYS", {
    otherwise: TRAIL_RETENTION_DAYS,
    min: TRAIL_MIN_RETENTION_DAYS,
  });
}

function wholeNumber(name: string, { otherwise, min }: { otherwise: number; min: number }): number {
  const given = process.env[name];
  if (!given) return otherwise;
  const number = Number(given);
  if (!Number.isInteger(number) || number < min) {
    throw new Error(
      `${name} has to be a whole number, ${min} or more. ` +
        `Set it with: npx convex env set ${name} ${otherwise}`,
    );
  }
  return number;
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
