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
  const forwarded = request.headers["x-forwarded-for"];
  const first = (Array.isArray(forwarded) ? forwarded[0] : forwarded)?.split(",")[0]?.trim();
  return {
    ip: first || (request.socket.remoteAddress ?? null),
    userAgent: request.headers["user-agent"] ?? null,
  };
}
