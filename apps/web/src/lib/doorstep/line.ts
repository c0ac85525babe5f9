import { BaseConvexClient } from "convex/browser";
import type { FunctionReference, FunctionReturnType } from "convex/server";
import { freshToken } from "@/lib/fresh-token";
import { holdTrouble } from "@/lib/trouble";
import { onNextTry } from "@/lib/try-again";

/** A connection as the caller whom the server saw, with the token that it got; without one, as nobody. */
export function openLine(convexUrl: string, token: string | undefined): Line {
  return new Line(
    convexUrl,
    token === undefined
      ? undefined
      : async ({ forceRefreshToken }) => (forceRefreshToken ? await freshToken() : token),
  );
}

/**
 * An invitee's page's connection to the deployment: Convex's client without its React part, which would be a
 * fortieth of that page's scripts. It writes nothing to the console: its line about a refused call would make
 * an error of an answer that the screen gives.
 */
export class Line {
  readonly client: BaseConvexClient;
  private readonly listeners = new Set<() => void>();

  /** `fetchToken` is undefined for a caller without a session. */
  constructor(
    convexUrl: string,
    fetchToken: Parameters<BaseConvexClient["setAuth"]>[0] | undefined,
  ) {
    this.client = new BaseConvexClient(
      convexUrl,
      () => {
        for (const listener of this.listeners) listener();
      },
      { logger: false },
    );
    // What is asked afterwards waits for the token.
    if (fetchToken) this.client.setAuth(fetchToken, () => undefined);
  }

  call<Mutation extends FunctionReference<"mutation">>(
    mutation: Mutation,
    args: Mutation["_args"],
  ): Promise<FunctionReturnType<Mutation>> {
    return this.client.mutation(nameOf(mutation), args);
  }

  /** Hears each new answer. A query that fails is none, and is asked again. Returns what stops it. */
  watch<Query extends FunctionReference<"query">>(
    query: Query,
    args: Query["_args"],
    hear: (answer: FunctionReturnType<Query>) => void,
  ): () => void {
    const name = nameOf(query);
    let failed = 0;
    let release: (() => void) | undefined;
    let stop = () => {};

    const ask = () => {
      this.listeners.add(look);
      const { unsubscribe } = this.client.subscribe(name, args);
      stop = () => {
        this.listeners.delete(look);
        unsubscribe();
      };
    };
    const look = () => {
      let answer: FunctionReturnType<Query> | undefined;
      try {
        answer = this.client.localQueryResult(name, args) as typeof answer;
      } catch (error) {
        // biome-ignore lint/suspicious/noConsole: the page stays as it is; why it is not live stands here
        console.error(error);
        release ??= holdTrouble();
        stop();
        stop = onNextTry(ask, failed);
        failed += 1;
        return;
      }
      if (answer === undefined) return;
      failed = 0;
      release?.();
      release = undefined;
      hear(answer);
    };

    ask();
    // Another part of the page may have asked the same before.
    look();
    return () => {
      stop();
      release?.();
    };
  }
}

/** What the deployment calls a function of `lib/doorstep/functions`, which are their names. */
function nameOf(reference: FunctionReference<"query" | "mutation">): string {
  return reference as unknown as string;
}
