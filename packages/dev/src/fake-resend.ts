import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/**
 * Resend as a deployment meets it, for tests and browser stories: `POST /emails` and `/emails/batch` with its idempotency,
 * its validation and its errors, `GET /domains`, and signed webhooks. A test says what goes wrong. A deployment is
 * pointed at it with RESEND_BASE_URL.
 */

export interface FakeEmail {
  /** The provider's id, as its webhooks name it. */
  id: string;
  from: string;
  to: string[];
  subject: string;
  html?: string;
  text?: string;
  replyTo?: string[];
  headers: Record<string, string>;
  tags: Record<string, string>;
  /** Of the request that brought it. */
  idempotencyKey?: string;
}

export interface SeenRequest {
  path: string;
  idempotencyKey?: string;
  /** None while the answer is on its way, or when the connection was dropped. */
  status?: number;
  emails: number;
}

/** What goes wrong with one request, or with all of them. */
export type Trouble =
  /** Refused without being processed, or, `after` it was, answered as if it had not been. */
  | {
      kind: "error";
      status: number;
      name?: string;
      message?: string;
      retryAfterSeconds?: number;
      after?: boolean;
    }
  /** The connection ends without an answer: `before` the request was processed, or `after`. */
  | { kind: "drop"; when: "before" | "after" }
  /** Answered well, late. */
  | { kind: "slow"; ms: number };

export interface FakeResend {
  /** For RESEND_BASE_URL. */
  url: string;
  /** For RESEND_API_KEY. */
  apiKey: string;
  /** For RESEND_WEBHOOK_SECRET. */
  webhookSecret: string;
  /** What was accepted, in order: what somebody's mailbox would have. */
  sent: FakeEmail[];
  requests: SeenRequest[];
  /** Troubles of the next requests that bring mail, one each. */
  next(...troubles: Trouble[]): void;
  /** A trouble of every such request from now on; undefined ends it. */
  always(trouble: Trouble | undefined): void;
  /** Signs what happened to a mail as Resend does and posts it to a deployment's webhook. */
  webhook(to: string, event: WebhookEvent, options?: WebhookOptions): Promise<Response>;
  close(): Promise<void>;
}

export interface WebhookEvent {
  /** `email.delivered`, `email.bounced`, … */
  type: string;
  email: FakeEmail;
  /** Beside the mail's own: `{ bounce: { type: "Permanent", message: "…" } }`. */
  data?: Record<string, unknown>;
}

export interface WebhookOptions {
  /** The same id is the same delivery, repeated. */
  id?: string;
  /** When it happened and was signed, in ms since the epoch; now when absent. */
  at?: number;
  /** Signed with another secret than the deployment knows. */
  secret?: string;
}

interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

type Posted = Record<string, unknown>;

export async function startFakeResend(
  options: { verifiedDomains?: string[]; port?: number } = {},
): Promise<FakeResend> {
  const apiKey = `re_${randomBytes(12).toString("hex")}`;
  const webhookSecret = `whsec_${randomBytes(24).toString("base64")}`;
  const sent: FakeEmail[] = [];
  const requests: SeenRequest[] = [];
  const troubles: Trouble[] = [];
  let standing: Trouble | undefined;
  /** By endpoint and key: what was asked, and what was answered once it was processed. */
  const known = new Map<string, { payload: string; answer?: Answer }>();

  const underWay = new Set<string>();

  const server = createServer((request, response) => {
    void serve(request, response).catch((error: unknown) => response.destroy(error as Error));
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? "/", "http://resend.test").pathname;
    const text = await bodyOf(request);
    const refused = refusedKey(request);
    if (refused) return reply(response, refused);
    if (request.method === "GET" && path === "/domains") {
      return reply(response, { status: 200, body: { object: "list", data: domains() } });
    }
    if (request.method !== "POST" || !(path === "/emails" || path === "/emails/batch")) {
      return reply(response, errorAnswer(404, "not_found", "Not found"));
    }
    const idempotencyKey = headerOf(request, "idempotency-key");
    const payload: unknown = JSON.parse(text);
    const posted = (Array.isArray(payload) ? payload : [payload]) as Posted[];
    const seen: SeenRequest = { path, idempotencyKey, emails: posted.length };
    requests.push(seen);

    const trouble = troubles.shift() ?? standing;
    const id = `${path} ${idempotencyKey}`;
    if (trouble?.kind === "slow") {
      underWay.add(id);
      await wait(trouble.ms);
      underWay.delete(id);
    } else if (idempotencyKey !== undefined && underWay.has(id)) {
      seen.status = 409;
      const message = "Same idempotency key used while the original request is still in progress.";
      return reply(response, errorAnswer(409, "concurrent_idempotent_requests", message));
    }
    if (trouble?.kind === "drop" && trouble.when === "before") return void request.socket.destroy();
    if (trouble?.kind === "error" && !trouble.after) {
      seen.status = trouble.status;
      return reply(response, troubleAnswer(trouble));
    }
    const permissive = headerOf(request, "x-batch-validation") === "permissive";
    const answer = once(id, idempotencyKey, text, () =>
      path === "/emails"
        ? single(posted, idempotencyKey)
        : batch(posted, permissive, idempotencyKey),
    );
    if (trouble?.kind === "drop") return void request.socket.destroy();
    if (trouble?.kind === "error") {
      seen.status = trouble.status;
      return reply(response, troubleAnswer(trouble));
    }
    seen.status = answer.status;
    reply(response, answer);
  }

  /** Only what went through is remembered: a refused request may come again under its key. */
  function once(
    id: string,
    key: string | undefined,
    payload: string,
    process: () => Answer,
  ): Answer {
    const before = key === undefined ? undefined : known.get(id);
    if (before && before.payload !== payload) {
      return errorAnswer(
        409,
        "invalid_idempotent_request",
        "Same idempotency key used with a different request payload.",
      );
    }
    if (before?.answer) return before.answer;
    const answer = process();
    if (key !== undefined && answer.status === 200) known.set(id, { payload, answer });
    return answer;
  }

  function single([posted = {}]: Posted[], key: string | undefined): Answer {
    const wrong = wrongWith(posted);
    if (wrong) return wrong;
    return { status: 200, body: { id: accept(posted, key).id } };
  }

  function batch(posted: Posted[], permissive: boolean, key: string | undefined): Answer {
    if (posted.length > 100) {
      return errorAnswer(422, "validation_error", "A batch has at most 100 emails.");
    }
    const wrongs = posted.flatMap((email, index) => {
      const wrong = wrongWith(email);
      return wrong ? [{ index, wrong }] : [];
    });
    const [first] = wrongs;
    // A domain that may not send is no fault of one email.
    if (first && (!permissive || first.wrong.status === 403)) return first.wrong;
    const isWrong = new Set(wrongs.map(({ index }) => index));
    const data = posted
      .filter((_, index) => !isWrong.has(index))
      .map((email) => ({ id: accept(email, key).id }));
    const errors = wrongs.map(({ index, wrong }) => ({ index, message: messageOf(wrong) }));
    return { status: 200, body: permissive ? { data, errors } : { data } };
  }

  function accept(posted: Posted, idempotencyKey: string | undefined): FakeEmail {
    const tags = (posted.tags ?? []) as { name: string; value: string }[];
    const email: FakeEmail = {
      id: randomUUID(),
      from: String(posted.from),
      to: list(posted.to),
      subject: String(posted.subject),
      html: posted.html as string | undefined,
      text: posted.text as string | undefined,
      replyTo: posted.reply_to === undefined ? undefined : list(posted.reply_to),
      headers: (posted.headers ?? {}) as Record<string, string>,
      tags: Object.fromEntries(tags.map(({ name, value }) => [name, value])),
      idempotencyKey,
    };
    sent.push(email);
    return email;
  }

  function wrongWith(posted: Posted): Answer | undefined {
    const bad = list(posted.to).find((to) => !/^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(to));
    if (bad !== undefined || list(posted.to).length === 0) {
      return errorAnswer(422, "validation_error", "Invalid `to` field.");
    }
    const domain = /@([^>@\s]+)>?$/.exec(String(posted.from))?.[1];
    if (!domain) return errorAnswer(422, "validation_error", "Invalid `from` field.");
    if (options.verifiedDomains && !options.verifiedDomains.includes(domain)) {
      return errorAnswer(403, "validation_error", `The ${domain} domain is not verified.`);
    }
    return undefined;
  }

  function domains() {
    return (options.verifiedDomains ?? []).map((name) => ({
      id: randomUUID(),
      name,
      status: "verified",
    }));
  }

  function refusedKey(request: IncomingMessage): Answer | undefined {
    const given = /^Bearer (.*)$/.exec(headerOf(request, "authorization") ?? "")?.[1];
    if (!given) return errorAnswer(401, "missing_api_key", "Missing API key");
    return given === apiKey
      ? undefined
      : errorAnswer(400, "validation_error", "API key is invalid");
  }

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    apiKey,
    webhookSecret,
    sent,
    requests,
    next: (...more) => void troubles.push(...more),
    always: (trouble) => {
      standing = trouble;
    },
    webhook: (to, event, { id = `msg_${randomUUID()}`, at = Date.now(), secret } = {}) => {
      const { type, email, data } = event;
      const created_at = new Date(at).toISOString();
      const own = { email_id: email.id, from: email.from, to: email.to, subject: email.subject };
      const body = JSON.stringify({
        type,
        created_at,
        data: { ...own, created_at, tags: email.tags, ...data },
      });
      const timestamp = String(Math.floor(at / 1000));
      const key = Buffer.from((secret ?? webhookSecret).replace(/^whsec_/, ""), "base64");
      const signature = createHmac("sha256", key)
        .update(`${id}.${timestamp}.${body}`)
        .digest("base64");
      return fetch(to, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "svix-id": id,
          "svix-timestamp": timestamp,
          "svix-signature": `v1,${signature}`,
        },
        body,
      });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" ? value : undefined;
}

function list(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

function errorAnswer(statusCode: number, name: string, message: string): Answer {
  return { status: statusCode, body: { statusCode, name, message } };
}

function troubleAnswer({
  status,
  name,
  message = `The test asked for ${status}.`,
  retryAfterSeconds,
}: Trouble & { kind: "error" }): Answer {
  const known: Record<number, string> = { 422: "validation_error", 429: "rate_limit_exceeded" };
  const answer = errorAnswer(status, name ?? known[status] ?? "application_error", message);
  return retryAfterSeconds === undefined
    ? answer
    : { ...answer, headers: { "retry-after": String(retryAfterSeconds) } };
}

function messageOf({ body }: Answer): string {
  return (body as { message: string }).message;
}

function reply(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}
