/** Functions of the fixture application, as its generated `api` would name them. */
import {
  makeFunctionReference,
  type PaginationOptions,
  type PaginationResult,
} from "convex/server";
import type { Value } from "convex/values";

type Message = { channel: string; body: string };
type Nothing = Record<string, never>;

export const messages = {
  list: makeFunctionReference<"query", { channel: string }, string[]>("messages:list"),
  page: makeFunctionReference<
    "query",
    { channel: string; paginationOpts: PaginationOptions },
    PaginationResult<{ body: string }>
  >("messages:page"),
  chatty: makeFunctionReference<"query", Nothing, string>("messages:chatty"),
  get: makeFunctionReference<"query", { id: string }, Message | null>("messages:get"),
  send: makeFunctionReference<"mutation", Message, string>("messages:send"),
  clear: makeFunctionReference<"mutation", { channel: string }, null>("messages:clear"),
  refuse: makeFunctionReference<"mutation", { channel: string }, null>("messages:refuse"),
  stumble: makeFunctionReference<"query", Nothing, null>("messages:stumble"),
  endless: makeFunctionReference<"query", Nothing, null>("messages:endless"),
  secret: makeFunctionReference<"query", Nothing, string>("messages:secret"),
  nothing: makeFunctionReference<"query", Nothing, null>("messages:nothing"),
};

export interface JobPage {
  hasPending: boolean;
  continueCursor: string;
  isDone: boolean;
}

export const pairs = {
  add: makeFunctionReference<"mutation", { key: number }, null>("pairs:add"),
  ofKey: makeFunctionReference<"query", { key: number }, number>("pairs:ofKey"),
  between: makeFunctionReference<
    "query",
    { from: number; before: number },
    { halves: Array<{ key: number; half: string }>; runs: number[] }
  >("pairs:between"),
  jobs: makeFunctionReference<"query", { cursor: string | null }, JobPage>("pairs:jobs"),
};

interface FileDocument {
  _id: string;
  _creationTime: number;
  sha256: string;
  size: number;
  contentType: string | null;
}

type FileMetadata = { storageId: string; sha256: string; size: number; contentType: string | null };

export const files = {
  uploadUrl: makeFunctionReference<"mutation", Nothing, string>("files:uploadUrl"),
  uploadUrlOfAction: makeFunctionReference<"action", Nothing, string>("files:uploadUrlOfAction"),
  url: makeFunctionReference<"query", { id: string }, string | null>("files:url"),
  about: makeFunctionReference<
    "query",
    { id: string },
    { metadata: FileMetadata | null; document: FileDocument | null; listed: string[] }
  >("files:about"),
  remove: makeFunctionReference<"mutation", { id: string }, null>("files:remove"),
  removeAndFail: makeFunctionReference<"mutation", { id: string }, null>("files:removeAndFail"),
  deleteFromDatabase: makeFunctionReference<"mutation", { id: string }, null>(
    "files:deleteFromDatabase",
  ),
  store: makeFunctionReference<"action", { text: string; type?: string; sha256?: string }, string>(
    "files:store",
  ),
  read: makeFunctionReference<"action", { id: string }, object | null>("files:read"),
  lifecycle: makeFunctionReference<"action", Nothing, object>("files:lifecycle"),
  storeInMutation: makeFunctionReference<"mutation", Nothing, string>("files:storeInMutation"),
};

export const values = {
  echo: makeFunctionReference<"query", { value: Value }, Value>("values:echo"),
  echoByMutation: makeFunctionReference<"mutation", { value: Value }, Value>(
    "values:echoByMutation",
  ),
  echoByAction: makeFunctionReference<"action", { value: Value }, Value>("values:echoByAction"),
  localHour: makeFunctionReference<"query", Nothing, number>("values:localHour"),
};

export const people = {
  me: makeFunctionReference<"query", Nothing, ({ subject: string } & Record<string, Value>) | null>(
    "people:me",
  ),
  sign: makeFunctionReference<"mutation", { subject: string }, string>("people:sign"),
  sendThroughAction: makeFunctionReference<"action", Message, string[]>("people:sendThroughAction"),
  patientAction: makeFunctionReference<"action", { channel: string }, string>(
    "people:patientAction",
  ),
  failingAction: makeFunctionReference<"action", Nothing, null>("people:failingAction"),
};
