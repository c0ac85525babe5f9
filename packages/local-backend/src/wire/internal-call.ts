/**
 * What a running action or an ended job asks of the deployment. The worker in charge answers each with a transaction or
 * an action of its own; a worker that is in charge no more asks through the main thread.
 */
import type { StoredFile } from "../disk/blob-store.ts";
import type { JsonObject, JsonValue } from "../protocol/json.ts";
import type { FunctionCaller, Identity, RequestMetadata } from "./calls.ts";
import type { UdfType } from "./deployed-app.ts";

/** What set off a call. Everything that a function calls has the function's own. */
export interface Origin {
  requestId: string;
  caller: FunctionCaller;
  /** Null when no request did: jobs, crons. */
  metadata: RequestMetadata | null;
  /** The scheduled function that it belongs to. */
  job: JobReference | null;
}

export interface JobReference {
  /** The component that scheduled it. */
  owner: string;
  id: string;
}

export type JobEnd = { kind: "success" } | { kind: "failed"; error: string };

interface FunctionPlace {
  component: string;
  /** `module.js:function` */
  path: string;
}

/** By kind: what is asked, and what is answered when it succeeds. */
interface InternalCalls {
  function: {
    params: FunctionPlace & {
      udfType: UdfType;
      argsJson: string;
      identity: Identity | null;
      /** See HttpIdentity: an action asks as its caller does. */
      identityRefusal: string | null;
      origin: Origin;
      depth: number;
    };
    /** JSON text. */
    result: string;
  };
  /** `owner` is the component that schedules; the result is the job's id. */
  schedule: {
    params: {
      owner: string;
      target: FunctionPlace;
      /** ms */
      scheduledTime: number;
      args: JsonObject;
      origin: Origin;
    };
    result: string;
  };
  cancel: { params: JobReference & { origin: Origin }; result: null };
  finishJob: { params: JobReference & { end: JobEnd }; result: null };
  /** The content is on disk; the result is the file's id. */
  addFile: { params: { component: string; file: StoredFile }; result: string };
  deleteFile: { params: FileReference; result: null };
  fileUrl: { params: FileReference; result: string | null };
  fileMetadata: { params: FileReference; result: JsonValue };
  findFile: { params: FileReference; result: StoredFile | null };
}

export interface FileReference {
  component: string;
  storageId: string;
}

export type InternalKind = keyof InternalCalls;

export type InternalCall<Kind extends InternalKind = InternalKind> = {
  [K in Kind]: { kind: K } & InternalCalls[K]["params"];
}[Kind];

export type InternalResult<Kind extends InternalKind> = InternalCalls[Kind]["result"];

/** A failure is told as another function sees it: a called function's own error stands in it with its place. */
export type InternalOutcome<Kind extends InternalKind = InternalKind> =
  | { ok: true; value: InternalResult<Kind> }
  | { ok: false; message: string; errorDataJson?: string };
