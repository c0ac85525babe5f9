// @ts-check

/**
 * Who asks, before Next sees the request: Next keeps an `x-forwarded-for` that it is sent and only adds one where there is
 * none. Without a proxy in front, that header is whatever the client wrote, so it goes, and Next puts the socket's address there.
 *
 * @param {import("node:http").IncomingMessage} request
 * @param {boolean} isBehindProxy
 */
export function dropMadeUpAddress(request, isBehindProxy) {
  if (!isBehindProxy) delete request.headers["x-forwarded-for"];
}
