import type { Variables } from "./env-file.ts";
import { type NodeChild, runPackageScript } from "./node-child.ts";
import { backendFolder } from "./paths.ts";

/**
 * The official CLI, in the backend's folder. Failures print their own message and end the process: without
 * a provision host the CLI would first try to report them over a network that may not be there, and hang.
 */
export function convexCli(args: string[], variables: Variables): NodeChild {
  return runPackageScript("convex", "bin/main.js", args, {
    folder: backendFolder,
    variables: { CONVEX_PROVISION_HOST: "http://127.0.0.1:9", ...variables },
  });
}
