/**
 * Runs the tests that use the `convex` library and its CLI with a newer version of both than the one that is installed:
 * the package is copied beside a `node_modules` in which everything else is linked. Needs a registry, and a Node that the
 * newer version supports.
 */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import process from "node:process";

const NEXT = { version: "1.49.0", node: 22 };
const WHAT = ["test/conformance", "test/worker"];

const packageFolder = join(import.meta.dirname, "..");
const repository = join(packageFolder, "../..");
const installed = join(repository, "node_modules");

function main(): void {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < NEXT.node) {
    process.stderr.write(
      `convex ${NEXT.version} needs Node ${NEXT.node}, and this is ${process.version}. Run the script with a newer one.\n`,
    );
    process.exitCode = 1;
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "vestibule-next-"));
  // Some tests start the backend as another user.
  chmodSync(folder, 0o755);
  try {
    const copy = layOut(folder);
    const asked = process.argv.slice(2);
    const vitest = join(installed, "vitest/vitest.mjs");
    run(process.execPath, [vitest, "run", ...(asked.length > 0 ? asked : WHAT)], copy);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The copy of this package. */
function layOut(folder: string): string {
  const modules = join(folder, "node_modules");
  const copy = join(folder, "packages", basename(packageFolder));
  mkdirSync(modules);
  installConvex(join(folder, "install"), modules);
  for (const name of readdirSync(installed)) {
    if (name === "convex" || name === "@vestibule") continue;
    symlinkSync(join(installed, name), join(modules, name));
  }
  cpSync(join(repository, "tsconfig.json"), join(folder, "tsconfig.json"));
  const left = new Set(["node_modules", ".vestibule", ".turbo"]);
  cpSync(packageFolder, copy, { recursive: true, filter: (from) => !left.has(basename(from)) });
  mkdirSync(join(modules, "@vestibule"));
  symlinkSync(copy, join(modules, "@vestibule", basename(packageFolder)));
  return copy;
}

/** With what it depends on below it, so that everything else keeps its own. */
function installConvex(at: string, modules: string): void {
  mkdirSync(at);
  // Without one, npm would install into a folder further up.
  writeFileSync(join(at, "package.json"), "{}");
  run("npm", ["install", "--no-save", "--no-audit", "--no-fund", `convex@${NEXT.version}`], at);
  const fresh = join(at, "node_modules");
  renameSync(join(fresh, "convex"), join(modules, "convex"));
  const own = join(modules, "convex", "node_modules");
  mkdirSync(own, { recursive: true });
  for (const name of readdirSync(fresh)) {
    if (!name.startsWith(".")) renameSync(join(fresh, name), join(own, name));
  }
  const { version } = JSON.parse(readFileSync(join(modules, "convex/package.json"), "utf8"));
  process.stdout.write(`convex ${version} on Node ${process.versions.node}\n`);
}

function run(command: string, args: string[], cwd: string): void {
  try {
    execFileSync(command, args, { cwd, stdio: "inherit" });
  } catch {
    process.exitCode = 1;
  }
}

main();
