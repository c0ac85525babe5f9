import { getIp } from "better-auth/api";
import { proxySecret } from "../environment";
import { CLIENT_ADDRESS_HEADER, PROXY_SECRET_HEADER } from "../rules/clientAddress";
import { sha256 } from "../secrets";

/** Who one client is. */

/** The web app's word alone: what a request forwards of itself, its sender may have made up. */
export const ipAddress = { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] };

/**
 * The headers with no address in it but the one that the web app vouches for. What comes around the web app, or
 * comes from a web app that shares no secret with the deployment, has none.
 */
export function withBelievedAddress(sent: Headers): Headers {
  const secret = proxySecret();
  const given = sent.get(PROXY_SECRET_HEADER);
  const headers = new Headers(sent);
  headers.delete(PROXY_SECRET_HEADER);
  headers.delete("x-forwarded-for");
  // Hashes, because comparing the strings would take longer the more of the secret is right.
  const isFromWeb = secret !== undefined && given !== null && sha256(given) === sha256(secret);
  if (!isFromWeb) headers.delete(CLIENT_ADDRESS_HEADER);
  return headers;
}

/** All of unknown address together have the room of one: more would be a way around the web app. */
export const UNKNOWN_CLIENT = "unknown";

/** Whether a client that came through the web app has an address here. */
export function areClientsKnown(): boolean {
  return proxySecret() !== undefined;
}

/** Undefined for a client that nobody vouches for. Of an IPv6 address it is the network. */
export function clientOf(from: Request | Headers | undefined): string | undefined {
  return (from && getIp(from, { advanced: { ipAddress } })) ?? undefined;
}
