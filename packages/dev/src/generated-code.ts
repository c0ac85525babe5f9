import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { convexCli } from "./convex-cli.ts";
import { freePorts } from "./dev-ports.ts";
import { startLocalDeployment } from "./local-deployment.ts";
import { backendFolder } from "./paths.ts";

const GENERATED = ["convex/_generated", "convex/betterAuth/_generated"];

/** Writes the functions' generated code anew with the official CLI, on a deployment made for it. */
export async function generateCode(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "vestibule-codegen-"));
  const ports = await freePorts();
  const local = await startLocalDeployment({
    folder,
    port: ports.convex,
    sitePort: ports.convexSite,
    webUrl: "http://localhost:3000",
  });
  try {
    await convexCli(["codegen", "--typecheck", "disable"], local.cliVariables);
  } finally {
    await local.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** File name → text, of all generated code. */
export async function readGeneratedCode(): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const folder of GENERATED) {
    for (const name of await readdir(path.join(backendFolder, folder))) {
      texts[`${folder}/${name}`] = await readFile(path.join(backendFolder, folder, name), "utf8");
    }
  }
  return texts;
}
