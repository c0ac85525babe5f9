import { BaseConvexClient } from "convex/browser";
import type { FunctionReference, FunctionReturnType } from "convex/server";
import { nameOf } from "@/lib/doorstep/functions";

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

  /** Hears each new answer; a failed query throws where it is heard. Returns what stops it. */
  watch<Query extends FunctionReference<"query">>(
    query: Query,
    args: Query["_args"],
    hear: (read: () => FunctionReturnType<Query> | undefined) => void,
  ): () => void {
    const name = nameOf(query);
    const listener = () =>
      hear(() => this.client.localQueryResult(name, args) as FunctionReturnType<Query> | undefined);
    this.listeners.add(listener);
    const { unsubscribe } = this.client.subscribe(name, args);
    // Another part of the page may have asked the same before.
    listener();
    return () => {
      this.listeners.delete(listener);
      unsubscribe();
    };
  }
}
