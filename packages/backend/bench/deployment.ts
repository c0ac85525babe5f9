import { createHmac, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { convexCli } from "@vestibule/dev/convex-cli";
import { freePorts } from "@vestibule/dev/dev-ports";
import { startLocalDeployment } from "@vestibule/dev/local-deployment";

/** The functions on a deployment of their own, in this process, on an empty folder. */

export interface BenchDeployment {
  url: string;
  siteUrl: string;
  adminKey: string;
  secret: string;
  setVariables(variables: Record<string, string>): Promise<void>;
  close(): Promise<void>;
}

export const WEB_URL = "http://localhost:3000";

export async function startBenchDeployment(): Promise<BenchDeployment> {
  const folder = await mkdtemp(path.join(tmpdir(), "vestibule-bench-"));
  const ports = await freePorts();
  const local = await startLocalDeployment({
    folder,
    port: ports.convex,
    sitePort: ports.convexSite,
    webUrl: WEB_URL,
  });
  const secret = randomBytes(32).toString("base64url");
  // Better Auth's own name for the cookie, which the peer has too.
  await local.setVariables({ BETTER_AUTH_SECRET: secret, COOKIE_PREFIX: "better-auth" });
  await convexCli(
    ["deploy", "--yes", "--typecheck", "disable", "--codegen", "disable"],
    local.cliVariables,
  );
  return {
    url: local.url,
    siteUrl: local.siteUrl,
    adminKey: local.cliVariables.CONVEX_SELF_HOSTED_ADMIN_KEY ?? "",
    secret,
    setVariables: local.setVariables,
    async close() {
      await local.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface BenchPerson {
  userId: string;
  sessionId: string;
  sessionToken: string;
  email: string;
}

type Deployment = Pick<BenchDeployment, "url" | "adminKey">;

/** Calls an internal function with the admin key, as a signed-in person when one is given. */
export async function callInternal<T>(
  { url, adminKey }: Deployment,
  functionPath: string,
  args: object,
  person?: BenchPerson,
): Promise<T> {
  const identity = person && {
    subject: person.userId,
    issuer: "bench",
    sessionId: person.sessionId,
  };
  const acting = identity ? `:${Buffer.from(JSON.stringify(identity)).toString("base64")}` : "";
  const response = await fetch(`${url}/api/mutation`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Convex ${adminKey}${acting}` },
    body: JSON.stringify({ path: functionPath, args, format: "json" }),
  });
  const answer = (await response.json()) as { status: string; value: T; errorMessage?: string };
  if (answer.status !== "success") throw new Error(`${functionPath}: ${answer.errorMessage}`);
  return answer.value;
}

/** Signed-in people, some at a time so that no transaction comes near its limits. */
export async function makePeople(
  deployment: Deployment,
  prefix: string,
  count: number,
  adminOf?: string,
): Promise<BenchPerson[]> {
  const people: BenchPerson[] = [];
  for (let from = 0; from < count; from += 25) {
    people.push(
      ...(await callInternal<BenchPerson[]>(deployment, "dev/bench:makePeople", {
        prefix,
        from,
        count: Math.min(25, count - from),
        ...(adminOf === undefined ? {} : { adminOf }),
      })),
    );
  }
  return people;
}

export async function fillInvitations(
  deployment: Deployment,
  fill: {
    organizationId: string;
    inviterId: string;
    prefix: string;
    count: number;
    asking: boolean;
    expiresAt: number;
  },
): Promise<string[]> {
  const { count, ...rest } = fill;
  const batch = fill.asking ? 100 : 500;
  const ids: string[] = [];
  for (let from = 0; from < count; from += batch) {
    const size = Math.min(batch, count - from);
    ids.push(
      ...(await callInternal<string[]>(deployment, "dev/bench:fill", {
        ...rest,
        from,
        count: size,
      })),
    );
  }
  return ids;
}

/** The session cookie as Better Auth signs it. */
export function sessionCookie(sessionToken: string, secret: string): string {
  const signature = createHmac("sha256", secret).update(sessionToken).digest("base64");
  return `better-auth.session_token=${encodeURIComponent(`${sessionToken}.${signature}`)}`;
}
