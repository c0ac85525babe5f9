import path from "node:path";
import { type NodeChild, runPackageScript, runScript } from "./node-child.ts";
import { webFolder } from "./paths.ts";

/** `next dev` or, after a build, the production server, on 127.0.0.1. */
export function startWebServer(options: {
  mode: "dev" | "start";
  port: number;
  convexUrl: string;
  convexSiteUrl: string;
  webUrl: string;
  /** Absent with a deployment that the developer runs: then `.env.local` may have it. */
  proxySecret?: string;
  cookiePrefix?: string;
  /** False for a server that faces the network itself. */
  isBehindProxy?: boolean;
  /** On data of its own, the folder that it builds in, so that it may run while others do. */
  beside?: string;
}): NodeChild {
  const address = ["--hostname", "127.0.0.1", "--port", String(options.port)];
  const place = {
    folder: webFolder,
    variables: {
      CONVEX_URL: options.convexUrl,
      CONVEX_SITE_URL: options.convexSiteUrl,
      SITE_URL: options.webUrl,
      NEXT_TELEMETRY_DISABLED: "1",
      ...(options.proxySecret === undefined ? {} : { PROXY_SECRET: options.proxySecret }),
      ...(options.cookiePrefix === undefined ? {} : { COOKIE_PREFIX: options.cookiePrefix }),
      // The stories' browsers are people on machines of their own, as behind a proxy that says so.
      TRUST_PROXY: String(options.isBehindProxy ?? true),
      ...(options.beside === undefined ? {} : { VESTIBULE_WEB_BESIDE: options.beside }),
    },
  };
  return options.mode === "dev"
    ? runPackageScript("next", "dist/bin/next", ["dev", ...address], place)
    : runScript(path.join(webFolder, "server/start.mjs"), address, place);
}

/** Resolves with the status of the first answer; rejects when the server stops before there is one. */
export async function firstAnswer(url: string, stopped: Promise<unknown>): Promise<number> {
  const over = stopped.then(
    () => true,
    () => true,
  );
  for (;;) {
    const status = await fetch(url).then(
      (response) => response.status,
      () => null,
    );
    if (status !== null) return status;
    const isOver = await Promise.race([over, pause(100)]);
    if (isOver === true) throw new Error(`The web server stopped before ${url} answered.`);
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
