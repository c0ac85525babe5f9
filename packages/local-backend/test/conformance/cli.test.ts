/** The official CLI, unmodified, where any connection that leaves this machine ends it. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { messages } from "./api.ts";
import { convex, type Deployed, deploy, type ProgramResult, spawnConvex } from "./harness.ts";

let deployed: Deployed;

beforeAll(async () => {
  deployed = await deploy();
});

afterAll(() => deployed.close());

const cli = (...args: string[]) => convex(deployed.backend, deployed.appFolder, ...args);

function succeeded(result: ProgramResult): string {
  if (result.code !== 0)
    throw new Error(`exit code ${result.code}\n${result.stdout}${result.stderr}`);
  return result.stdout;
}

describe("push", () => {
  test("`convex dev --once` pushes with its own type check", async () => {
    const { code, stderr } = await cli("dev", "--once");
    expect(stderr).toContain("Convex functions ready!");
    expect(code).toBe(0);
  });

  test("`convex codegen` leaves the generated files as the push wrote them", async () => {
    const generated = join(deployed.appFolder, "convex/_generated");
    const names = ["api.d.ts", "api.js", "dataModel.d.ts", "server.d.ts", "server.js"];
    const contents = () => names.map((name) => readFileSync(join(generated, name), "utf8"));
    const before = contents();
    rmSync(generated, { recursive: true });
    succeeded(await cli("codegen", "--typecheck", "disable"));
    expect(contents()).toEqual(before);
    expect(before[0]).toContain('import type * as messages from "../messages.js"');
  });

  test("`convex deploy --dry-run` changes nothing", async () => {
    const file = join(deployed.appFolder, "convex/dry.ts");
    writeFileSync(
      file,
      'import { query } from "./_generated/server";\nexport const run = query({ args: {}, handler: async () => 1 });\n',
    );
    succeeded(await cli("deploy", "-y", "--dry-run", "--typecheck", "disable"));
    rmSync(file);
    const { stdout, stderr } = await cli("run", "dry:run");
    expect(stdout + stderr).toContain("Could not find function");
  });
});

describe("run", () => {
  test("an internal function runs and prints its value", async () => {
    expect(succeeded(await cli("run", "messages:secret"))).toContain('"internal"');
  });

  test("a mutation takes its arguments, and acts as a user", async () => {
    const args = JSON.stringify({ channel: "cli", body: "from the shell" });
    succeeded(await cli("run", "messages:send", args, "--identity", '{"subject":"carol"}'));
    const listed = succeeded(await cli("data", "messages"));
    expect(listed).toContain("from the shell");
    expect(listed).toContain("carol");
  });

  test("a function's logs go to stderr, its value to stdout", async () => {
    const { code, stdout, stderr } = await cli("run", "messages:chatty");
    expect(code).toBe(0);
    expect(stdout.trim()).toBe('"done"');
    expect(stderr).toContain("warned");
  });

  test("a function that fails ends the command with its message", async () => {
    const { code, stderr } = await cli("run", "messages:stumble");
    expect(code).toBe(1);
    expect(stderr).toContain("stumbled");
  });

  test("`--push` pushes what was edited before it runs", async () => {
    const source =
      'import { query } from "./_generated/server";\nexport const run = query({ args: {}, handler: async () => "fresh" });\n';
    writeFileSync(join(deployed.appFolder, "convex/pushed.ts"), source);
    expect(succeeded(await cli("run", "--push", "--typecheck", "disable", "pushed:run"))).toContain(
      '"fresh"',
    );
  });

  test("an unknown function lists those that are there", async () => {
    const { code, stderr } = await cli("run", "messages:nothing");
    expect(code).toBe(1);
    expect(stderr).toContain("messages:list");
  });
});

describe("environment", () => {
  test("a variable is set, listed, read and removed", async () => {
    succeeded(await cli("env", "set", "GREETING", "hello there"));
    expect(succeeded(await cli("env", "get", "GREETING")).trim()).toBe("hello there");
    expect(succeeded(await cli("env", "list", "--include-values"))).toContain(
      "GREETING=hello there",
    );
    succeeded(await cli("env", "remove", "GREETING"));
    expect(succeeded(await cli("env", "list"))).not.toContain("GREETING");
  });
});

describe("looking inside", () => {
  test("`convex network-test` passes, also with much to send", async () => {
    const { code, stdout, stderr } = await cli("network-test", "--speed-test");
    expect(stderr + stdout).toContain("Network test passed.");
    expect(code).toBe(0);
  });

  test("`convex data` lists tables and documents", async () => {
    expect(succeeded(await cli("data"))).toContain("messages");
  });

  test("`convex function-spec` describes every public and internal function", async () => {
    const spec = JSON.parse(succeeded(await cli("function-spec")));
    expect(spec.functions).toContainEqual(
      expect.objectContaining({
        identifier: "messages.js:send",
        functionType: "Mutation",
        visibility: { kind: "public" },
      }),
    );
    expect(spec.functions).toContainEqual(
      expect.objectContaining({
        identifier: "messages.js:secret",
        visibility: { kind: "internal" },
      }),
    );
    expect(spec.functions).toContainEqual(
      expect.objectContaining({ functionType: "HttpAction", method: "GET", path: "/hello" }),
    );
  });

  test("`convex logs` shows what has run and what runs now", async () => {
    const client = new ConvexHttpClient(deployed.backend.url, { logger: false });
    await client.query(messages.chatty, {});
    const logs = spawnConvex(deployed.backend, deployed.appFolder, ["logs", "--history", "50"]);
    await logs.prints("messages:chatty");
    await client.query(messages.stumble, {}).catch(() => {});
    await logs.prints("stumbled");
    logs.kill();
    await logs.ended;
  });
});
