import { convexCli } from "@vestibule/dev/convex-cli";

/** Runs an internal function as its operator does, with `npx convex run`. */
export async function runFunction(name: string, args: Record<string, unknown>): Promise<void> {
  await convexCli(["run", name, JSON.stringify(args)], {});
}
