/**
 * What the conformance tests share: the built backend on a folder of its own, the fixture application, and the
 * official CLI in an environment without a network.
 */
import { type SpawnOptions, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, watch as watchFolder } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type LocalBackend,
  type LocalBackendOptions,
  startLocalBackend,
} from "@vestibule/local-backend";
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";

export type { LocalBackend };

const here = import.meta.dirname;
const packageFolder = join(here, "../..");
export const cliEntry = join(packageFolder, "dist/cli.js");
const convexCli = join(packageFolder, "../../node_modules/convex/bin/main.js");

/** A fresh folder that is gone after the tests of its file. */
export function makeFolder(prefix: string, parent = tmpdir()): string {
  return mkdtempSync(join(parent, `vestibule-${prefix}-`));
}

/** A copy of a fixture application, inside the repository so that it finds its packages. */
export function copyApp(from = join(here, "../fixtures/conformance-app")): string {
  const parent = join(here, "../fixtures/.vestibule");
  mkdirSync(parent, { recursive: true });
  const folder = makeFolder("app", parent);
  cpSync(from, folder, { recursive: true });
  return folder;
}

/** Resolves when the folder holds what is wanted. */
export function folderHolds(folder: string, isWanted: (names: string[]) => boolean): Promise<void> {
  const { promise, resolve } = deferred<void>();
  const look = () => {
    if (!isWanted(readdirSync(folder))) return;
    watcher.close();
    resolve();
  };
  const watcher = watchFolder(folder, look);
  look();
  return promise;
}

export function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Warnings are what some tests provoke; errors are always worth seeing. */
const logger = {
  info: () => {},
  warn: () => {},
  error: (message: string) => {
    process.stderr.write(`${message}\n`);
  },
};

export function start(options: LocalBackendOptions): Promise<LocalBackend> {
  return startLocalBackend({ logger, ...options });
}

export interface ProgramResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Program {
  pid: number;
  printed: { stdout: string; stderr: string };
  ended: Promise<ProgramResult>;
  kill(signal?: NodeJS.Signals): void;
  /** Resolves when it has printed the text; rejects when it ends without. */
  prints(text: string): Promise<void>;
}

/** Starts `npx convex …` as a user does, but where any connection beyond this machine ends it. */
export function spawnConvex(
  backend: { url: string; adminKey: string },
  cwd: string,
  args: string[],
): Program {
  const { CONVEX_DEPLOYMENT: _a, CONVEX_DEPLOY_KEY: _b, ...environment } = process.env;
  return spawnNode(["--require", join(here, "preload-offline.cjs"), convexCli, ...args], {
    cwd,
    env: {
      ...environment,
      CONVEX_SELF_HOSTED_URL: backend.url,
      CONVEX_SELF_HOSTED_ADMIN_KEY: backend.adminKey,
      CONVEX_PROVISION_HOST: "http://127.0.0.1:9",
      FORCE_COLOR: "0",
    },
  });
}

export function convex(
  backend: { url: string; adminKey: string },
  cwd: string,
  ...args: string[]
): Promise<ProgramResult> {
  return spawnConvex(backend, cwd, args).ended;
}

/** Starts this Node with the arguments and keeps what it prints. */
export function spawnNode(args: string[], options: SpawnOptions = {}): Program {
  return spawnProgram(process.execPath, args, options);
}

export function spawnProgram(command: string, args: string[], options: SpawnOptions = {}): Program {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const printed = { stdout: "", stderr: "" };
  const looking = new Set<() => void>();
  const keep = (stream: "stdout" | "stderr") => (chunk: Buffer) => {
    printed[stream] += chunk;
    for (const look of looking) look();
  };
  child.stdout?.on("data", keep("stdout"));
  child.stderr?.on("data", keep("stderr"));
  const ended = new Promise<ProgramResult>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, ...printed }));
  });
  return {
    pid: child.pid ?? Number.NaN,
    printed,
    ended,
    kill: (signal) => child.kill(signal),
    async prints(text) {
      await new Promise<void>((resolve, reject) => {
        const look = () => {
          if ((printed.stdout + printed.stderr).includes(text)) resolve();
        };
        looking.add(look);
        look();
        const never = ({ stdout, stderr }: ProgramResult) =>
          reject(new Error(`It ended without printing ${text}:\n${stdout}${stderr}`));
        ended.then(never, reject);
      });
    },
  };
}

/** The issuer of the fixture application's auth.config. */
export interface Issuer {
  /** Value of the deployment's TEST_JWKS. */
  jwks: string;
  token(claims: JWTPayload, expires?: string | number): Promise<string>;
}

export async function makeIssuer(): Promise<Issuer> {
  const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: "test", alg: "ES256" };
  const jwks = `data:application/json,${encodeURIComponent(JSON.stringify({ keys: [jwk] }))}`;
  return {
    jwks,
    token: (claims, expires = "1h") => sign(privateKey, claims, expires),
  };
}

function sign(key: CryptoKey, claims: JWTPayload, expires: string | number): Promise<string> {
  return new SignJWT({ iss: "https://conformance.test", aud: "conformance", ...claims })
    .setProtectedHeader({ alg: "ES256", kid: "test" })
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(key);
}

export interface Deployed {
  backend: LocalBackend;
  issuer: Issuer;
  appFolder: string;
  dataFolder: string;
  close(): Promise<void>;
}

/** A fixture application pushed to a backend of its own. */
export async function deploy(
  options: Partial<LocalBackendOptions> = {},
  fixture = "conformance-app",
): Promise<Deployed> {
  const appFolder = copyApp(join(here, "../fixtures", fixture));
  const dataFolder = makeFolder("data");
  const issuer = await makeIssuer();
  const backend = await start({ folder: dataFolder, ...options });
  const close = async () => {
    await backend.close();
    remove(appFolder);
    remove(dataFolder);
  };
  for (const args of [
    ["env", "set", "TEST_JWKS", issuer.jwks],
    ["deploy", "-y", "--typecheck", "disable"],
  ]) {
    const { code, stderr, stdout } = await convex(backend, appFolder, ...args);
    if (code === 0) continue;
    await close();
    throw new Error(`convex ${args[0]} failed with ${code}:\n${stdout}\n${stderr}`);
  }
  return { backend, issuer, appFolder, dataFolder, close };
}

/** A promise and what settles it, for events that a callback reports. */
export function deferred<T>(): { promise: Promise<T>; resolve(value: T): void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
