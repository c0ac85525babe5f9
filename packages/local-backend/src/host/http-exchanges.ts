/** HTTP actions that run in a worker: hands requests over, and answers with what comes back. */
import { type CrossingBody, crossingBody, sourceOf } from "../wire/crossing-body.ts";
import type { HttpCall, HttpOutcome } from "../wire/deployment.ts";
import type { WorkerThread } from "./worker-thread.ts";

interface Exchange {
  thread: WorkerThread;
  respond(outcome: HttpOutcome): void;
  bodies: CrossingBody[];
  /** Ends what still crosses, and rejects when there is no answer yet. */
  end(error?: Error): void;
  /** The client has gone, or wants no more of the response. */
  leave(): void;
}

export class HttpExchanges {
  readonly #open = new Map<number, Exchange>();

  start(
    id: number,
    thread: WorkerThread,
    { body, ...head }: HttpCall,
    gone: AbortSignal,
  ): Promise<HttpOutcome> {
    return new Promise((resolve, reject) => {
      const request = body && crossingBody(sourceOf(body));
      const exchange: Exchange = {
        thread,
        respond: resolve,
        bodies: request ? [request] : [],
        end: (error = new Error("The HTTP action has ended.")) => {
          gone.removeEventListener("abort", exchange.leave);
          this.#open.delete(id);
          for (const each of exchange.bodies) each.end(error);
          reject(error);
        },
        leave: () => {
          thread.post({ type: "httpAbort", id });
          exchange.end(new Error("The client has gone."));
        },
      };
      this.#open.set(id, exchange);
      const stream = request?.stream ?? null;
      thread.post({ type: "http", id, head, body: stream }, stream ? [stream] : []);
      gone.addEventListener("abort", exchange.leave);
      if (gone.aborted) exchange.leave();
    });
  }

  respond(id: number, { body, ...head }: HttpOutcome): void {
    const exchange = this.#open.get(id);
    if (!exchange) {
      // The client has gone before there was an answer: the function must not go on producing.
      body?.cancel().catch(() => {});
      return;
    }
    if (body === null) {
      exchange.respond({ ...head, body });
      exchange.end();
      return;
    }
    const response = crossingBody(sourceOf(body), {
      ended: () => exchange.end(),
      canceled: exchange.leave,
    });
    exchange.bodies.push(response);
    exchange.respond({ ...head, body: response.stream });
  }

  /** The worker is gone and so is what it was answering. */
  fail(thread: WorkerThread, error: Error): void {
    for (const exchange of this.#open.values()) {
      if (exchange.thread === thread) exchange.end(error);
    }
  }
}
