import { LocalBackendError } from "./errors.ts";
import { type Logger, stderrLogger } from "./log.ts";

export interface LocalBackendOptions {
  /** Where the data lives. Created when missing; one running server at a time. */
  folder: string;
  /**
   * The application's: packages that are external to its Node modules are loaded from there. Default: the nearest one
   * around `folder` with a package.json, or the current one.
   */
  projectFolder?: string;
  /** Cloud port: API and WebSocket. 0 (the default) takes a free one. */
  port?: number;
  /** Port of HTTP actions. Default: the cloud port + 1, or a free one when the cloud port is 0. */
  sitePort?: number;
  /** `<name>|<secret>`. Default: made once and kept in the folder. */
  adminKey?: string;
  /** Default `vestibule`. */
  instanceName?: string;
  /** Pages that may ask, by origin (`http://localhost:3000`). Default: every page of this machine, none of another. */
  allowedOrigins?: string[];
  /** A query or mutation that runs longer is stopped. Default 5000 ms; the cloud allows 1000. */
  functionTimeoutMs?: number;
  /** Default: warnings and errors on stderr. */
  logger?: Logger;
}

export interface ResolvedOptions {
  folder: string;
  /** Null: the one that the data lies in. */
  projectFolder: string | null;
  port: number;
  sitePort: number;
  /** Null: the one kept in the folder. */
  adminKey: string | null;
  instanceName: string;
  /** Null: every page of this machine. */
  allowedOrigins: string[] | null;
  functionTimeoutMs: number;
  logger: Logger;
}

const optionNames: readonly (keyof LocalBackendOptions)[] = [
  "folder",
  "projectFolder",
  "port",
  "sitePort",
  "adminKey",
  "instanceName",
  "allowedOrigins",
  "functionTimeoutMs",
  "logger",
];

/** @throws LocalBackendError `bad_option` or `bad_admin_key`, naming the option */
export function resolveOptions(options: LocalBackendOptions): ResolvedOptions {
  if (typeof options !== "object" || options === null) {
    throw bad("Pass an object of options, at least { folder }.");
  }
  refuseUnknown(options);
  const { folder, port = 0, adminKey = null, instanceName = "vestibule" } = options;
  const { projectFolder = null } = options;
  const { allowedOrigins = null, functionTimeoutMs = 5000, logger = stderrLogger } = options;
  if (typeof folder !== "string" || folder === "") {
    throw bad("Option folder must be the path of the folder that holds the data.");
  }
  if (projectFolder !== null && (typeof projectFolder !== "string" || projectFolder === "")) {
    throw bad("Option projectFolder must be the path of the folder that holds the application.");
  }
  const sitePort = options.sitePort ?? (port === 0 ? 0 : port + 1);
  requirePort("port", port);
  requirePort("sitePort", sitePort);
  if (port !== 0 && port === sitePort) throw bad("Options port and sitePort must differ.");
  if (typeof instanceName !== "string" || !/^[a-z0-9-]+$/.test(instanceName)) {
    throw bad("Option instanceName may hold lower-case letters, digits and hyphens.");
  }
  if (adminKey !== null) requireAdminKey(adminKey);
  if (allowedOrigins !== null) requireOrigins(allowedOrigins);
  if (!Number.isInteger(functionTimeoutMs) || functionTimeoutMs < 1) {
    throw bad("Option functionTimeoutMs must be a positive whole number of milliseconds.");
  }
  requireLogger(logger);
  return {
    folder,
    projectFolder,
    port,
    sitePort,
    adminKey,
    instanceName,
    allowedOrigins,
    functionTimeoutMs,
    logger,
  };
}

function requireOrigins(origins: unknown): void {
  const isOrigin = (origin: unknown) =>
    typeof origin === "string" && URL.canParse(origin) && new URL(origin).origin === origin;
  if (Array.isArray(origins) && origins.length > 0 && origins.every(isOrigin)) return;
  throw bad(
    "Option allowedOrigins must list origins as browsers send them, such as http://localhost:3000, without a path.",
  );
}

/** The part behind `|` must not contain `:`, because an acting identity follows one. */
export function requireAdminKey(adminKey: unknown): asserts adminKey is string {
  if (typeof adminKey !== "string" || !/^[^|\s]+\|[^|:\s]{8,}$/.test(adminKey)) {
    throw new LocalBackendError(
      "bad_admin_key",
      "The admin key must look like name|secret, with a secret of 8 characters or more without spaces, colons and bars.",
    );
  }
}

function refuseUnknown(options: object): void {
  const known: readonly string[] = optionNames;
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) {
      throw bad(`Unknown option ${name}. The options are ${known.join(", ")}.`);
    }
  }
}

function requirePort(name: string, port: unknown): void {
  if (typeof port !== "number" || !Number.isInteger(port) || port < 0 || port > 65535) {
    throw bad(`Option ${name} must be a port number from 0 to 65535, not ${String(port)}.`);
  }
}

function requireLogger(logger: unknown): void {
  const isLogger =
    typeof logger === "object" &&
    logger !== null &&
    ["info", "warn", "error"].every(
      (level) => typeof (logger as Record<string, unknown>)[level] === "function",
    );
  if (!isLogger) throw bad("Option logger must be an object with info, warn and error.");
}

function bad(message: string): LocalBackendError {
  return new LocalBackendError("bad_option", message);
}
