/** HTTP actions: hands requests to the application and streams its answers, chunk by chunk, both ways. */

import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Deployment, HttpCall, HttpOutcome } from "../wire/deployment.ts";
import type { Callers } from "./callers.ts";
import { notAnAddress } from "./refusals.ts";
import { forwarded, requestMetadata } from "./request-metadata.ts";

export interface HttpActionsOptions {
  deployment: Deployment;
  callers: Callers;
  newRequestId(): string;
}

const bodiless = new Set(["GET", "HEAD", "OPTIONS"]);

/** @param path the path and query that the application sees */
export async function runHttpAction(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  { deployment, callers, newRequestId }: HttpActionsOptions,
): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const method = request.method ?? "GET";
  const url = `${forwarded(request, "proto") === "https" ? "https" : "http"}://${request.headers.host ?? "127.0.0.1"}${path}`;
  if (!URL.canParse(url)) throw notAnAddress();
  const identified = await callers.ofHttpAction(request.headers.authorization);
  const call: HttpCall = {
    method,
    url,
    headers: headerPairs(request),
    body: bodiless.has(method) ? null : bodyOf(request),
    ...identified,
    requestId: newRequestId(),
    metadata: requestMetadata(request, identified.identity !== null),
  };
  try {
    const outcome = await deployment.httpAction(call, gone.signal);
    await send(response, outcome, method === "HEAD", gone.signal);
  } catch (error) {
    // The failure of an action whose client has left is not reported.
    if (!gone.signal.aborted) throw error;
  } finally {
    // An action need not read its request's body; the socket must still get past it.
    request.resume();
  }
}

async function send(
  response: ServerResponse,
  { status, headers, body }: HttpOutcome,
  headOnly: boolean,
  gone: AbortSignal,
): Promise<void> {
  response.statusCode = status;
  for (const [name, value] of headers) {
    // Hop-by-hop: how this connection frames the body is decided here.
    if (/^(connection|keep-alive|transfer-encoding)$/i.test(name)) continue;
    response.appendHeader(name, value);
  }
  if (headOnly || body === null) {
    response.end();
    await body?.cancel();
    return;
  }
  response.flushHeaders();
  for await (const chunk of body) {
    if (gone.aborted) return;
    if (!response.write(chunk)) await drained(response, gone);
  }
  response.end();
}

async function drained(response: ServerResponse, gone: AbortSignal): Promise<void> {
  try {
    await once(response, "drain", { signal: gone });
  } catch (error) {
    if (!gone.aborted) throw error;
  }
}

/** Each chunk in memory of its own: a view would take all that it is a part of along to the other thread. */
function bodyOf(request: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks = request.iterator({ destroyOnReturn: false });
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(new Uint8Array(value));
      },
      // The socket must get past a body that is not read to its end.
      async cancel() {
        await chunks.return?.();
        request.resume();
      },
    },
    { highWaterMark: 0 },
  );
}

function headerPairs({ rawHeaders }: IncomingMessage): Array<[string, string]> {
  const pairs: Array<[string, string]> = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const [name, value] = [rawHeaders[at], rawHeaders[at + 1]];
    if (name !== undefined && value !== undefined) pairs.push([name, value]);
  }
  return pairs;
}
