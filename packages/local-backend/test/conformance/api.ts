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

export const pairs = {
  add: makeFunctionReference<"mutation", { key: number }, null>("pairs:add"),
  all: makeFunctionReference<"query", Nothing, Array<{ key: number; half: string }>>("pairs:all"),
  ofKey: makeFunctionReference<"query", { key: number }, number>("pairs:ofKey"),
  between: makeFunctionReference<
    "query",
    { from: number; before: number },
    { halves: Array<{ key: number; half: string }>; runs: number[] }
  >("pairs:between"),
  hasPending: makeFunctionReference<"query", Nothing, boolean>("pairs:hasPending"),
};

export const values = {
  echo: makeFunctionReference<"query", { value: Value }, Value>("values:echo"),
  echoByMutation: makeFunctionReference<"mutation", { value: Value }, Value>(
    "values:echoByMutation",
  ),
  echoByAction: makeFunctionReference<"action", { value: Value }, Value>("values:echoByAction"),
};

export const people = {
  me: makeFunctionReference<"query", Nothing, { subject: string } | null>("people:me"),
  sendThroughAction: makeFunctionReference<"action", Message, string[]>("people:sendThroughAction"),
  failingAction: makeFunctionReference<"action", Nothing, null>("people:failingAction"),
};
