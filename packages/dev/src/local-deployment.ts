import { randomBytes } from "node:crypto";
import { startLocalBackend } from "@vestibule/local-backend";
import { LOCAL_INSTANCE_NAME } from "./choose-deployment.ts";
import { cookiePrefixOf } from "./cookie-prefix.ts";
import type { Variables } from "./env-file.ts";

export interface LocalDeployment {
  url: string;
  siteUrl: string;
  /** Shared with the web app, as in production: the deployment believes its word on who asks. */
  proxySecret: string;
  /** Its session cookies' own: one browser may be signed in to several stacks on one host. */
  cookiePrefix: string;
  /** How the official CLI finds this deployment, as `.env.local` may say it. */
  address: Variables;
  /** Environment of a CLI that is to work on this deployment, and offline. */
  cliVariables: Variables;
  /** Sets deployment variables; those that already have this value are left alone. */
  setVariables(variables: Variables): Promise<void>;
  close(): Promise<void>;
}

/** Starts the embedded backend with the variables that the functions need in development. */
export async function startLocalDeployment(options: {
  folder: string;
  port: number;
  sitePort: number;
  webUrl: string;
}): Promise<LocalDeployment> {
  // Functions run in this process, and on Convex they run in UTC.
  process.env.TZ = "UTC";
  const backend = await startLocalBackend({
    folder: options.folder,
    port: options.port,
    sitePort: options.sitePort,
    instanceName: LOCAL_INSTANCE_NAME,
    // The mailbox holds everybody's links.
    allowedOrigins: [new URL(options.webUrl).origin],
  });

  async function post(path: string, body: unknown): Promise<unknown> {
    const response = await fetch(new URL(path, backend.url), {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Convex ${backend.adminKey}` },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
    return text === "" ? null : JSON.parse(text);
  }

  async function readVariables(): Promise<Variables> {
    const answer = (await post("/api/query", {
      path: "_system/cli/queryEnvironmentVariables",
      args: {},
      format: "json",
    })) as { value: { name: string; value: string }[] };
    return Object.fromEntries(answer.value.map(({ name, value }) => [name, value]));
  }

  async function setVariables(variables: Variables): Promise<void> {
    const present = await readVariables();
    const changes = Object.entries(variables)
      .filter(([name, value]) => present[name] !== value)
      .map(([name, value]) => ({ name, value }));
    if (changes.length > 0) await post("/api/update_environment_variables", { changes });
  }

  const cookiePrefix = cookiePrefixOf(options.folder);
  // Secrets are made once and kept by the deployment itself: sessions and links outlive a restart.
  const { BETTER_AUTH_SECRET = newSecret(), PROXY_SECRET = newSecret() } = await readVariables();
  await setVariables({
    SITE_URL: options.webUrl,
    BETTER_AUTH_SECRET,
    PROXY_SECRET,
    COOKIE_PREFIX: cookiePrefix,
    OPEN_SIGNUP: "true",
    DEPLOYMENT_KIND: "development",
    MAIL_TRANSPORT: "mailbox",
  });

  const address = {
    CONVEX_SELF_HOSTED_URL: backend.url,
    CONVEX_SELF_HOSTED_ADMIN_KEY: backend.adminKey,
  };
  return {
    url: backend.url,
    siteUrl: backend.siteUrl,
    proxySecret: PROXY_SECRET,
    cookiePrefix,
    address,
    // A failing CLI reports to a host of Convex's before it ends; with no network it would wait for ever.
    cliVariables: { ...address, CONVEX_PROVISION_HOST: "http://127.0.0.1:9" },
    setVariables,
    close: () => backend.close(),
  };
}

function newSecret(): string {
  return randomBytes(32).toString("base64url");
}
