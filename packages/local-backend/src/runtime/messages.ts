/**
 * What the main thread and the worker say to each other. The worker owns the database and the user's code; the
 * main thread owns sockets. Whole invocations cross the boundary, never single syscalls. Values cross as JSON
 * text, so neither side parses what it only forwards.
 */
import type { JsonObject, JsonValue } from "../protocol/json.ts";

/** Attributes as `ctx.auth.getUserIdentity()` returns them. */
export type Identity = JsonObject & { tokenIdentifier: string; issuer: string; subject: string };

export type Caller =
  | { kind: "client"; identity: Identity | null }
  /** The admin key: may call everything in every component, acting as somebody when `identity` is given. */
  | { kind: "admin"; identity: Identity | null };

/** Who called, as the log names it. An action is whoever calls from one. */
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

export interface HttpCall {
  method: string;
  url: string;
  headers: Array<[string, string]>;
  /** Chunks as they come off the socket, pulled only as fast as they are read. */
  body: AsyncIterable<Uint8Array> | null;
  /** Null when there is no usable Authorization header: not an error for an HTTP action. */
  identity: Identity | null;
  requestId: string;
  metadata: RequestMetadata;
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

/**
 * The running deployment as the server and the sync layer see it (`runtime/host.ts` implements it on the main
 * thread by talking to the current worker). Survives pushes and worker crashes: unacknowledged work is
 * sent again to the new worker, and only the invocation that hung or crashed it fails.
 */
export interface Deployment {
  /** Latest commit timestamp this side has been told of. */
  latestTs(): bigint;

  /** A query at the latest snapshot, or at `ts`, which fails when that snapshot is not kept (`pinSnapshot`). */
  query(call: FunctionCall, ts?: bigint): Promise<QueryOutcome & { ts: bigint }>;
  /**
   * Mutations are executed in the order in which they are handed in. With `session`, a repeat of a mutation
   * that has committed is answered from its record and not run again.
   */
  mutation(
    call: FunctionCall,
    session?: { sessionId: string; requestId: number },
  ): Promise<MutationOutcome>;
  action(call: FunctionCall): Promise<FunctionOutcome>;
  /** `/api/function`: whatever type the function has. */
  anyFunction(call: FunctionCall): Promise<FunctionOutcome>;
  /** Body chunks arrive as they are produced; `signal` tells that the client has gone. */
  httpAction(call: HttpCall, signal: AbortSignal): Promise<HttpOutcome>;

  /** Starts watching; the first result arrives through `onRefresh`. */
  subscribe(subscription: Subscription): void;
  unsubscribe(id: number): void;
  /**
   * All stale and new subscriptions were run at one snapshot `ts`: after this call every subscription's last
   * result is valid at `ts`. Also called with no results when the timestamp alone advanced after a mutation.
   */
  onRefresh(listener: (refresh: Refresh) => void): void;
  onLog(listener: (entry: LogEntry) => void): void;

  /** Deployment management (push, environment, import, export): JSON in, JSON out, as the CLI speaks it. */
  admin(operation: AdminOperation, body: JsonValue): Promise<JsonValue>;
  /** Providers of the deployed auth.config, for the token check on the main thread. */
  authProviders(): AuthProvider[];
  close(): Promise<void>;
}

/** What `openDeployment(options): Promise<Deployment>` of `runtime/host.ts` takes. Listeners exist already. */
export interface DeploymentOptions {
  folder: string;
  instanceName: string;
  /** Value of `CONVEX_CLOUD_URL`. */
  cloudUrl: string;
  /** Value of `CONVEX_SITE_URL`. */
  siteUrl: string;
  /** A query or mutation that runs longer is stopped with its worker. */
  functionTimeoutMs: number;
  /** Opaque secret for upload URL tokens and the like. */
  adminKey: string;
  /** What goes wrong outside of any request. */
  logger: Logger;
}

export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/**
 * A management operation that the deployment refuses: `status` and `code` become the HTTP answer. Everything else that
 * `admin` rejects with is ours (500).
 */
export class AdminError extends Error {
  override readonly name = "AdminError";
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export interface HttpOutcome {
  status: number;
  headers: Array<[string, string]>;
  body: AsyncIterable<Uint8Array> | null;
}

export interface Refresh {
  ts: bigint;
  results: Array<{ id: number; outcome: QueryOutcome }>;
}

export type AdminOperation =
  | "getConfigHashes"
  | "startPush"
  | "evaluatePush"
  | "waitForSchema"
  | "finishPush"
  | "updateEnvironmentVariables"
  | DataOperation;

/** Those that do not wait for a push that is under way. */
export type DataOperation = (typeof dataOperations)[number];

export const dataOperations = [
  "storeFile",
  "findFile",
  "startImport",
  "performImport",
  "startExport",
  "findExport",
  "pinSnapshot",
] as const;

export type AuthProvider =
  | {
      type: "customJwt";
      applicationID: string | null;
      issuer: string;
      jwks: string;
      algorithm: "RS256" | "ES256";
    }
  | { applicationID: string; domain: string };
