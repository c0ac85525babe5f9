/** The worker's end of HTTP actions: makes the `Request`, runs the handler, and lets the response's body go. */

import type { JsonValue } from "../../protocol/json.ts";
import { type BodySource, crossingBody, sourceOf } from "../../wire/crossing-body.ts";
import type { HttpOutcome } from "../../wire/deployment.ts";
import type { HttpRequest } from "../../wire/messages.ts";
import type { Execution, WorkerParts } from "../calls/execution.ts";
import { completionEntry, type LoggedFunction } from "../calls/log-entry.ts";
import { convexErrorData, describeFailure, failureMessage } from "../calls/outcome.ts";
import type { FunctionRunner } from "../calls/runner.ts";
import { hostNow } from "../realm/globals.ts";
import { type LogLine, runAs } from "../realm/invocation.ts";
import { afterRejections } from "../realm/uncaught.ts";
import { ActionFrame, type CallOut } from "../syscalls/action-frame.ts";
import type { Post } from "../worker-main.ts";
import { type RoutedEndpoint, routeRequest } from "./routing.ts";

/** An exchange is running until its handler has ended and its response has left, or been canceled. */
interface Exchange {
  abort: AbortController;
  /** What the handler runs as; null before it starts. */
  frame: ActionFrame | null;
  end(): void;
}

export interface HttpActionsInput {
  parts: WorkerParts;
  runner: FunctionRunner;
  callOut: CallOut;
  post: Post;
  ended(): void;
}

export class HttpActions {
  readonly #input: HttpActionsInput;
  readonly #exchanges = new Map<number, Exchange>();

  constructor(input: HttpActionsInput) {
    this.#input = input;
  }

  get running(): number {
    return this.#exchanges.size;
  }

  start(id: number, request: HttpRequest): void {
    const incoming = request.body && crossingBody(sourceOf(request.body));
    const exchange: Exchange = {
      abort: new AbortController(),
      frame: null,
      end: () => {
        incoming?.end(new Error("The HTTP action has ended."));
        this.#exchanges.delete(id);
        this.#input.ended();
      },
    };
    this.#exchanges.set(id, exchange);
    const own = { ...request, body: incoming?.stream ?? null };
    void this.#answer(exchange, own).then((outcome) => {
      this.#input.post({ type: "httpHead", id, outcome }, outcome.body ? [outcome.body] : []);
      if (outcome.body === null) exchange.end();
    });
  }

  /** The client has gone. When there is a response, that is canceled as well. */
  abort(id: number): void {
    const exchange = this.#exchanges.get(id);
    if (exchange) tellAborted(exchange);
  }

  async #answer(exchange: Exchange, request: HttpRequest): Promise<HttpOutcome> {
    const { url, method, requestId, metadata } = request.head;
    const execution = this.#input.runner.newExecution({
      requestId,
      caller: "HttpEndpoint",
      metadata,
      job: null,
    });
    try {
      const { app, whileImporting } = this.#input.parts;
      const path = new URL(url).pathname;
      const routing = await whileImporting(() => routeRequest(app.root, path, method));
      if ("notFound" in routing) {
        return textOutcome(404, routing.notFound, "text/plain", exchange.end);
      }
      return await this.#run(exchange, request, routing, execution);
    } catch (error) {
      return failedOutcome(error, requestId, exchange.end);
    }
  }

  async #run(
    exchange: Exchange,
    { head, body }: HttpRequest,
    { component, endpoint, route }: RoutedEndpoint,
    execution: Execution,
  ): Promise<HttpOutcome> {
    const logged: LoggedFunction = {
      identifier: route,
      udfType: "HttpAction",
      componentPath: component.path,
      hasIdentity: head.identity !== null,
    };
    this.#input.runner.streamLogs(execution, logged);
    const frame = new ActionFrame({
      execution,
      component,
      target: null,
      identity: component.path === "" ? head.identity : null,
      identityRefusal: component.path === "" ? head.identityRefusal : null,
      depth: 1,
      callOut: this.#input.callOut,
      tableOf: () => null,
    });
    exchange.frame = frame;
    const end = (error: unknown): void => {
      frame.end();
      const text = error === null ? null : describeFailure(error);
      this.#input.runner.publish(completionEntry(execution, logged, text));
    };
    const init: RequestInit & { duplex: "half" } = {
      method: head.method,
      headers: head.headers,
      signal: exchange.abort.signal,
      duplex: "half",
      body,
    };
    let response: Response;
    try {
      const request = new Request(head.url, init);
      const running = runAs(frame, () => endpoint.invokeHttpAction(request));
      const answered = running.then((made) => {
        // Only the code of a body goes on.
        if (!(made instanceof Response && made.body)) frame.end();
        return afterRejections(made);
      });
      response = await frame.interruption.until(answered);
      if (!(response instanceof Response)) {
        throw new Error("The HTTP action did not return a Response.");
      }
    } catch (error) {
      end(error);
      throw error;
    }
    const { body: produced, status } = response;
    const headers = [...response.headers].filter(([name]) => name !== "set-cookie");
    for (const cookie of response.headers.getSetCookie()) headers.push(["set-cookie", cookie]);
    if (produced === null) {
      end(null);
      return { status, headers, body: null };
    }
    const stopKeeping = frame.interruption.keep();
    const ended = (): void => {
      stopKeeping();
      end(null);
      exchange.end();
    };
    const leaving = outgoing(
      produced,
      (run) => frame.interruption.until(runAs(frame, run)),
      ended,
      () => tellAborted(exchange),
      (error) => frame.log(brokenOff(error)),
    );
    return { status, headers, body: leaving };
  }
}

/** What the cloud answers in development: the error with its place, and the data of a ConvexError. */
function failedOutcome(thrown: unknown, requestId: string, ended: () => void): HttpOutcome {
  const data = convexErrorData(thrown);
  const body = {
    code: `[Request ID: ${requestId}] Server Error: ${failureMessage(thrown)}`,
    trace: describeFailure(thrown),
    ...(data === undefined ? {} : { data: JSON.parse(data) as JsonValue }),
  };
  return textOutcome(500, JSON.stringify(body), "application/json", ended);
}

function textOutcome(
  status: number,
  text: string,
  contentType: string,
  ended: () => void,
): HttpOutcome {
  const body = outgoing(new Blob([text]).stream(), (run) => run(), ended);
  return { status, headers: [["content-type", contentType]], body };
}

/** A body on its way to the main thread. `as` runs the stream's code, which may be the user's. */
function outgoing(
  stream: ReadableStream<unknown>,
  as: <T>(run: () => Promise<T>) => Promise<T>,
  ended: () => void,
  canceled: () => void = () => {},
  failed: (error: unknown) => void = () => {},
): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  const source: BodySource = {
    async next() {
      const { done, value } = await as(() => reader.read()).catch((error: unknown) => {
        failed(error);
        throw error;
      });
      return done ? { done } : { done, value: asBytes(value) };
    },
    cancel: (reason) => as(() => reader.cancel(reason)).finally(ended),
  };
  return crossingBody(source, { ended, canceled }).stream;
}

/** The client has the response's head already: what broke it off can only be told in the log. */
function brokenOff(error: unknown): LogLine {
  return {
    level: "ERROR",
    messages: [describeFailure(error)],
    timestamp: hostNow(),
    isTruncated: false,
  };
}

/** The listeners of the handler are its own code. */
function tellAborted({ abort, frame }: Exchange): void {
  if (frame) runAs(frame, () => abort.abort());
  else abort.abort();
}

/** In memory of their own: a view would take all that it is a part of along. */
function asBytes(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return new Uint8Array(chunk);
  if (typeof chunk === "string") return new TextEncoder().encode(chunk);
  throw new Error("The body of a Response must consist of bytes or text.");
}
