import type { Variables } from "./env-file.ts";

/** Display prefix of the embedded backend's admin keys: tells our own lines in `.env.local` from the user's. */
export const LOCAL_INSTANCE_NAME = "vestibule-local";

export type Deployment =
  /** Nothing was chosen: the embedded backend, started and fed by us. */
  | { kind: "local" }
  /** A deployment of the user's: pushed to by the official CLI with the user's own settings. */
  | { kind: "selfHosted"; url: string }
  | { kind: "cloud"; name: string };

/**
 * Which deployment `npm run dev` works on. The environment wins over `.env.local`, as in the CLI; lines
 * that a run of ours left behind in the file (it was killed) do not count as a choice.
 */
export function chooseDeployment(environment: Variables, envFile: Variables): Deployment {
  return chosenBy(environment) ?? chosenBy(isOurs(envFile) ? {} : envFile) ?? { kind: "local" };
}

function chosenBy(variables: Variables): Deployment | null {
  if (variables.CONVEX_DEPLOYMENT) return { kind: "cloud", name: variables.CONVEX_DEPLOYMENT };
  if (variables.CONVEX_SELF_HOSTED_URL) {
    return { kind: "selfHosted", url: variables.CONVEX_SELF_HOSTED_URL };
  }
  return null;
}

function isOurs(envFile: Variables): boolean {
  return (
    envFile.CONVEX_DEPLOYMENT === undefined &&
    (envFile.CONVEX_SELF_HOSTED_ADMIN_KEY ?? "").startsWith(`${LOCAL_INSTANCE_NAME}|`)
  );
}
