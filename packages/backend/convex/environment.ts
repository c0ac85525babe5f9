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

/** Whether every signed-in person may create an organization, instead of platform admins only. */
export function isSignupOpen(): boolean {
  return process.env.OPEN_SIGNUP === "true";
}

/** Mail goes to the development mailbox: the mark of a deployment that holds nobody's real data. */
export function isMailboxTransport(): boolean {
  return process.env.MAIL_TRANSPORT === "mailbox";
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
