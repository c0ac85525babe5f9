import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { LocalBackendError } from "../errors.ts";

/** Never reachable from another machine: the application's code isn't sandboxed. */
const HOST = "127.0.0.1";
/** How long running requests may go on after `close`. */
const CLOSE_GRACE_MS = 1_000;
/** A client that opens a connection and sends half a request may keep it this long. */
const HALF_OPEN_MS = 10_000;

export interface Listener {
  server: Server;
  url: string;
  /** Stops accepting, then waits for what is running, at the latest a second. */
  close(): Promise<void>;
}

/** @throws LocalBackendError `port_in_use` */
export async function listen(
  port: number,
  optionName: string,
  handler: RequestListener,
  { halfOpenMs = HALF_OPEN_MS } = {},
): Promise<Listener> {
  const server = createServer(
    {
      keepAliveTimeout: 65_000,
      headersTimeout: halfOpenMs,
      connectionsCheckingInterval: Math.min(halfOpenMs, 1_000),
    },
    (request, response) => {
      endStalledBody(request, halfOpenMs);
      handler(request, response);
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(listenError(error, port, optionName)));
    server.listen(port, HOST, resolve);
  });
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  return { server, url: `http://${HOST}:${bound}`, close: () => closeServer(server) };
}

/** A body may take as long as it takes, while something of it comes: an import's is as long as its file and its line are. */
function endStalledBody(request: IncomingMessage, halfOpenMs: number): void {
  const { socket } = request;
  let bytesRead = socket.bytesRead;
  const watch = setInterval(() => {
    if (request.complete) return clearInterval(watch);
    // What nobody here has read yet is not the client's to answer for.
    const isOurTurn = request.readableLength >= request.readableHighWaterMark;
    if (socket.bytesRead === bytesRead && !isOurTurn) socket.destroy();
    bytesRead = socket.bytesRead;
  }, halfOpenMs).unref();
  request.once("close", () => clearInterval(watch));
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
  await closed;
  clearTimeout(cut);
}

function listenError(error: Error, port: number, optionName: string): Error {
  const code = "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") {
    return new LocalBackendError(
      "port_in_use",
      `Port ${port} is in use by another program. Stop it, or choose another ${optionName}.`,
      { cause: error },
    );
  }
  if (code === "EACCES") {
    return new LocalBackendError(
      "port_in_use",
      `Port ${port} may not be used by this user. Choose a ${optionName} above 1023.`,
      { cause: error },
    );
  }
  return error;
}
