/** Preloaded into the CLI: a connection or a name look-up that leaves this machine ends the process. */
const net = require("node:net");
const dns = require("node:dns");

const FORBIDDEN_EXIT_CODE = 86;

function forbid(what) {
  process.stderr.write(`FORBIDDEN CONNECTION: ${what}\n`);
  process.exit(FORBIDDEN_EXIT_CODE);
}

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  const host = typeof options === "object" ? (options.host ?? "localhost") : "localhost";
  const isLocal = typeof options === "object" && options.path !== undefined;
  if (!isLocal && host !== "127.0.0.1" && host !== "localhost") forbid(`to ${host}`);
  return connect.apply(this, args);
};

const { lookup } = dns;
dns.lookup = (name, ...rest) => {
  if (name !== "localhost" && name !== "127.0.0.1") forbid(`look-up of ${name}`);
  return lookup(name, ...rest);
};
