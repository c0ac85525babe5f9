/** What functions may learn of the request that set them off. */
import type { IncomingMessage } from "node:http";
import type { RequestMetadata } from "../wire/calls.ts";

/** @param hasIdentity whether the Authorization header was accepted as a user's token */
export function requestMetadata(request: IncomingMessage, hasIdentity: boolean): RequestMetadata {
  const { authorization } = request.headers;
  const token = /^bearer\s+(\S+)\s*$/i.exec(authorization ?? "")?.[1];
  return { ...connectionMetadata(request), authToken: hasIdentity ? (token ?? null) : null };
}

/** The parts that a WebSocket's upgrade tells. */
export function connectionMetadata(request: IncomingMessage): {
  ip: string | null;
  userAgent: string | null;
} {
  return {
    ip: forwarded(request, "for") || (request.socket.remoteAddress ?? null),
    userAgent: request.headers["user-agent"] ?? null,
  };
}

/** What the first of the proxies before us says of its client. */
export function forwarded(request: IncomingMessage, what: "for" | "proto"): string | undefined {
  const header = request.headers[`x-forwarded-${what}`];
  return (Array.isArray(header) ? header[0] : header)?.split(",")[0]?.trim();
}
