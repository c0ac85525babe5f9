/**
 * `npm run dev`: a deployment with the pushed functions, the web app, demo data, and a box that says where
 * to look. Ends everything it started on Ctrl+C, or when one of the parts ends.
 */
import { once } from "node:events";
import path from "node:path";
import { LocalBackendError } from "@vestibule/local-backend";
import { chooseDeployment } from "./choose-deployment.ts";
import { convexCli } from "./convex-cli.ts";
import { choosePorts, type Ports } from "./dev-ports.ts";
import { readEnvFile, removeFromEnvFile, setInEnvFile, type Variables } from "./env-file.ts";
import { startLocalDeployment } from "./local-deployment.ts";
import { type NodeChild, outputUntil } from "./node-child.ts";
import { cliEnvFile, dataFolder, isUsualData, repositoryFolder, webFolder } from "./paths.ts";
import { type Demo, seedDemo } from "./seed.ts";
import { say, sayBox, sayProblem, sayStep, showOutput } from "./terminal.ts";
import { folderBeside } from "./web-beside.ts";
import { firstAnswer, startWebServer } from "./web-server.ts";

interface Running {
  convexUrl: string;
  convexSiteUrl: string;
  proxySecret?: string;
  cookiePrefix?: string;
  /** Where the web app builds, when it runs beside the usual one. */
  beside?: string;
  push: NodeChild;
  demo: () => Promise<Demo | null>;
  /** What the CLI needs to be told, where `.env.local` does not say it. */
  address?: Variables;
}

const closing: Array<() => Promise<unknown>> = [];

async function main(): Promise<void> {
  const ports = await choosePorts(process.env.PORT);
  const webUrl = `http://localhost:${ports.web}`;
  const deployment = chooseDeployment(process.env as Variables, await readEnvFile(cliEnvFile));

  const running =
    deployment.kind === "local"
      ? await runLocally(ports, webUrl)
      : await runOn(deployment.kind === "cloud" ? deployment.name : deployment.url);

  sayStep("Starting the web app");
  const web = startWebServer({ mode: "dev", port: ports.web, webUrl, ...running });
  watch("web", web);
  // The seed needs the pushed functions only, so it runs while Next compiles the first page.
  const [demo, status] = await Promise.all([running.demo(), firstAnswer(webUrl, web)]);

  showWhereToLook(webUrl, demo);
  if (running.address) showAddress(running.address);
  if (status !== 200) {
    sayProblem(`${webUrl} answers ${status}. What went wrong is said above; mend it and reload.`);
  }
  await Promise.race([
    web.then(() => Promise.reject(new Error("The web app has stopped."))),
    running.push.then(() => Promise.reject(new Error("The push of the functions has stopped."))),
  ]);
}

async function runLocally(ports: Ports, webUrl: string): Promise<Running> {
  sayStep("Starting the local backend");
  const folder = dataFolder();
  const isUsual = isUsualData(folder);
  const local = await startLocalDeployment({
    folder,
    port: ports.convex,
    sitePort: ports.convexSite,
    webUrl,
  }).catch((error: Error) => {
    throw isFolderInUse(error) ? new Error(alreadyRunning(folder)) : error;
  });
  closing.push(() => local.close());
  if (isUsual) {
    // So that `npx convex run …` in packages/backend finds this deployment while it runs.
    await setInEnvFile(cliEnvFile, local.address);
    closing.push(() => removeFromEnvFile(cliEnvFile, Object.keys(local.address)));
  }

  sayStep("Pushing the functions");
  const push = convexCli(
    ["dev", "--typecheck", "disable", "--tail-logs", "always"],
    local.cliVariables,
  );
  watch("convex", push);
  await pushed(push);
  return {
    convexUrl: local.url,
    convexSiteUrl: local.siteUrl,
    proxySecret: local.proxySecret,
    cookiePrefix: local.cookiePrefix,
    ...(isUsual ? {} : { beside: await folderBeside(webFolder, local.cookiePrefix, folder) }),
    push,
    demo: () => seedDemo(local.cliVariables),
    address: isUsual ? undefined : local.address,
  };
}

/** The user's own deployment: its variables are the user's to set, and it gets no demo data. */
async function runOn(name: string): Promise<Running> {
  sayStep(`Pushing the functions to ${name}`);
  const push = convexCli(["dev", "--tail-logs", "always"], {});
  watch("convex", push);
  await pushed(push);
  const { CONVEX_URL, CONVEX_SITE_URL } = { ...(await readEnvFile(cliEnvFile)), ...process.env };
  if (!CONVEX_URL || !CONVEX_SITE_URL) {
    throw new Error(
      "The deployment's addresses are not known. Set CONVEX_URL and CONVEX_SITE_URL, or let `npx convex dev` write them to packages/backend/.env.local.",
    );
  }
  return {
    convexUrl: CONVEX_URL,
    convexSiteUrl: CONVEX_SITE_URL,
    push,
    demo: async () => null,
  };
}

function isFolderInUse(error: Error): boolean {
  return error instanceof LocalBackendError && error.code === "folder_in_use";
}

function alreadyRunning(folder: string): string {
  const name = path.relative(repositoryFolder, folder);
  return `\`npm run dev\` already runs on ${name}. Stop it first, or give this one data of its own: VESTIBULE_DATA=.vestibule-2 npm run dev`;
}

async function pushed(push: NodeChild): Promise<void> {
  await outputUntil(push, /Convex functions ready!/).catch((error: Error) => {
    throw new Error(`The functions could not be pushed. ${error.message}`);
  });
}

/** Its lines are shown as they come, so that a failure is seen where it happens; it ends with us. */
function watch(name: string, child: NodeChild): void {
  showOutput(name, child);
  closing.push(async () => {
    child.kill("SIGTERM");
    await child.catch(() => undefined);
  });
}

function showWhereToLook(webUrl: string, demo: Demo | null): void {
  say("");
  sayBox("Vestibule", [
    ["App", webUrl],
    ["Mailbox", `${webUrl}/dev/mailbox`],
    ...(demo ? [["Sign in", `${demo.admin.email} with ${demo.admin.password}`] as const] : []),
  ]);
  if (!demo) return;
  say(`\nValid link\n${demo.links.valid}`);
  say(`\nLink that expires in two minutes\n${demo.links.expiringSoon}`);
  say(`\nExpired link that renews automatically\n${demo.links.autoReInvite}`);
  say(`\nExpired link\n${demo.links.expired}\n`);
}

function showAddress(address: Variables): void {
  say("The CLI finds this one in packages/backend after");
  for (const [name, value] of Object.entries(address)) say(`export ${name}='${value}'`);
  say("");
}

async function closeAll(): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close();
}

const interrupted = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
const failure = await Promise.race([
  main().then(
    () => null,
    (error: Error) => error,
  ),
  interrupted.then(() => null),
]);
await closeAll();
if (failure) {
  sayProblem(failure.message);
  process.exitCode = 1;
}
