/** The command and the library as a person starts them, and what each mistake is answered with. */
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Database } from "../../src/storage/sqlite.ts";
import { values } from "./api.ts";
import {
  cliEntry,
  convex,
  copyApp,
  deferred,
  type LocalBackend,
  makeFolder,
  type Program,
  remove,
  spawnNode,
  start,
} from "./harness.ts";

let folder: string;
const backends: LocalBackend[] = [];

beforeEach(() => {
  folder = makeFolder("start");
});

afterEach(async () => {
  await Promise.all(backends.splice(0).map((backend) => backend.close()));
  remove(folder);
});

async function startHere(options = {}): Promise<LocalBackend> {
  const backend = await start({ folder, ...options });
  backends.push(backend);
  return backend;
}

const command = (...args: string[]): Program => spawnNode([cliEntry, ...args]);

const portOf = (url: string) => Number(new URL(url).port);

describe("the command", () => {
  test("prints how to reach it and ends cleanly when it's told to", async () => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      const server = command("start", "--folder", folder, "--port", "0");
      await server.prints("HTTP actions:");
      expect(server.printed.stdout).toMatch(/CONVEX_SELF_HOSTED_URL=http:\/\/127\.0\.0\.1:\d+/);
      expect(server.printed.stdout).toMatch(
        /CONVEX_SELF_HOSTED_ADMIN_KEY='vestibule\|[0-9a-f]{64}'/,
      );
      server.kill(signal);
      expect(await server.ended).toMatchObject({ code: 0, stderr: "" });
    }
  });

  test("runs functions in UTC, wherever the machine is", async () => {
    const adminKey = "test|0123456789abcdef";
    const args = ["start", "--folder", folder, "--port", "0", "--admin-key", adminKey];
    const env = { ...process.env, TZ: "America/New_York" };
    const server = spawnNode([cliEntry, ...args], { env });
    await server.prints("HTTP actions:");
    const url = /CONVEX_SELF_HOSTED_URL=(\S+)/.exec(server.printed.stdout)?.[1] ?? "";
    const appFolder = copyApp();
    const cli = (...words: string[]) => convex({ url, adminKey }, appFolder, ...words);
    expect(await cli("env", "set", "TEST_JWKS", "data:,")).toMatchObject({ code: 0 });
    expect(await cli("deploy", "-y", "--typecheck", "disable")).toMatchObject({ code: 0 });
    expect(await new ConvexHttpClient(url).query(values.localHour, {})).toBe(0);
    remove(appFolder);
    server.kill("SIGINT");
    await server.ended;
  });

  test("keeps the admin key over restarts, readable by its owner alone", async () => {
    const first = await startHere();
    await first.close();
    expect((await startHere()).adminKey).toBe(first.adminKey);
    expect(statSync(join(folder, "admin-key")).mode & 0o777).toBe(0o600);
  });

  test("keeps the data for its owner alone, also what lay open before", async () => {
    const made = join(folder, "made", "data");
    await (await start({ folder: made })).close();
    expect(statSync(made).mode & 0o777).toBe(0o700);
    chmodSync(join(made, "data.sqlite"), 0o644);
    const again = await start({ folder: made });
    const files = readdirSync(made).filter((name) => name.startsWith("data.sqlite"));
    const open = files.filter((name) => (statSync(join(made, name)).mode & 0o777) !== 0o600);
    await again.close();
    expect(files).toContain("data.sqlite-wal");
    expect(open).toEqual([]);
  });

  test("without arguments, or with --help, explains itself", async () => {
    for (const args of [[], ["--help"]]) {
      const { code, stdout } = await command(...args).ended;
      expect(code).toBe(0);
      expect(stdout).toContain("--folder <path>");
    }
  });

  test.each([
    ["an unknown command", ["stop"], /Unknown command stop/],
    ["a missing folder", ["start"], /--folder is missing/],
    [
      "a misspelt option",
      ["start", "--fodler", "x"],
      /^Unknown option '--fodler'\. See --help\.$/m,
    ],
    [
      "an option without its value",
      ["start", "--folder", "--port", "0"],
      /^Option '--folder' argument is ambiguous\. See --help\.$/m,
    ],
    [
      "a port that is no number",
      ["start", "--folder", "x", "--port", "x1"],
      /--port must be a number/,
    ],
  ])("%s is answered with one sentence", async (_, args, sentence) => {
    const { code, stderr } = await command(...args).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});

describe("what is in the way", () => {
  test("a port in use", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const address = other.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    await expect(startHere({ port })).rejects.toMatchObject({
      code: "port_in_use",
      message: expect.stringContaining(`Port ${port} is in use`),
    });
    const { code, stderr } = await command("start", "--folder", folder, "--port", `${port}`).ended;
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(`Port ${port}`) });
    await new Promise((resolve) => other.close(resolve));
    await startHere();
  });

  test("a second server on one folder, which the first doesn't notice", async () => {
    const first = await startHere();
    await expect(start({ folder })).rejects.toMatchObject({
      code: "folder_in_use",
      message: expect.stringContaining(folder),
    });
    expect((await fetch(`${first.url}/version`)).status).toBe(200);
    const { code, stderr } = await command("start", "--folder", folder, "--port", "0").ended;
    expect(code).toBe(1);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  test("a folder is free again after its server was killed", async () => {
    const server = command("start", "--folder", folder, "--port", "0");
    await server.prints("HTTP actions:");
    server.kill("SIGKILL");
    await server.ended;
    await startHere();
  });

  test("data of another version, which stays as it is", async () => {
    await (await startHere()).close();
    const file = join(folder, "data.sqlite");
    const newer = (version: number | null) => {
      const database = new Database(file);
      if (version !== null) database.pragma(`user_version = ${version}`);
      const found = database.pragma("user_version", { simple: true });
      database.close();
      return found;
    };
    newer(9999);
    await expect(start({ folder })).rejects.toMatchObject({ code: "data_version" });
    expect(newer(null)).toBe(9999);
  });

  test("a folder that is a file", async () => {
    await expect(start({ folder: cliEntry })).rejects.toMatchObject({
      code: "folder_not_writable",
      message: expect.stringContaining("it is a file. Choose another folder"),
    });
  });

  test.runIf(process.platform === "linux")("a folder below one that takes none", async () => {
    const { code, stderr } = await command("start", "--folder", "/proc/nope/data").ended;
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("/proc/nope") });
  });

  test("an admin key that was spoilt, which stays as it is", async () => {
    const file = join(folder, "admin-key");
    writeFileSync(file, "rubbish");
    await expect(start({ folder })).rejects.toMatchObject({
      code: "bad_admin_key",
      message: expect.stringContaining(file),
    });
    expect(readFileSync(file, "utf8")).toBe("rubbish");
  });

  test("a folder that can't be made", async () => {
    await expect(start({ folder: join(cliEntry, "inside") })).rejects.toMatchObject({
      code: "folder_not_writable",
      message: expect.stringContaining("Choose another folder"),
    });
  });
});

describe("listening", () => {
  test("only this machine is served", async () => {
    const backend = await startHere();
    expect(new URL(backend.url).hostname).toBe("127.0.0.1");
    expect(new URL(backend.siteUrl).hostname).toBe("127.0.0.1");
    expect(portOf(backend.url)).not.toBe(portOf(backend.siteUrl));
  });

  test("closing twice is as good as once", async () => {
    const backend = await startHere();
    await Promise.all([backend.close(), backend.close()]);
    await backend.close();
    await expect(fetch(backend.url)).rejects.toThrow();
  });

  test("closing doesn't wait for a push whose modules never end loading", async () => {
    const loading = deferred<void>();
    const hear = () => loading.resolve();
    const logger = { info: hear, warn: hear, error: hear };
    const backend = await startHere({ logger });
    const endless = {
      path: "a.js",
      source: "console.warn(1); for (;;) {}",
      environment: "isolate",
    };
    const pushed = fetch(`${backend.url}/api/deploy2/start_push`, {
      method: "POST",
      headers: { authorization: `Convex ${backend.adminKey}` },
      body: JSON.stringify({
        adminKey: backend.adminKey,
        dryRun: false,
        functions: "convex/",
        appDefinition: {
          definition: null,
          dependencies: [],
          schema: null,
          changedModules: [endless],
          unchangedModuleHashes: [],
          udfServerVersion: "1.48.0",
        },
        componentDefinitions: [],
        nodeDependencies: [],
      }),
    }).then(
      (response) => response.status,
      () => "cut",
    );
    await loading.promise;
    await backend.close();
    expect(await pushed).not.toBe(200);
  });
});
