import type { BrowserContext } from "@playwright/test";
import { api } from "@vestibule/backend/api";
import type { StackAddress } from "@vestibule/dev/test-stack";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import type { FunctionArgs } from "convex/server";
import { ConvexError } from "convex/values";

export const PASSWORD = "a long enough one";

/** A signed-in person: their browser profile, and a client that calls the functions as them. */
export interface Person {
  profile: BrowserContext;
  client: ConvexHttpClient;
}

let signUps = 0;

/** Makes an account as the sign-up page would, without showing it, from an address of its own: they are counted. */
export async function signUp(
  stack: StackAddress,
  profile: BrowserContext,
  { name, email }: { name: string; email: string },
): Promise<Person> {
  const answer = await profile.request.post(`${stack.webUrl}/api/auth/sign-up/email`, {
    headers: { origin: stack.webUrl, "x-forwarded-for": `203.0.113.${++signUps % 256}` },
    data: { name, email, password: PASSWORD },
  });
  if (!answer.ok()) throw new Error(`${email} could not sign up: ${await answer.text()}`);
  const confirmed = await profile.request.post(`${stack.webUrl}/api/auth/sign-up/email/confirm`, {
    headers: { origin: stack.webUrl },
    data: { code: await codeMailedTo(stack, email) },
  });
  if (!confirmed.ok()) throw new Error(`${email} is not confirmed: ${await confirmed.text()}`);
  return await signedIn(stack, profile);
}

/** The code in the newest mail to this address, once it is there. */
async function codeMailedTo({ convexUrl }: StackAddress, email: string): Promise<string> {
  const client = new ConvexClient(convexUrl);
  const code = await new Promise<string>((resolve) => {
    client.onUpdate(api.models.mailbox.list, {}, (mails) => {
      const found = mails.find(({ to }) => to === email)?.text.match(/^\d{6}$/m)?.[0];
      if (found) resolve(found);
    });
  });
  await client.close();
  return code;
}

/** The person whose session the profile holds. */
export async function signedIn(stack: StackAddress, profile: BrowserContext): Promise<Person> {
  const { token } = await (
    await profile.request.get(`${stack.webUrl}/api/auth/convex/token`)
  ).json();
  const client = clientOf(stack);
  client.setAuth(token);
  return { profile, client };
}

export function clientOf({ convexUrl }: StackAddress): ConvexHttpClient {
  return new ConvexHttpClient(convexUrl, { logger: false });
}

export interface Invited {
  invitationId: string;
  email: string;
  /** A copied link, not the mailed one: joining with it without an account asks for a code. */
  link: string;
}

type Creation = FunctionArgs<typeof api.models.invitations.create>;

export async function invite(
  { client }: Pick<Person, "client">,
  organizationId: string,
  email: string,
  details: Partial<Omit<Creation, "organizationId" | "email">> = {},
): Promise<Invited> {
  const args = { organizationId, email, role: "member", ...details } as const;
  return { email, ...(await client.mutation(api.models.invitations.create, args)) };
}

interface InternalCall {
  /** Where the function is, when it is not one of our own. */
  componentPath?: string;
  /** Whose claim it runs with. */
  identity?: Record<string, string>;
}

/** Runs any function as `npx convex run` does, without a new process for each call. */
export async function runInternal<Value = unknown>(
  { convexUrl, cliVariables }: StackAddress,
  path: string,
  args: Record<string, unknown>,
  { componentPath, identity }: InternalCall = {},
): Promise<Value> {
  const acting = identity ? `:${Buffer.from(JSON.stringify(identity)).toString("base64")}` : "";
  const response = await fetch(`${convexUrl}/api/function`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Convex ${cliVariables.CONVEX_SELF_HOSTED_ADMIN_KEY}${acting}`,
    },
    body: JSON.stringify({ path, args, componentPath, format: "json" }),
  });
  const answer = await response.json();
  if (answer.errorData !== undefined) throw new ConvexError(answer.errorData);
  if (answer.status !== "success") throw new Error(`${path} answered ${JSON.stringify(answer)}`);
  return answer.value;
}
