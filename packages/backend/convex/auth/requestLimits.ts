import type { BetterAuthOptions } from "better-auth";
import { getIp } from "better-auth/api";
import { proxySecret } from "../environment";
import { CLIENT_ADDRESS_HEADER, PROXY_SECRET_HEADER } from "../rules/clientAddress";
import { sha256 } from "../secrets";

/** How often one client may ask Better Auth, and who one client is. */

type RateLimits = NonNullable<BetterAuthOptions["rateLimit"]>;
type Rule = { window: number; max: number };

/**
 * The web app's word first. A forwarded address counts only while it is a single one: of several, the
 * sender made up all but the last.
 */
export const ipAddress = { ipAddressHeaders: [CLIENT_ADDRESS_HEADER, "x-forwarded-for"] };

/**
 * All clients whose address is unknown share one count. It has room for all of them, because otherwise
 * one could use it up and keep the others out; `signInLimits.ts` guards each account regardless.
 */
const UNKNOWN_CLIENTS = 25;

/** Behind one proxy a whole office shares an address, and Better Auth's own is three in ten seconds. */
const signing: Rule = { window: 10, max: 20 };

const of = (rule: Rule) => (request: Request) => roomFor(request, rule);

export const rateLimit = {
  enabled: true,
  storage: "database",
  customRules: {
    "/sign-in/*": of(signing),
    "/sign-up/*": of(signing),
    "/sign-up/invitation/*": of(signing),
    // Every page asks these, and the count only starts again after ten seconds without a request: an office
    // behind one address would be signed out. They guess nothing; a session's cookie is their only key.
    "/convex/token": false,
    "/convex/jwks": false,
    "/get-session": false,
    "/**": roomFor,
  },
} satisfies RateLimits;

function roomFor(request: Request, { window, max }: Rule): Rule {
  const isKnown = getIp(request, { advanced: { ipAddress } }) !== null;
  return { window, max: isKnown ? max : max * UNKNOWN_CLIENTS };
}

/**
 * The request with no address in it but one that can be believed. With a secret set, a request that comes
 * around the web app has none; without, as in development, forwarded addresses are taken as they are.
 */
export function withBelievedAddress(request: Request): Request {
  const secret = proxySecret();
  const given = request.headers.get(PROXY_SECRET_HEADER);
  const headers = new Headers(request.headers);
  headers.delete(PROXY_SECRET_HEADER);
  // Hashes, because comparing the strings would take longer the more of the secret is right.
  const isFromWeb = secret !== undefined && given !== null && sha256(given) === sha256(secret);
  if (!isFromWeb) headers.delete(CLIENT_ADDRESS_HEADER);
  if (secret !== undefined && !isFromWeb) headers.delete("x-forwarded-for");
  return new Request(request, { headers });
}
