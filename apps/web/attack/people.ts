import { createHash, randomBytes } from "node:crypto";
import { api } from "@vestibule/backend/api";
import type { StackAddress } from "@vestibule/dev/test-stack";
import { hashPassword } from "better-auth/crypto";
import type { ConvexHttpClient } from "convex/browser";
import type { FunctionReturnType } from "convex/server";
import { ConvexError } from "convex/values";
import { clientOf, PASSWORD, runInternal } from "../bench/people-by-api.ts";
import { type Answer, isOk, jsonIn, type Sending, send } from "./send.ts";

/** The people of an attack: who attacks, whom, and who is in the way. */

/** A browser without a page: it keeps cookies, says where it is, and has an address of its own. */
export interface Browser {
  readonly cookies: ReadonlyMap<string, string>;
  get(path: string, headers?: Sending["headers"]): Promise<Answer>;
  post(path: string, body: unknown, headers?: Sending["headers"]): Promise<Answer>;
  /** A form of a page of ours, sent without scripts. */
  postForm(path: string, form: Record<string, string>): Promise<Answer>;
}

let clients = 0;

/** An address that nobody else has, as behind a proxy that says so. */
export function newAddress(): string {
  clients += 1;
  return `100.${64 + Math.floor(clients / 65_536)}.${Math.floor(clients / 256) % 256}.${clients % 256}`;
}

export function openBrowser({ webUrl }: StackAddress): Browser {
  const cookies = new Map<string, string>();
  const address = newAddress();

  async function ask(path: string, { headers, ...sending }: Sending): Promise<Answer> {
    const answer = await send(webUrl, path, {
      ...sending,
      headers: {
        origin: webUrl,
        "x-forwarded-for": address,
        cookie: Array.from(cookies, ([name, value]) => `${name}=${value}`).join("; "),
        ...headers,
      },
    });
    for (const cookie of answer.headers["set-cookie"] ?? []) {
      const [pair = ""] = cookie.split(";");
      const at = pair.indexOf("=");
      if (/max-age=0/i.test(cookie)) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }

  return {
    cookies,
    get: (path, headers = {}) => ask(path, { headers }),
    post: (path, body, headers = {}) => ask(path, { body, headers }),
    postForm: (path, form) => ask(path, { form, headers: { "sec-fetch-site": "same-origin" } }),
  };
}

export interface Person {
  email: string;
  password: string;
  browser: Browser;
  client: ConvexHttpClient;
}

export function newEmail(word = "person"): string {
  return `${word}-${crypto.randomUUID().slice(0, 8)}@attack.test`;
}

interface Host {
  organizationId: string;
  userId: string;
  sessionId: string;
}

/** An admin of an organization of their own, with a proven address, made without a password. */
export async function newHost(stack: StackAddress): Promise<Host> {
  const name = `host-${crypto.randomUUID().slice(0, 8)}`;
  const made = { slug: name };
  const organizationId = await runInternal<string>(stack, "dev/bench:makeOrganization", made);
  const [admin] = await runInternal<Omit<Host, "organizationId">[]>(stack, "dev/bench:makePeople", {
    prefix: name,
    from: 0,
    count: 1,
    adminOf: organizationId,
  });
  if (!admin) throw new Error("Nobody became an admin.");
  return { ...admin, organizationId };
}

const hosts = new WeakMap<StackAddress, Promise<Host>>();

/** Somebody with an account, a proven address and a session. They have joined somewhere, which takes no code to wait for. */
export async function newPerson(stack: StackAddress): Promise<Person> {
  const hosting = hosts.get(stack) ?? newHost(stack);
  hosts.set(stack, hosting);
  const { organizationId, userId: inviterId } = await hosting;
  const prefix = `person-${crypto.randomUUID().slice(0, 8)}-`;
  const [invitationId = ""] = await runInternal<string[]>(stack, "dev/bench:fill", {
    organizationId,
    inviterId,
    prefix,
    from: 0,
    count: 1,
    asking: false,
    expiresAt: Date.now() + DAY,
  });
  const email = `${prefix}0@bench.test`;
  const browser = openBrowser(stack);
  const form = {
    ...(await mailedBefore(stack, invitationId)),
    name: "Ada Okafor",
    password: PASSWORD,
  };
  must(await browser.post("/api/auth/sign-up/invitation", form), `${email} joins`);
  const client = clientOf(stack);
  client.setAuth(await deploymentToken(browser));
  return { email, password: PASSWORD, browser, client };
}

/** Somebody who is signed in to an account that an earlier version made for a sign-up: no door makes an unproven one now. */
export async function newUnproven(stack: StackAddress): Promise<Person> {
  const email = newEmail("unproven");
  const person = {
    email,
    password: PASSWORD,
    browser: openBrowser(stack),
    client: clientOf(stack),
  };
  const account = { name: "Ada Okafor", email, passwordHash: await hashPassword(PASSWORD) };
  await runInternal(stack, "dev/bench:makeUnproven", account);
  await signIn(person);
  return person;
}

/** Somebody who signs up with an address, their own or not, as far as the page that asks for the mailed code. */
export async function signUp(
  stack: StackAddress,
  {
    email,
    name = "Ada Okafor",
    password = PASSWORD,
  }: Partial<Person> & { email: string; name?: string },
): Promise<Person> {
  const browser = openBrowser(stack);
  const form = { name, email, password };
  must(await browser.post("/api/auth/sign-up/email", form), `${email} signs up`);
  return { email, password, browser, client: clientOf(stack) };
}

const DAY = 24 * 60 * 60 * 1000;

/** The link of an invitation as it was mailed so many days ago. */
export async function mailedBefore(
  stack: StackAddress,
  invitationId: string,
  days = 0,
): Promise<Link> {
  const token = randomBytes(32).toString("hex");
  const tokenHash = createHash("sha256").update(token).digest("hex");
  const inComponent = { componentPath: "betterAuth" };
  const row = { invitationId, channel: "email", now: Date.now() - days * DAY };
  const tokenId = await runInternal<string>(stack, "links:add", row, inComponent);
  const hashes = [{ tokenId, tokenHash }];
  await runInternal(stack, "links:setHashes", { hashes }, inComponent);
  return { invitationId, token };
}

export async function signIn({ email, password, browser, client }: Person): Promise<void> {
  must(await browser.post("/api/auth/sign-in/email", { email, password }), `${email} signs in`);
  client.setAuth(await deploymentToken(browser));
}

/** What the functions know the session by. */
export async function deploymentToken(browser: Browser): Promise<string> {
  const token = jsonIn(await browser.get("/api/auth/convex/token"))?.token;
  if (typeof token !== "string") throw new Error("There is no session to call functions with.");
  return token;
}

export interface Owner extends Person {
  organizationId: string;
  slug: string;
}

export async function newOwner(stack: StackAddress): Promise<Owner> {
  const person = await newPerson(stack);
  const slug = `acme-${crypto.randomUUID().slice(0, 8)}`;
  const made = await person.client.mutation(api.models.organizations.create, {
    name: "Acme",
    slug,
  });
  return { ...person, organizationId: made.id, slug };
}

const standing = new WeakMap<StackAddress, Promise<Owner>>();

/** One owner for all attacks that ask as somebody and change nothing of theirs: an account takes a while to make. */
export function someOwner(stack: StackAddress): Promise<Owner> {
  const made = standing.get(stack) ?? newOwner(stack);
  standing.set(stack, made);
  return made;
}

/** The link in the newest mail to an address that has one, once it is there. */
export async function mailedLink(stack: StackAddress, email: string): Promise<Link> {
  const { text } = await mailTo(stack, email, (mail) => LINK.test(mail.text));
  return linkOf(LINK.exec(text)?.[0] ?? "");
}

const LINK = /https?:\/\/\S+\/accept-invitation\/\S+/;

type Mail = FunctionReturnType<typeof api.models.mailbox.list>[number];

/** The newest such mail to an address, once it is there. */
export async function mailTo(
  stack: StackAddress,
  email: string,
  isIt: (mail: Mail) => boolean,
): Promise<Mail> {
  const client = clientOf(stack);
  for (;;) {
    const mails = await client.query(api.models.mailbox.list, {});
    const mail = mails.find((each) => each.to === email && isIt(each));
    if (mail) return mail;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export interface Link {
  invitationId: string;
  token: string;
}

export function linkOf(link: string): Link {
  const url = new URL(link);
  return {
    invitationId: url.pathname.split("/").at(-1) ?? "",
    token: url.searchParams.get("token") ?? "",
  };
}

/** The code of a refused call; null when it went through. */
export async function refusalOf(call: Promise<unknown>): Promise<string | null> {
  try {
    await call;
    return null;
  } catch (error) {
    if (error instanceof ConvexError) return error.data.code;
    throw error;
  }
}

/** For what an attack needs before it can begin. */
export function must(answer: Answer, what: string): Answer {
  if (isOk(answer)) return answer;
  throw new Error(`${what}: answered ${answer.status} ${answer.text.slice(0, 200)}`);
}

/** What the operator reads of the sign-ups that wait at an address: `npx convex run platformAdmins:signUpCodes`. */
export async function signUpCodes(
  stack: StackAddress,
  email: string,
): Promise<{ name: string; code: string }[]> {
  return await runInternal(stack, "platformAdmins:signUpCodes", { email });
}
