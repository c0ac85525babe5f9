/**
 * What the main thread and the worker say to each other. The worker owns the database and the user's code; the main
 * thread owns sockets. Whole invocations cross, never single syscalls.
 */
import type { Transferable } from "node:worker_threads";
import type { JsonValue } from "../protocol/json.ts";
import type {
  FunctionCall,
  FunctionOutcome,
  LogEntry,
  MutationOutcome,
  QueryOutcome,
  Refresh,
  Subscription,
} from "./calls.ts";
import type { DeployedApp, Environment, ModuleSource } from "./deployed-app.ts";
import type { AuthProvider, DataOperation, HttpCall, HttpOutcome } from "./deployment.ts";
import type { WorkerFailure } from "./failed-call.ts";
import type { InternalCall, InternalOutcome, JobReference } from "./internal-call.ts";

export interface WorkerSettings {
  folder: string;
  /** Where modules for Node find packages. */
  projectFolder: string;
  instanceName: string;
  cloudUrl: string;
  siteUrl: string;
  /** Signs upload URLs. */
  uploadKey: string;
  /** Of what the key that signs JWTs is made. */
  signingSecret: string;
  /** Longest query or mutation. */
  functionTimeoutMs: number;
  /** Where the worker says what it is doing, for the watchdog (activity.ts). */
  activity: SharedArrayBuffer;
}

/** Requests that are answered once. */
export interface WorkerRequests {
  analyze: {
    params: { body: JsonValue; env: Environment; stored: Record<string, ModuleSource> };
    result: { app: DeployedApp; dryRun: boolean };
  };
  /** Sources of the analysed push, by hash. */
  pushedSources: { params: null; result: Record<string, ModuleSource> };
  /** Becomes the one that owns the database. */
  open: {
    /** The scheduled job or cron during which the former worker died: it must not be started again. */
    params: {
      failed: WorkerFailure | null;
      runningElsewhere: RunningJob[];
      /** No file can be on its way into the folder yet. */
      isFirst: boolean;
    };
    result: OpenedState;
  };
  /** Finishes what it was given, then gives the database up. Running actions go on. */
  retire: { params: null; result: { runningJobs: RunningJob[] } };
  configHashes: { params: null; result: JsonValue };
  /** What the analysis of a push needs to know. */
  pushContext: {
    params: { hashes: string[] };
    result: { env: Environment; stored: Record<string, ModuleSource> };
  };
  indexDiffs: { params: { app: DeployedApp }; result: JsonValue };
  waitForSchema: { params: { app: DeployedApp }; result: JsonValue };
  /** Stores the push in one transaction. The answer is finish_push's. */
  applyPush: {
    params: { app: DeployedApp; sources: Record<string, ModuleSource>; env: Environment };
    result: JsonValue;
  };
  operate: { params: { operation: DataOperation; body: JsonValue }; result: JsonValue };
  updateEnvironment: {
    params: { changes: Array<{ name: string; value: string | null }> };
    result: { needsRestart: boolean };
  };
}

/** A job that has been started and not ended. */
export interface RunningJob extends JobReference {
  isAction: boolean;
}

export type WorkerMethod = keyof WorkerRequests;

export interface OpenedState {
  ts: bigint;
  authProviders: AuthProvider[];
}

export type CallOutcome =
  | (QueryOutcome & { ts: bigint })
  | MutationOutcome
  | FunctionOutcome
  | InternalOutcome;

export type CallMessage =
  | { type: "query"; id: number; call: FunctionCall; ts?: bigint }
  | {
      type: "mutation";
      id: number;
      call: FunctionCall;
      session?: { sessionId: string; requestId: number };
    }
  | { type: "action"; id: number; call: FunctionCall }
  | { type: "anyFunction"; id: number; call: FunctionCall }
  /** From a function that still runs in a retired worker. */
  | { type: "internal"; id: number; call: InternalCall };

export interface HttpRequest {
  head: Omit<HttpCall, "body">;
  body: HttpCall["body"];
}

export type ToWorker =
  | { type: "request"; id: number; method: WorkerMethod; params: unknown }
  | CallMessage
  | { type: "subscribe"; subscriptions: Subscription[] }
  | { type: "unsubscribe"; id: number }
  /** Bodies are transferred. */
  | ({ type: "http"; id: number } & HttpRequest)
  /** The client has gone. */
  | { type: "httpAbort"; id: number }
  | { type: "forwarded"; id: number; outcome: InternalOutcome };

export type FromWorker =
  | { type: "answer"; id: number; result: unknown }
  | {
      type: "refused";
      id: number;
      message: string;
      http?: { status: number; code: string };
      code?: string;
      stack?: string;
    }
  | { type: "outcomes"; outcomes: Array<{ id: number; outcome: CallOutcome }>; logs: LogEntry[] }
  | ({ type: "refresh"; logs: LogEntry[] } & Refresh)
  | { type: "httpHead"; id: number; outcome: HttpOutcome }
  | { type: "forward"; id: number; call: InternalCall }
  /** Nothing runs in this retired worker any more. */
  | { type: "idle" }
  | { type: "warning" | "info"; message: string };

/** The type of the DOM's streams is not that of Node's, which are the same. */
export function asTransferable(streams: readonly ReadableStream[] = []): Transferable[] {
  return streams as unknown as Transferable[];
}
