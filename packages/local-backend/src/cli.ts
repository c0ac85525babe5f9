#!/usr/bin/env node
import { parseArgs } from "node:util";
import { asLocalBackendError, LocalBackendError, reasonOf, stackOf } from "./errors.ts";
import { type LocalBackendOptions, startLocalBackend } from "./index.ts";

const HELP = `A Convex deployment on this machine, for development, tests and evaluation.

Usage: vestibule-local-backend start --folder <path> [options]

Options:
  --folder <path>               where the data lives; created when missing
  --project-folder <path>       the application's, for external packages (default: the one that the data is in)
  --port <number>               API and WebSocket (default 3210; 0 takes a free one)
  --site-port <number>          HTTP actions (default: port + 1)
  --admin-key <name|secret>     default: made once and kept in the folder
  --instance-name <name>        default vestibule
  --allowed-origin <origin>     a page that may ask, repeatable (default: every page of this machine)
  --function-timeout-ms <ms>    longest query or mutation (default 5000)
  --help                        this text

Stop it with Ctrl-C. Data survives.
`;

const DEFAULT_PORT = 3210;

/** Exit codes: 0 stopped or help, 1 the user's fault (one sentence on stderr), 2 ours (with a stack). */
async function main(args: string[]): Promise<void> {
  const options = readArguments(args);
  if (options === null) {
    process.stdout.write(HELP);
    return;
  }
  // Functions see the process's time zone, and in the cloud that is this one.
  process.env.TZ = "UTC";
  const backend = await startLocalBackend(options);
  const stop = () => {
    backend.close().catch(fail);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  // Last: a program that reads this line may stop us at once.
  process.stdout.write(
    `${[
      `Local backend is ready. Data: ${options.folder}`,
      `CONVEX_SELF_HOSTED_URL=${backend.url}`,
      `CONVEX_SELF_HOSTED_ADMIN_KEY=${quoted(backend.adminKey)}`,
      `HTTP actions: ${backend.siteUrl}`,
    ].join("\n")}\n`,
  );
}

/** Null asks for the help text. */
function readArguments(args: string[]): LocalBackendOptions | null {
  const { values, positionals } = parse(args);
  if (values.help || args.length === 0) return null;
  if (positionals.length !== 1 || positionals[0] !== "start") {
    throw usage(`Unknown command ${positionals.join(" ") || "(none)"}.`);
  }
  if (values.folder === undefined) throw usage("--folder is missing.");
  const options: LocalBackendOptions = { folder: values.folder, port: DEFAULT_PORT };
  if (values["project-folder"] !== undefined) options.projectFolder = values["project-folder"];
  if (values.port !== undefined) options.port = number("--port", values.port);
  if (values["site-port"] !== undefined) {
    options.sitePort = number("--site-port", values["site-port"]);
  }
  if (values["admin-key"] !== undefined) options.adminKey = values["admin-key"];
  if (values["instance-name"] !== undefined) options.instanceName = values["instance-name"];
  if (values["allowed-origin"] !== undefined) options.allowedOrigins = values["allowed-origin"];
  if (values["function-timeout-ms"] !== undefined) {
    options.functionTimeoutMs = number("--function-timeout-ms", values["function-timeout-ms"]);
  }
  return options;
}

function parse(args: string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        folder: text,
        "project-folder": text,
        port: text,
        "site-port": text,
        "admin-key": text,
        "instance-name": text,
        "allowed-origin": { type: "string", multiple: true },
        "function-timeout-ms": text,
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    const message = reasonOf(error);
    // Node goes on with advice about arguments that are no options, which there are none of.
    throw usage(`${message.split(/\.\s/)[0]?.replace(/\.$/, "")}.`);
  }
}

/** The bar of an admin key is a pipe to a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function number(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw usage(`${name} must be a number, not ${text}.`);
  return Number(text);
}

function usage(message: string): LocalBackendError {
  return new LocalBackendError("bad_option", `${message} See --help.`);
}

function fail(error: unknown): void {
  const known = asLocalBackendError(error);
  if (known?.isUsersFault) {
    process.stderr.write(`${known.message}\n`);
    process.exitCode = 1;
    return;
  }
  process.stderr.write(`${stackOf(error)}\n`);
  process.exitCode = 2;
}

main(process.argv.slice(2)).catch(fail);
