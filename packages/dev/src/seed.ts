import { convexCli } from "./convex-cli.ts";
import type { Variables } from "./env-file.ts";

export interface Demo {
  organization: { name: string; slug: string };
  admin: { email: string; password: string };
  links: { valid: string; expiringSoon: string; expired: string; autoReInvite: string };
}

/** Runs `dev:seed` with the official CLI and returns what it printed. */
export async function seedDemo(environment: Variables): Promise<Demo> {
  const { stdout } = await convexCli(["run", "dev:seed"], environment);
  const start = stdout.indexOf("{");
  if (start < 0) throw new Error(`dev:seed printed no demo: ${stdout}`);
  return JSON.parse(stdout.slice(start)) as Demo;
}
