// @ts-check
/**
 * The production server: `next start` with the client's address made believable, and an end when it is told to end.
 * JavaScript, because Node runs it as it is.
 */
import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { dropMadeUpAddress } from "./client-address.mjs";

/** How long running requests may go on after SIGTERM. */
const GRACE_MS = 5_000;

const { values } = parseArgs({
  options: { hostname: { type: "string" }, port: { type: "string" } },
});
const hostname = values.hostname ?? process.env.HOSTNAME;
const port = Number(values.port ?? process.env.PORT ?? 3000);
const isBehindProxy = process.env.TRUST_PROXY === "true";

process.env.NEXT_TELEMETRY_DISABLED = "1";
// Next and React read it as they are loaded.
Object.assign(process.env, { NODE_ENV: "production" });
const { default: next } = await import("next");
const app = next({ dev: false, dir: new URL("..", import.meta.url).pathname, hostname, port });
await app.prepare();
const answer = app.getRequestHandler();

const server = createServer((request, response) => {
  dropMadeUpAddress(request, isBehindProxy);
  void answer(request, response);
});
server.on("error", (error) => {
  process.stderr.write(`The web app can't listen on port ${port}: ${error.message}\n`);
  process.exit(1);
});
server.listen(port, hostname, () => {
  process.stdout.write(`The web app answers at http://${hostname ?? "localhost"}:${port}\n`);
});

function stop() {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => process.exit(0), GRACE_MS).unref();
}
process.on("SIGINT", stop);
process.on("SIGTERM", stop);
