/**
 * Carries out what sessions decide: starts functions, joins subscriptions, checks tokens, keeps timers. All
 * decisions are `session.ts`'s; sockets are the server's.
 */
import { stackOf } from "../errors.ts";

import type { Logger } from "../log.ts";
import type { Authenticate } from "../protocol/sync-messages.ts";
import { decodeClientMessage, ProtocolError } from "../protocol/sync-messages.ts";
import type { FunctionCall, Refresh } from "../wire/calls.ts";
import type { Deployment } from "../wire/deployment.ts";
import { Session } from "./session.ts";
import type { AuthOutcome, SessionEffect, SessionInput } from "./session-types.ts";
import { callFields, SharedQueries } from "./shared-queries.ts";

/** One socket, as the hub needs it. */
export interface Connection {
  readonly ip: string | null;
  readonly userAgent: string | null;
  /** Whether the client understands TransitionChunk. */
  readonly takesChunks: boolean;
  send(text: string): void;
  ping(): void;
  close(code: number, reason: string): void;
  /** Stop and go on reading from the client. */
  pause(): void;
  resume(): void;
}

export interface HubOptions {
  deployment: Deployment;
  authenticate(message: Authenticate): Promise<AuthOutcome>;
  newRequestId(): string;
  logger: Logger;
}

const PING_INTERVAL_MS = 15_000;
/** `setTimeout` fires at once beyond this; a token that lives longer is looked at again then. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** Functions one client may have running before we stop reading from it, and when we go on. */
const MAX_OUTSTANDING = 1024;
const RESUME_OUTSTANDING = 512;

export class SyncHub {
  readonly #options: HubOptions;
  readonly #clients = new Set<SyncClient>();
  readonly #queries: SharedQueries<SyncClient>;
  readonly #pinger: NodeJS.Timeout;
  /** The timestamp at which all subscriptions' last results are valid. */
  #ts: bigint;

  constructor(options: HubOptions) {
    this.#options = options;
    const { deployment } = options;
    this.#ts = deployment.latestTs();
    this.#queries = new SharedQueries(deployment, options.newRequestId);
    deployment.onRefresh((refresh) => this.#refresh(refresh));
    this.#pinger = setInterval(() => {
      for (const client of this.#clients) client.handle({ kind: "tick" });
    }, PING_INTERVAL_MS);
    this.#pinger.unref();
  }

  connect(connection: Connection): SyncClient {
    const client = new SyncClient(connection, this.#options, this.#queries, () => this.#ts);
    this.#clients.add(client);
    client.onEnd = () => this.#clients.delete(client);
    return client;
  }

  /** Says goodbye to every client; they come back by themselves when a server is there again. */
  close(reason: string): void {
    clearInterval(this.#pinger);
    for (const client of [...this.#clients]) client.handle({ kind: "shutdown", reason });
  }

  #refresh(refresh: Refresh): void {
    if (refresh.ts > this.#ts) this.#ts = refresh.ts;
    const news = this.#queries.apply(refresh);
    for (const [client, results] of news) client.handle({ kind: "results", results });
    for (const client of this.#clients) {
      if (client.wantsRefresh) client.handle({ kind: "results", results: [] });
    }
  }
}

export class SyncClient {
  onEnd: () => void = () => {};
  readonly #session: Session;
  readonly #connection: Connection;
  readonly #options: HubOptions;
  readonly #queries: SharedQueries<SyncClient>;
  readonly #ts: () => bigint;
  #expiry: NodeJS.Timeout | undefined;
  /** Changes before the session runs a function as its owner: no message is read while a token is checked. */
  #authToken: string | null = null;
  #outstanding = 0;
  #closed = false;

  constructor(
    connection: Connection,
    options: HubOptions,
    queries: SharedQueries<SyncClient>,
    ts: () => bigint,
  ) {
    this.#connection = connection;
    this.#session = new Session(connection.takesChunks);
    this.#options = options;
    this.#queries = queries;
    this.#ts = ts;
  }

  get wantsRefresh(): boolean {
    return this.#session.wantsRefresh;
  }

  /** A text frame. */
  receive(text: string): void {
    let input: SessionInput;
    try {
      input = { kind: "message", message: decodeClientMessage(text) };
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      input = { kind: "malformed", error: error.message };
    }
    this.handle(input);
  }

  handle(input: SessionInput): void {
    if (this.#closed) return;
    for (const effect of this.#session.handle(input, this.#ts())) this.#perform(effect);
  }

  /** The socket has gone. Running functions go on; their results are dropped. */
  disconnected(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#expiry);
    this.#queries.unwatchAll(this);
    this.onEnd();
  }

  #perform(effect: SessionEffect): void {
    switch (effect.kind) {
      case "send":
        this.#connection.send(effect.text);
        return;
      case "ping":
        this.#connection.ping();
        return;
      case "close":
        this.#connection.close(effect.code, effect.reason);
        this.disconnected();
        return;
      case "authenticate":
        this.#options
          .authenticate(effect.message)
          .then((outcome) => {
            this.#authToken = tokenOf(effect.message, outcome);
            this.handle({ kind: "authenticated", outcome });
          })
          .catch((error) => this.#fail(error));
        return;
      case "watch": {
        const { queryId, call, journal } = effect;
        const result = this.#queries.watch(this, queryId, call, journal);
        if (result !== null) this.handle({ kind: "results", results: [{ queryId, result }] });
        return;
      }
      case "unwatch":
        this.#queries.unwatch(this, effect.queryId);
        return;
      case "mutate": {
        const { requestId, sessionId } = effect;
        this.#run(
          this.#options.deployment.mutation(this.#callOf(effect), { sessionId, requestId }),
          (outcome) => ({ kind: "mutationFinished", requestId, outcome }),
        );
        return;
      }
      case "act": {
        const { requestId } = effect;
        this.#run(this.#options.deployment.action(this.#callOf(effect)), (outcome) => ({
          kind: "actionFinished",
          requestId,
          outcome,
        }));
        return;
      }
      case "expireAt":
        this.#expireAt(effect.at);
        return;
      default:
        effect satisfies never;
    }
  }

  #callOf(effect: Extract<SessionEffect, { kind: "mutate" | "act" }>): FunctionCall {
    const { ip, userAgent } = this.#connection;
    return {
      ...callFields(effect.call),
      requestId: this.#options.newRequestId(),
      metadata: { ip, userAgent, authToken: this.#authToken },
    };
  }

  #run<Outcome>(running: Promise<Outcome>, inputOf: (outcome: Outcome) => SessionInput): void {
    this.#outstanding++;
    if (this.#outstanding === MAX_OUTSTANDING) this.#connection.pause();
    running
      .then((outcome) => this.handle(inputOf(outcome)))
      .catch((error) => this.#fail(error))
      .finally(() => {
        this.#outstanding--;
        if (this.#outstanding === RESUME_OUTSTANDING) this.#connection.resume();
      });
  }

  #expireAt(at: number | null): void {
    clearTimeout(this.#expiry);
    if (at === null) return;
    const delay = Math.min(Math.max(at - Date.now(), 0), LONGEST_TIMER_MS);
    this.#expiry = setTimeout(() => {
      if (Date.now() >= at) this.handle({ kind: "tokenExpired" });
      else this.#expireAt(at);
    }, delay);
    this.#expiry.unref();
  }

  /** Our own failure: the client reconnects and sends what is unfinished again. */
  #fail(error: unknown): void {
    if (this.#closed) return;
    const text = stackOf(error);
    this.#options.logger.error(`A client's connection was ended by an internal error: ${text}`);
    this.#connection.close(1011, "InternalServerError");
    this.disconnected();
  }
}

function tokenOf(message: Authenticate, outcome: AuthOutcome): string | null {
  return outcome.ok && message.tokenType === "User" ? message.value : null;
}
