/** The deployment as the main thread's own parts see it: what `server/` and `sync/` ask, and `host/` answers. */

import type { Logger } from "../log.ts";
import type { JsonValue } from "../protocol/json.ts";
import type {
  FunctionCall,
  FunctionOutcome,
  HttpIdentity,
  LogEntry,
  MutationOutcome,
  QueryOutcome,
  Refresh,
  RequestMetadata,
  Subscription,
} from "./calls.ts";

export interface HttpCall extends HttpIdentity {
  method: string;
  url: string;
  headers: Array<[string, string]>;
  /** Pulled only as fast as it is read. */
  body: ReadableStream<Uint8Array> | null;
  requestId: string;
  metadata: RequestMetadata;
}

/**
 * The running deployment of `host/host.ts`, which talks to the current worker. Survives pushes and worker crashes: unacknowledged work is
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

/** What `openDeployment(options): Promise<Deployment>` of `host/host.ts` takes. Listeners exist already. */
export interface DeploymentOptions {
  folder: string;
  /** Of the application that is pushed: modules for Node find their external packages there. */
  projectFolder: string;
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

export interface HttpOutcome {
  status: number;
  headers: Array<[string, string]>;
  body: ReadableStream<Uint8Array> | null;
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
