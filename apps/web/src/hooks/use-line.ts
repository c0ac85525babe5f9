"use client";

import type { FunctionReference, FunctionReturnType } from "convex/server";
import {
  createContext,
  startTransition,
  useCallback,
  useContext,
  useEffect,
  useState,
} from "react";
import type { Line } from "@/lib/doorstep/line";

/**
 * The connection of an invitee's page. It comes after the page can be read and used: who acts before it is
 * there waits for it.
 */
export const LineContext = createContext<() => Promise<Line>>(() =>
  Promise.reject(new Error("An invitee's page is inside of an InviteeProvider.")),
);

/** Calls a mutation as the caller whom the server saw. */
export function useCall<Mutation extends FunctionReference<"mutation">>(mutation: Mutation) {
  const line = useContext(LineContext);
  return useCallback(
    async (args: Mutation["_args"]): Promise<FunctionReturnType<Mutation>> =>
      (await line()).call(mutation, args),
    [line, mutation],
  );
}

/**
 * A live answer, from `first` on; undefined while it is not known, and without arguments. What can't be found out
 * leaves the last one standing.
 */
export function useLiveLine<Query extends FunctionReference<"query">>(
  query: Query,
  args: Query["_args"] | undefined,
  first?: FunctionReturnType<Query>,
): FunctionReturnType<Query> | undefined {
  const line = useContext(LineContext);
  /** As text: every render makes new arguments. */
  const key = args && JSON.stringify(args);
  const [heard, setHeard] = useState<{ key: string; answer: FunctionReturnType<Query> }>();

  useEffect(() => {
    if (key === undefined) return;
    let isOver = false;
    let stop: (() => void) | undefined;
    void line().then((opened) => {
      if (isOver) return;
      stop = opened.watch(query, JSON.parse(key), (answer) => {
        // A view that is still being fetched must not be drawn anew, without what was typed into it.
        startTransition(() => setHeard({ key, answer }));
      });
    });
    return () => {
      isOver = true;
      stop?.();
    };
  }, [line, query, key]);

  return heard?.key === key ? heard?.answer : first;
}
