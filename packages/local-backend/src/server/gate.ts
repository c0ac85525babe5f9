/**
 * Which requests are let in at all. The backend holds development mail with every link, and any page that a browser
 * on this machine shows could ask for it: by its own Origin, or as a name of the page's own that resolves to this machine
 * (DNS rebinding). The cloud is open to every page, because nothing there is reachable for being near.
 */
import type { IncomingMessage } from "node:http";
import { HttpError } from "../wire/http-error.ts";
import { notAnAddress } from "./refusals.ts";

export interface Gate {
  /** Origins that may ask; null lets every page of this machine. */
  allowedOrigins: readonly string[] | null;
}

/**
 * Null lets it in. No Origin is the CLI, Node's clients and the web app's server; or an image, a frame or a link of some page,
 * which cannot read the answer.
 */
export function refusalAtGate(
  { headers: { host, origin } }: Pick<IncomingMessage, "headers">,
  { allowedOrigins }: Gate,
): HttpError | null {
  const hostname = host === undefined ? "localhost" : hostnameOf(`http://${host}`);
  if (hostname === null) return notAnAddress();
  if (!isLoopback(hostname)) {
    return new HttpError(
      403,
      "HostNotAllowed",
      `This backend answers to localhost and 127.0.0.1, not to ${host}. Use one of those in its address.`,
    );
  }
  if (origin === undefined) return null;
  const isAllowed =
    allowedOrigins === null ? isLoopback(hostnameOf(origin)) : allowedOrigins.includes(origin);
  if (isAllowed) return null;
  return new HttpError(
    403,
    "OriginNotAllowed",
    `Pages of ${origin} may not ask this backend. Start it with --allowed-origin ${origin} to let them.`,
  );
}

function hostnameOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).hostname : null;
}

function isLoopback(hostname: string | null): boolean {
  return hostname !== null && /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
