import { createRequire } from "node:module";
import path from "node:path";
import { execa, type ResultPromise } from "execa";
import type { Variables } from "./env-file.ts";

const OPTIONS = { all: true, stdin: "ignore", cleanup: true } as const;

/** A running Node program with its output in one stream; it ends when this process does. */
export type NodeChild = ResultPromise<typeof OPTIONS>;

/** Runs a package's script with this Node, in `folder`, where the package is looked up as well. */
export function runPackageScript(
  packageName: string,
  script: string,
  args: string[],
  { folder, variables }: { folder: string; variables: Variables },
): NodeChild {
  const manifest = createRequire(path.join(folder, "package.json")).resolve(
    `${packageName}/package.json`,
  );
  return runScript(path.join(path.dirname(manifest), script), args, { folder, variables });
}

/** Runs a script of ours with this Node, in `folder`. */
export function runScript(
  script: string,
  args: string[],
  { folder, variables }: { folder: string; variables: Variables },
): NodeChild {
  return execa(process.execPath, [script, ...args], { ...OPTIONS, cwd: folder, env: variables });
}

/** Resolves with all it printed so far once that matches; rejects when the child ends before. */
export async function outputUntil(child: NodeChild, pattern: RegExp): Promise<string> {
  let output = "";
  const matched = new Promise<string>((resolve) => {
    child.all.on("data", function onData(this: NodeJS.ReadableStream, chunk: Buffer) {
      output += chunk.toString();
      if (!pattern.test(output)) return;
      this.off("data", onData);
      resolve(output);
    });
  });
  const ended = async () => {
    throw new Error(`It ended too early:\n${output}`);
  };
  return Promise.race([matched, child.then(ended, ended)]);
}
