import type { Variables } from "./env-file.ts";
import { type NodeChild, runPackageScript } from "./node-child.ts";
import { backendFolder } from "./paths.ts";

/** The official CLI, in the backend's folder. */
export function convexCli(args: string[], variables: Variables): NodeChild {
  return runPackageScript("convex", "bin/main.js", args, { folder: backendFolder, variables });
}
