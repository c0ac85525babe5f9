// @ts-check
/**
 * The production server: `next start` with what is said of the client made believable, a policy on each answer, and an end when
 * it is told to end.
 * JavaScript, because Node runs it as it is.
 */
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { addresses } from "./addresses.mjs";
import { dropMadeUpForwarding } from "./forwarding.mjs";
import { builtScripts } from "./inline-scripts.mjs";
import { securityHeaders } from "./security-headers.mjs";

/** How long running requests may go on after SIGTERM. */
const GRACE_MS = 5_000;

const { values } = parseArgs({
  options: { hostname: { type: "string" }, port: { type: "string" } },
});
const hostname = values.hostname ?? process.env.HOSTNAME;
const port = Number(values.port ?? process.env.PORT ?? 3000);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  process.stderr.write("PORT or --port has to be a whole number from 0 to 65535.\n");
  process.exit(1);
}
const isBehindProxy = process.env.TRUST_PROXY === "true";

process.env.NEXT_TELEMETRY_DISABLED = "1";
// Next and React read it as they are loaded.
Object.assign(process.env, { NODE_ENV: "production" });
const { default: next } = await import("next");
const dir = fileURLToPath(new URL("..", import.meta.url));
const app = next({ dev: false, dir, hostname, port });
// It also reads the variables that `.env` files have.
await app.prepare();
const answer = app.getRequestHandler();
const secure = securityHeaders({
  scripts: await builtScripts(path.join(dir, ".next")),
  ...addresses(process.env),
});

const server = createServer((request, response) => {
  dropMadeUpForwarding(request, isBehindProxy);
  secure(request, response);
  answer(request, response).catch((error) => {
    process.stderr.write(`A request could not be answered: ${error}\n`);
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
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
