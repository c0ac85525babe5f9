// @ts-check

/** What a proxy says of the client and of itself: who asks, and under which address. */
const SAID_BY_PROXIES = [
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
];

/**
 * Who asks and for what, before Next sees the request: Next keeps these headers as they were sent and only adds those that are
 * missing. Without a proxy in front they are whatever the client wrote, so they go, and Next puts there what the socket and the
 * request say.
 *
 * @param {import("node:http").IncomingMessage} request
 * @param {boolean} isBehindProxy
 */
export function dropMadeUpForwarding(request, isBehindProxy) {
  if (isBehindProxy) return;
  for (const name of SAID_BY_PROXIES) delete request.headers[name];
}
