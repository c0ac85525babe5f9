/** Components that others wrote, from npm, with the work that their examples do. No mail leaves this machine. */
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ConvexClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { convex, type Deployed, deploy } from "./harness.ts";
import { watch } from "./live-query.ts";

type Nothing = Record<string, never>;

const deeds = makeFunctionReference<"query", Nothing, string[]>("deeds:all");

const pool = {
  start: makeFunctionReference<"mutation", { actions: string[]; mutations: string[] }, null>(
    "pool:start",
  ),
  startLater: makeFunctionReference<"mutation", { what: string }, string>("pool:startLater"),
  cancel: makeFunctionReference<"mutation", { id: string }, null>("pool:cancel"),
  status: makeFunctionReference<"query", { id: string }, string>("pool:status"),
};

interface Steps {
  page: Array<{ name: string }>;
  isDone: boolean;
  continueCursor: string;
}

const flow = {
  start: makeFunctionReference<"mutation", { name: string }, string>("flow:start"),
  answer: makeFunctionReference<"mutation", { id: string; text: string }, null>("flow:answer"),
  status: makeFunctionReference<"query", { id: string }, { type: string; result?: string }>(
    "flow:status",
  ),
  steps: makeFunctionReference<
    "query",
    { id: string; paginationOpts: { numItems: number; cursor: string | null } },
    Steps
  >("flow:steps"),
};

const mail = {
  send: makeFunctionReference<"mutation", { subject: string }, string>("mail:send"),
  status: makeFunctionReference<"query", { id: string }, string | null>("mail:status"),
};

const WEBHOOK_SECRET = Buffer.from("webhook secret of the tests").toString("base64");

interface Sent {
  authorization: string | undefined;
  subjects: string[];
}

let provider: Server;
const sent: Sent[] = [];
let deployed: Deployed;
let client: ConvexClient;

/** Takes batches as the mail provider does. */
async function startProvider(): Promise<Server> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const batch = JSON.parse(Buffer.concat(chunks).toString()) as Array<{ subject: string }>;
    const subjects = batch.map(({ subject }) => subject);
    sent.push({ authorization: request.headers.authorization, subjects });
    const data = subjects.map((subject) => ({ id: `provider's ${subject}` }));
    response.setHeader("content-type", "application/json").end(JSON.stringify({ data }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

beforeAll(async () => {
  provider = await startProvider();
  process.env.TEST_MAIL_API = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  process.env.NODE_OPTIONS = `--require ${join(import.meta.dirname, "preload-mail-api.cjs")}`;
  deployed = await deploy({}, "components-app");
  const { backend, appFolder } = deployed;
  const secret = `whsec_${WEBHOOK_SECRET}`;
  expect(
    await convex(backend, appFolder, "env", "set", "RESEND_WEBHOOK_SECRET", secret),
  ).toMatchObject({ code: 0 });
  client = new ConvexClient(backend.url, { logger: false });
});

afterAll(async () => {
  await client.close();
  await deployed.close();
  provider.close();
});

/** Resolves when all of these were done. */
async function done(...wanted: string[]): Promise<string[]> {
  return watch(client, deeds, {}).until((all) => wanted.every((what) => all.includes(what)));
}

test("workpool runs mutations and actions, tries again what failed, and says when each has ended", async () => {
  await client.mutation(pool.start, { actions: ["a", "b", "c"], mutations: ["x", "y"] });
  const all = await done(
    ...["a", "b", "c"].map((what) => `${what}: ${what} at attempt 2`),
    ...["x", "y"].map((what) => `${what}: ${what}`),
  );
  expect(all.filter((what) => what === "x")).toHaveLength(1);
});

test("workpool cancels what has not started", async () => {
  const id = await client.mutation(pool.startLater, { what: "never" });
  await client.mutation(pool.cancel, { id });
  const all = await done("never: canceled");
  expect(all).not.toContain("never");
  await watch(client, pool.status, { id }).until((state) => state === "finished");
});

test("workflow goes through its steps, waits for an event, and lists them in pages", async () => {
  const id = await client.mutation(flow.start, { name: "Ada" });
  await done("hello Ada");
  await client.mutation(flow.answer, { id, text: "good day" });
  const ended = await watch(client, flow.status, { id }).until(({ type }) => type !== "inProgress");
  expect(ended).toMatchObject({ type: "completed", result: "hello Ada, good day" });
  expect(await done("good day", "in one go")).toContain("hello Ada");
  const names: string[] = [];
  let cursor: string | null = null;
  for (let isDone = false; !isDone; ) {
    const page: Steps = await client.query(flow.steps, {
      id,
      paginationOpts: { numItems: 2, cursor },
    });
    names.push(...page.page.map(({ name }) => name));
    ({ isDone, continueCursor: cursor } = page);
  }
  expect(names.slice(0, 2)).toEqual(["flow:greet", "deeds:add"]);
  expect(names.length).toBeGreaterThanOrEqual(6);
});

test("resend hands a batch to the provider, and hears of it by webhook", async () => {
  const id = await client.mutation(mail.send, { subject: "first" });
  await watch(client, mail.status, { id }).until((status) => status === "sent");
  expect(sent).toEqual([{ authorization: "Bearer test-key", subjects: ["first"] }]);
  const event = JSON.stringify({
    type: "email.delivered",
    created_at: new Date().toISOString(),
    data: {
      email_id: "provider's first",
      created_at: new Date().toISOString(),
      from: "a@example.test",
      to: ["delivered@resend.dev"],
      subject: "first",
    },
  });
  const seconds = Math.floor(Date.now() / 1000).toString();
  const signature = createHmac("sha256", Buffer.from(WEBHOOK_SECRET, "base64"))
    .update(`event-1.${seconds}.${event}`)
    .digest("base64");
  const answer = await fetch(`${deployed.backend.siteUrl}/resend`, {
    method: "POST",
    body: event,
    headers: {
      "svix-id": "event-1",
      "svix-timestamp": seconds,
      "svix-signature": `v1,${signature}`,
    },
  });
  expect(answer.status).toBe(201);
  await watch(client, mail.status, { id }).until((status) => status === "delivered");
  await done("email.delivered");
});
