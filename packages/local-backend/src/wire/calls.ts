/** Calls of functions, what comes of them, and live queries. Values are JSON text: neither thread parses what it only forwards. */
import type { JsonObject } from "../protocol/json.ts";

/** Attributes as `ctx.auth.getUserIdentity()` returns them. */
export type Identity = JsonObject & { tokenIdentifier: string; issuer: string; subject: string };

export type Caller =
  | { kind: "client"; identity: Identity | null }
  /** The admin key: may call everything in every component, as the user of `identity` when it is given. */
  | { kind: "admin"; identity: Identity | null };

/** Who makes a request to an HTTP action, whose Authorization header need not be meant for the deployment. */
export interface HttpIdentity {
  identity: Identity | null;
  /** Why the header was not accepted. It matters once code asks for the identity. */
  identityRefusal: string | null;
}

/** What set off the call, as the log names it. A call from an action, whatever set that off, is the action's. */
export type FunctionCaller =
  | "SyncWorker"
  | "HttpApi"
  | "HttpEndpoint"
  | "Cron"
  | "Scheduler"
  | "Action";

export interface FunctionCall {
  /** `dir/module:function`, with or without `.js`; `:default` when no function is named. */
  path: string;
  /** The arguments object as JSON text in wire form. */
  argsJson: string;
  /** Admin only. */
  componentPath?: string;
  caller: Caller;
  requestId: string;
  /** It came over a WebSocket. */
  isSync?: boolean;
  /** Absent for queries, which cannot ask for it. */
  metadata?: RequestMetadata;
}

/** What `ctx.meta.getRequestMetadata()` tells of the request, beside its id. */
export interface RequestMetadata {
  ip: string | null;
  userAgent: string | null;
  /** The token as it was sent; null for anonymous and administrators. */
  authToken: string | null;
}

export type FunctionOutcome =
  | { ok: true; valueJson: string; logLines: string[] }
  | { ok: false; errorMessage: string; errorDataJson?: string; logLines: string[] };

export type QueryOutcome = FunctionOutcome & { journal: string | null };

export type MutationOutcome = FunctionOutcome & { ts: bigint };

/** A live query. The main thread shares one between all sockets that ask for the same. */
export interface Subscription {
  id: number;
  call: FunctionCall;
  journal: string | null;
}

export interface Refresh {
  ts: bigint;
  results: Array<{ id: number; outcome: QueryOutcome }>;
}

export interface LogEntry {
  /** Progress: lines of an action that still runs; its completion does not repeat them. */
  kind: "Completion" | "Progress";
  identifier: string;
  udfType: "Query" | "Mutation" | "Action" | "HttpAction";
  componentPath: string | null;
  /** ms */
  startedAt: number;
  /** ms */
  durationMs: number;
  logLines: Array<{ messages: string[]; level: string; timestamp: number; isTruncated: boolean }>;
  error: string | null;
  requestId: string;
  caller: FunctionCaller;
  identityType: string;
}
