/**
 * React Email's own preview of the templates, for this machine alone: the command listens on every network, and its page sends
 * what it shows to a spam check elsewhere. Run with the flags that the command would start another process for.
 */
import { Server } from "node:http";
import { fileURLToPath } from "node:url";

const { listen } = Server.prototype;
Server.prototype.listen = function listenHere(port, ...rest) {
  this.prependListener("request", (_, response) => {
    response.setHeader("Content-Security-Policy", "connect-src 'self'");
  });
  return listen.call(this, { port, host: "127.0.0.1" }, ...rest);
};

const command = fileURLToPath(new URL("cli/index.mjs", import.meta.resolve("react-email")));
// Not 3000: there the product runs.
const port = ["--port", "3300"];
process.argv = [
  process.execPath,
  command,
  "dev",
  "--dir",
  "src/templates",
  ...port,
  ...process.argv.slice(2),
];
await import(command);
