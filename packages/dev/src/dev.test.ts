import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePorts, type Ports } from "./dev-ports.ts";
import { type NodeChild, outputUntil, runPackageScript } from "./node-child.ts";
import { repositoryFolder } from "./paths.ts";

let folder: string;
let ports: Ports;
let dev: NodeChild;
let output = "";

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "vestibule-dev-"));
  ports = await freePorts();
  dev = startDev();
  output = stripVTControlCharacters(
    await outputUntil(dev, /export CONVEX_SELF_HOSTED_ADMIN_KEY=\S+\n/),
  );
});

afterAll(async () => {
  dev.kill("SIGINT");
  await dev.catch(() => undefined);
  await rm(folder, { recursive: true, force: true });
});

test("the box names the app, the mailbox, an account and four links that answer", async () => {
  const app = `http://localhost:${ports.web}`;
  expect(output).toContain(app);
  expect(output).toContain(`${app}/dev/mailbox`);
  expect(output).toMatch(/Sign in +admin@acme\.test/);
  expect(output).toContain("export CONVEX_SELF_HOSTED_URL='http://127.0.0.1:");
  const links = output.match(/http:\S+accept-invitation\S+/g) ?? [];
  expect(links).toHaveLength(4);
  const pages = await Promise.all(links.map(async (link) => (await fetch(link)).text()));
  const organizations = ["Acme", "Acme", "Fjord", "Acme"];
  expect(pages.map((page, at) => page.includes(organizations[at] ?? ""))).toEqual(
    organizations.map(() => true),
  );
});

test("a second start on the same data says what is wrong and what to do", async () => {
  const second = startDev({ PORT: String((await freePorts()).web) });
  await expect(second).rejects.toMatchObject({
    exitCode: 1,
    all: expect.stringMatching(
      /`npm run dev` already runs on .+ Stop it first, or .+VESTIBULE_DATA=/,
    ),
  });
});

test("a web port in use is said in one sentence", async () => {
  await expect(startDev()).rejects.toMatchObject({
    exitCode: 1,
    all: expect.stringContaining(`Port ${ports.web} is in use.`),
  });
});

test("Ctrl+C ends all that was started", async () => {
  dev.kill("SIGINT");
  const { exitCode } = await dev.catch((error) => error);
  // 130 is how a shell says that Ctrl+C ended it.
  expect(exitCode).toBe(130);
  await expect(fetch(`http://localhost:${ports.web}`)).rejects.toThrow();
});

function startDev(variables: Record<string, string> = {}): NodeChild {
  return runPackageScript("tsx", "dist/cli.mjs", [path.join(import.meta.dirname, "dev.ts")], {
    folder: repositoryFolder,
    variables: { PORT: String(ports.web), VESTIBULE_DATA: folder, ...variables },
  });
}
