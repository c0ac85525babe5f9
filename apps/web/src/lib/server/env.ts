/**
 * The only reader of process.env. Names are read at run time, never inlined, so one build serves any
 * deployment; the NEXT_PUBLIC_ names are what `npx convex dev` writes.
 */
export interface ServerEnv {
  /** Where functions are called, over HTTP and WebSocket. */
  convexUrl: string;
  /** Where the deployment's HTTP actions answer, Better Auth's among them. */
  convexSiteUrl: string;
  /** Where browsers find this app, as the deployment's `SITE_URL` says; without it, each request's own word is taken. */
  siteOrigin: string | undefined;
  /** Shared with the deployment, which then believes whose requests this server passes on. */
  proxySecret: string | undefined;
  /** What the names of session cookies begin with, as the deployment's variable of that name says; Better Auth's when absent. */
  cookiePrefix: string | undefined;
}

export function serverEnv(source: Record<string, string | undefined> = process.env): ServerEnv {
  return {
    convexUrl: urlFrom(source, "CONVEX_URL"),
    convexSiteUrl: urlFrom(source, "CONVEX_SITE_URL"),
    siteOrigin: source.SITE_URL ? new URL(urlFrom(source, "SITE_URL")).origin : undefined,
    proxySecret: source.PROXY_SECRET || undefined,
    cookiePrefix: source.COOKIE_PREFIX || undefined,
  };
}

function urlFrom(source: Record<string, string | undefined>, name: string): string {
  const value = source[name] || source[`NEXT_PUBLIC_${name}`];
  if (!value) {
    throw new Error(
      `${name} is not set. Start everything with \`npm run dev\`, or write your deployment's address into apps/web/.env.local as ${name}=https://…`,
    );
  }
  if (!URL.canParse(value)) {
    throw new Error(`${name} is "${value}", which is not a web address. Write it as https://…`);
  }
  return value.replace(/\/+$/, "");
}
