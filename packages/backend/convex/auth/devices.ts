import { type GenericCtx, requireRunMutationCtx } from "@convex-dev/better-auth/utils";
import { type Infer, v } from "convex/values";
import { components, internal } from "../_generated/api";
import type { DataModel } from "../_generated/dataModel";
import { cookiePrefix, requireSiteUrl } from "../environment";
import { browserOf } from "../rules/browser";
import { secretOf, sha256 } from "../secrets";
import type { HookedEndpoint } from "./sessionGuard";

/**
 * A device that was signed in to an account before carries a cookie that says so, which nobody can make up, and which
 * signs nobody in: it only gives the device's guesses room of their own, that strangers' guesses cannot use up. It is good
 * for one password: a new one, or another owner of the address, ends it.
 */

const SEPARATOR = ".";
/** Long: a device is known until its browser forgets it. */
const MAX_AGE_SECONDS = 365 * 24 * 60 * 60;

/** The password of an account, without the password. */
export interface Credential {
  id: string;
  changedAt: number;
}

/** What a cookie says, right or wrong. */
export const vClaimedDevice = v.object({ id: v.string(), signature: v.string() });
export type ClaimedDevice = Infer<typeof vClaimedDevice>;

/** One cookie for each account: a family's computer is known to all of them. The name tells nobody the address. */
export function deviceCookieName(email: string): string {
  return `${cookiePrefix() ?? "vestibule"}.device_${sha256(email).slice(0, 12)}`;
}

/** By whichever door a session came: signing in, signing up, joining, a new password. */
export async function rememberDevice(
  ctx: GenericCtx<DataModel>,
  endpoint: HookedEndpoint,
): Promise<void> {
  const email = endpoint.context.newSession?.user.email;
  if (email === undefined) return;
  const credential = await requireRunMutationCtx(ctx).runQuery(
    components.betterAuth.accounts.credentialOf,
    { email },
  );
  if (!credential) return;
  const claimed = claimedDevice(email, endpoint.headers?.get("cookie") ?? null);
  // It keeps its name, and with it what its guesses have used up.
  if (claimed && isKnownDevice(claimed, credential)) return;
  if (endpoint.path === "/sign-in/email") {
    const browser = browserOf(endpoint.headers?.get("user-agent") ?? null);
    await requireRunMutationCtx(ctx).runMutation(internal.auth.newDevice.tell, { email, browser });
  }
  const device = crypto.randomUUID();
  const value = `${device}${SEPARATOR}${signatureOf(device, credential)}`;
  endpoint.setCookie(deviceCookieName(email), value, {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    maxAge: MAX_AGE_SECONDS,
    secure: requireSiteUrl().startsWith("https:"),
  });
}

/** What the browser's cookie for this account says; undefined without one. */
export function claimedDevice(email: string, cookies: string | null): ClaimedDevice | undefined {
  const name = `${deviceCookieName(email)}=`;
  const pair = cookies?.split(/;\s*/).find((each) => each.startsWith(name));
  const [id, signature] = pair?.slice(name.length).split(SEPARATOR) ?? [];
  return id && signature ? { id, signature } : undefined;
}

export function isKnownDevice({ id, signature }: ClaimedDevice, credential: Credential): boolean {
  // Hashes, because comparing the strings would take longer the more of it is right.
  return sha256(signature) === sha256(signatureOf(id, credential));
}

function signatureOf(device: string, { id, changedAt }: Credential): string {
  return secretOf("device", `${id}:${changedAt}:${device}`);
}
