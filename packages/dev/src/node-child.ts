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
  return execa(process.execPath, [path.join(path.dirname(manifest), script), ...args], {
    ...OPTIONS,
    cwd: folder,
    env: variables,
  });
}
