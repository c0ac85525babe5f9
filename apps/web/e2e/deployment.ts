import { expect, type Page } from "@playwright/test";
import { api } from "@vestibule/backend/api";
import { ConvexHttpClient } from "convex/browser";

/**
 * The deployment behind the stories, asked without a page: for what must be there before a story begins.
 * What a story is about is clicked.
 */
function deploymentUrl(): string {
  return variable("CONVEX_SELF_HOSTED_URL");
}

/** Calls functions as the person who is signed in on this page. */
export async function clientOf(page: Page): Promise<ConvexHttpClient> {
  const response = await page.request.get(`${variable("VESTIBULE_WEB_URL")}/api/auth/convex/token`);
  const { token } = (await response.json()) as { token: string };
  const client = new ConvexHttpClient(deploymentUrl());
  client.setAuth(token);
  return client;
}

/** The link that this address was mailed last, once there is one. */
export async function linkMailedTo(address: string): Promise<string> {
  return await findInMail(address, /\S+\/orgs\/accept-invitation\/\S+/);
}

/** The code that this address was mailed last, once there is one. */
export async function codeMailedTo(address: string): Promise<string> {
  return await findInMail(address, /^\d{6}$/m);
}

/** The link to set a password that this address was mailed last, once it was mailed so many. */
export async function resetLinkMailedTo(address: string, { links = 1 } = {}): Promise<string> {
  return await findInMail(address, /\S+\/reset-password\?token=\S+/, links);
}

/** The link that turns a notice off, in the one that this address was mailed last. */
export async function unsubscribeLinkMailedTo(address: string): Promise<string> {
  return await findInMail(address, /\S+\/unsubscribe\?\S+/);
}

async function findInMail(address: string, wanted: RegExp, count = 1): Promise<string> {
  const client = new ConvexHttpClient(deploymentUrl());
  let found: string | undefined;
  const read = async () => {
    const mails = await client.query(api.models.mailbox.list);
    const theirs = mails.flatMap(({ to, text }) =>
      to === address ? (text.match(wanted)?.slice(0, 1) ?? []) : [],
    );
    found = theirs.length < count ? undefined : theirs[0];
    return found;
  };
  await expect.poll(read, { intervals: [50] }).toBeDefined();
  return found ?? "";
}

/** Runs an internal mutation, as an operator does with `npx convex run`: no client can. */
export async function runMutation(path: string, args: Record<string, unknown>): Promise<void> {
  const response = await asOperator("/api/mutation", { path, args, format: "json" });
  const answer = (await response.json()) as { status?: string; errorMessage?: string };
  if (answer.status !== "success") {
    throw new Error(`${path} failed: ${answer.errorMessage ?? response.status}`);
  }
}

/** Sets the deployment's variables, as an operator does with `npx convex env set`; null removes one. */
export async function setVariables(variables: Record<string, string | null>): Promise<void> {
  const changes = Object.entries(variables).map(([name, value]) => ({ name, value }));
  const response = await asOperator("/api/update_environment_variables", { changes });
  if (!response.ok) throw new Error(`Setting variables answered ${response.status}`);
}

async function asOperator(path: string, body: unknown): Promise<Response> {
  return await fetch(`${deploymentUrl()}${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Convex ${variable("CONVEX_SELF_HOSTED_ADMIN_KEY")}`,
    },
    body: JSON.stringify(body),
  });
}

/** Sets a variable of the deployment, as an operator does with `npx convex env set`. */
export async function setVariable(name: string, value: string): Promise<void> {
  const response = await fetch(`${deploymentUrl()}/api/update_environment_variables`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Convex ${variable("CONVEX_SELF_HOSTED_ADMIN_KEY")}`,
    },
    body: JSON.stringify({ changes: [{ name, value }] }),
  });
  if (!response.ok) throw new Error(`${name} was not set: ${response.status}`);
}

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set.`);
  return value;
}
