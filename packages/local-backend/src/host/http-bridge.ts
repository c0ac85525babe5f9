/** The main thread's end of HTTP actions that run in a worker: bodies cross piece by piece, each when asked for. */
import type { HttpCall, HttpOutcome } from "../wire/deployment.ts";
import type { FromWorker } from "../wire/messages.ts";
import type { WorkerThread } from "./worker-thread.ts";

interface Exchange {
  thread: WorkerThread;
  request: AsyncIterator<Uint8Array> | null;
  respond: { resolve(outcome: HttpOutcome): void; reject(error: Error): void };
  /** Waits for the response's next piece. */
  chunk: { resolve(chunk: Uint8Array | null): void; reject(error: Error): void } | null;
  stopListening(): void;
}

export class HttpBridge {
  readonly #exchanges = new Map<number, Exchange>();

  start(
    id: number,
    thread: WorkerThread,
    call: HttpCall,
    signal: AbortSignal,
  ): Promise<HttpOutcome> {
    const { body, ...head } = call;
    return new Promise((resolve, reject) => {
      const abort = (): void => thread.post({ type: "httpAbort", id });
      signal.addEventListener("abort", abort, { once: true });
      this.#exchanges.set(id, {
        thread,
        request: body?.[Symbol.asyncIterator]() ?? null,
        respond: { resolve, reject },
        chunk: null,
        stopListening: () => signal.removeEventListener("abort", abort),
      });
      thread.post({ type: "http", id, head: { ...head, hasBody: body !== null } });
      if (signal.aborted) abort();
    });
  }

  receive(message: FromWorker): void {
    switch (message.type) {
      case "httpHead":
        this.#respond(message);
        return;
      case "httpChunk":
        this.#deliver(message);
        return;
      case "httpPullBody":
        void this.#sendBody(message.id);
        return;
      default:
        return;
    }
  }

  /** The worker is gone and so is what it was answering. */
  fail(thread: WorkerThread, error: Error): void {
    for (const [id, exchange] of this.#exchanges) {
      if (exchange.thread !== thread) continue;
      exchange.respond.reject(error);
      exchange.chunk?.reject(error);
      this.#end(id, exchange);
    }
  }

  #respond({ id, status, headers, hasBody }: Extract<FromWorker, { type: "httpHead" }>): void {
    const exchange = this.#exchanges.get(id);
    if (!exchange) return;
    exchange.respond.resolve({ status, headers, body: hasBody ? this.#body(id, exchange) : null });
    if (!hasBody) this.#end(id, exchange);
  }

  async *#body(id: number, exchange: Exchange): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const chunk = await new Promise<Uint8Array | null>((resolve, reject) => {
          exchange.chunk = { resolve, reject };
          exchange.thread.post({ type: "httpPull", id });
        });
        if (chunk === null) return;
        yield chunk;
      }
    } finally {
      // The reader may leave early, and the function must not go on producing for nobody.
      if (this.#exchanges.has(id)) exchange.thread.post({ type: "httpAbort", id });
      this.#end(id, exchange);
    }
  }

  #deliver({ id, chunk, error }: Extract<FromWorker, { type: "httpChunk" }>): void {
    const exchange = this.#exchanges.get(id);
    const waiting = exchange?.chunk;
    if (!exchange || !waiting) return;
    exchange.chunk = null;
    if (chunk === null) this.#end(id, exchange);
    if (error === undefined) waiting.resolve(chunk);
    else waiting.reject(new Error(error));
  }

  async #sendBody(id: number): Promise<void> {
    const exchange = this.#exchanges.get(id);
    if (!exchange?.request) return;
    let chunk: Uint8Array | null = null;
    try {
      const next = await exchange.request.next();
      chunk = next.done ? null : next.value;
    } catch {
      // The client went away in the middle of its body: the function sees an aborted request.
      exchange.thread.post({ type: "httpAbort", id });
      return;
    }
    if (chunk === null) exchange.request = null;
    exchange.thread.post({ type: "httpBody", id, chunk });
  }

  #end(id: number, exchange: Exchange): void {
    exchange.stopListening();
    this.#exchanges.delete(id);
  }
}
