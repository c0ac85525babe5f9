import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { convexCli } from "./convex-cli.ts";
import { freePorts } from "./dev-ports.ts";
import type { Variables } from "./env-file.ts";
import { startLocalDeployment } from "./local-deployment.ts";
import { firstAnswer, startWebServer } from "./web-server.ts";

/** Where the parts of a running product are, and what they share. */
export interface StackAddress {
  webUrl: string;
  /** Functions and live queries. */
  convexUrl: string;
  /** HTTP actions, which the web app calls. */
  convexSiteUrl: string;
  proxySecret: string;
  cookiePrefix: string;
  /** What the official CLI needs to find the deployment. */
  cliVariables: Variables;
}

export interface TestStack extends StackAddress {
  close(): Promise<void>;
}

/**
 * The whole product on free ports and a folder of its own: pushed functions and the production build. On another
 * host than this machine only for browsers that are told that the name is ours.
 */
export async function startTestStack(host = "localhost"): Promise<TestStack> {
  const folder = await mkdtemp(path.join(tmpdir(), "vestibule-"));
  const ports = await freePorts();
  const webUrl = `http://${host}:${ports.web}`;
  const local = await startLocalDeployment({
    folder,
    port: ports.convex,
    sitePort: ports.convexSite,
    webUrl,
  });
  // A story does not wait for what it is not about; the one about undoing sets a delay.
  await local.setVariables({ INVITATION_DELAY_SECONDS: "0" });
  // `deploy` is what production uses, and it leaves `.env.local` alone.
  await convexCli(
    ["deploy", "--yes", "--typecheck", "disable", "--codegen", "disable"],
    local.cliVariables,
  );
  const address: StackAddress = {
    webUrl,
    convexUrl: local.url,
    convexSiteUrl: local.siteUrl,
    proxySecret: local.proxySecret,
    cookiePrefix: local.cookiePrefix,
    cliVariables: local.cliVariables,
  };
  const web = startWebServer({ ...address, mode: "start", port: ports.web });
  const status = await firstAnswer(`http://localhost:${ports.web}`, web);
  if (status !== 200) throw new Error(`The web app answers ${status} at ${webUrl}.`);

  return {
    ...address,
    async close() {
      web.kill("SIGTERM");
      await web.catch(() => undefined);
      await local.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
