/** The worker's end of HTTP actions: makes the `Request`, runs the handler, hands the body out piece by piece. */
import { reasonOf } from "../../errors.ts";

import type { LogEntry } from "../../wire/calls.ts";
import type { FromWorker, HttpHead, ToWorker } from "../../wire/messages.ts";
import type { Execution, Surroundings } from "../calls/execution.ts";
import { completionEntry, type LoggedFunction } from "../calls/log-entry.ts";
import { describeFailure } from "../calls/outcome.ts";
import type { FunctionRunner } from "../calls/runner.ts";
import { runAs } from "../realm/invocation.ts";
import { ActionFrame, type CallOut } from "../syscalls/action-frame.ts";
import { type RoutedEndpoint, routeRequest } from "./routing.ts";

interface Exchange {
  abort: AbortController;
  /** Whom the handler runs as; null before it starts. */
  frame: ActionFrame | null;
  /** Takes the next piece of the request's body. */
  request: ((chunk: Uint8Array | null) => void) | null;
  response: {
    frame: ActionFrame;
    reader: ReadableStreamDefaultReader<Uint8Array>;
    end(): void;
  } | null;
}

export class HttpActions {
  readonly #surroundings: Surroundings;
  readonly #runner: FunctionRunner;
  readonly #callOut: CallOut;
  readonly #post: (message: FromWorker) => void;
  readonly #log: (entry: LogEntry) => void;
  readonly #ended: () => void;
  readonly #exchanges = new Map<number, Exchange>();

  constructor(input: {
    surroundings: Surroundings;
    runner: FunctionRunner;
    callOut: CallOut;
    post(message: FromWorker): void;
    log(entry: LogEntry): void;
    ended(): void;
  }) {
    this.#surroundings = input.surroundings;
    this.#runner = input.runner;
    this.#callOut = input.callOut;
    this.#post = input.post;
    this.#log = input.log;
    this.#ended = input.ended;
  }

  get running(): number {
    return this.#exchanges.size;
  }

  receive(message: ToWorker): void {
    switch (message.type) {
      case "http":
        void this.#start(message.id, message.head);
        return;
      case "httpBody": {
        const exchange = this.#exchanges.get(message.id);
        const take = exchange?.request;
        if (exchange) exchange.request = null;
        take?.(message.chunk);
        return;
      }
      case "httpPull":
        void this.#sendChunk(message.id);
        return;
      case "httpAbort":
        this.#abort(message.id);
        return;
      default:
        return;
    }
  }

  async #start(id: number, head: HttpHead): Promise<void> {
    const exchange: Exchange = {
      abort: new AbortController(),
      frame: null,
      request: null,
      response: null,
    };
    this.#exchanges.set(id, exchange);
    const execution = this.#runner.newExecution({
      requestId: head.requestId,
      caller: "HttpEndpoint",
      metadata: head.metadata,
      job: null,
    });
    try {
      const path = new URL(head.url).pathname;
      const { app, whileImporting } = this.#surroundings;
      const routing = await whileImporting(() => routeRequest(app.root, path, head.method));
      if ("notFound" in routing) {
        this.#answerText(id, 404, routing.notFound, "text/plain");
        return;
      }
      await this.#run(id, exchange, head, routing, execution);
    } catch (error) {
      this.#answerText(
        id,
        500,
        JSON.stringify({
          code: `[Request ID: ${head.requestId}] Server Error`,
          trace: describeFailure(error, this.#runner.graphs()),
        }),
        "application/json",
      );
    }
  }

  async #run(
    id: number,
    exchange: Exchange,
    head: HttpHead,
    { component, endpoint, route }: RoutedEndpoint,
    execution: Execution,
  ): Promise<void> {
    const logged: LoggedFunction = {
      identifier: route,
      udfType: "HttpAction",
      componentPath: component.path,
      hasIdentity: head.identity !== null,
    };
    this.#runner.streamLogs(execution, logged);
    const frame = new ActionFrame({
      execution,
      component,
      target: null,
      identity: component.path === "" ? head.identity : null,
      depth: 1,
      callOut: this.#callOut,
      tableOf: () => null,
    });
    exchange.frame = frame;
    const request = this.#request(id, exchange, head);
    const end = (error: unknown): void => {
      frame.end();
      const text = error === null ? null : describeFailure(error, this.#runner.graphs());
      this.#log(completionEntry(execution, logged, text));
    };
    let response: Response;
    try {
      response = await runAs(frame, () => endpoint.invokeHttpAction(request));
      if (!(response instanceof Response)) {
        throw new Error("The HTTP action did not return a Response.");
      }
    } catch (error) {
      end(error);
      throw error;
    }
    const { body, status, headers } = response;
    const pairs = [...headers].filter(([name]) => name !== "set-cookie");
    for (const cookie of headers.getSetCookie()) pairs.push(["set-cookie", cookie]);
    if (!this.#exchanges.has(id)) {
      // The client has gone: nobody takes the body.
      void runAs(frame, () => body?.cancel().catch(() => {}));
      end(null);
      return;
    }
    if (body) {
      exchange.response = { frame, reader: body.getReader(), end: () => end(null) };
    } else {
      end(null);
      this.#finish(id);
    }
    this.#post({ type: "httpHead", id, status, headers: pairs, hasBody: body !== null });
  }

  #request(id: number, exchange: Exchange, head: HttpHead): Request {
    const body = head.hasBody
      ? new ReadableStream<Uint8Array>(
          {
            pull: (controller) =>
              new Promise<void>((resolve) => {
                exchange.request = (chunk) => {
                  if (chunk === null) controller.close();
                  else controller.enqueue(chunk);
                  resolve();
                };
                this.#post({ type: "httpPullBody", id });
              }),
          },
          { highWaterMark: 0 },
        )
      : null;
    const init: RequestInit & { duplex: "half" } = {
      method: head.method,
      headers: head.headers,
      signal: exchange.abort.signal,
      duplex: "half",
      ...(body ? { body } : {}),
    };
    return new Request(head.url, init);
  }

  async #sendChunk(id: number): Promise<void> {
    const response = this.#exchanges.get(id)?.response;
    if (!response) {
      this.#post({ type: "httpChunk", id, chunk: null });
      return;
    }
    const { frame, reader, end } = response;
    try {
      const next = await runAs(frame, () => reader.read());
      const chunk = next.done ? null : asBytes(next.value);
      if (chunk === null && this.#exchanges.has(id)) {
        end();
        this.#finish(id);
      }
      this.#post({ type: "httpChunk", id, chunk });
    } catch (error) {
      end();
      this.#finish(id);
      const reason = reasonOf(error);
      this.#post({ type: "httpChunk", id, chunk: null, error: reason });
    }
  }

  #abort(id: number): void {
    const exchange = this.#exchanges.get(id);
    if (!exchange) return;
    const { abort, frame, response } = exchange;
    // The handler's listeners are its own code.
    if (frame) runAs(frame, () => abort.abort());
    if (response) {
      void runAs(response.frame, () => response.reader.cancel().catch(() => {}));
      response.end();
    }
    this.#finish(id);
  }

  #answerText(id: number, status: number, text: string, contentType: string): void {
    const exchange = this.#exchanges.get(id);
    if (!exchange) return;
    const body = new Response(text).body;
    const headers: Array<[string, string]> = [["content-type", contentType]];
    if (!body) return;
    const component = this.#surroundings.app.root;
    const frame = new ActionFrame({
      execution: this.#runner.newExecution({
        requestId: "",
        caller: "HttpEndpoint",
        metadata: null,
        job: null,
      }),
      component,
      target: null,
      identity: null,
      depth: 1,
      callOut: this.#callOut,
      tableOf: () => null,
    });
    exchange.response = { frame, reader: body.getReader(), end: () => {} };
    this.#post({ type: "httpHead", id, status, headers, hasBody: true });
  }

  #finish(id: number): void {
    if (this.#exchanges.delete(id)) this.#ended();
  }
}

function asBytes(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk;
  if (typeof chunk === "string") return new TextEncoder().encode(chunk);
  throw new Error("The body of a Response must consist of bytes or text.");
}
