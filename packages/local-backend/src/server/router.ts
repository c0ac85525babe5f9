/** Which handler answers a path of the cloud port. Knows nothing of what the handlers do. */

import type { IncomingMessage, ServerResponse } from "node:http";
import { HttpError } from "../wire/http-error.ts";

export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  /** What `*` at the end of the route's path stood for, without percent-encoding undone. */
  rest: string;
}

export type Handler = (exchange: Exchange) => Promise<void> | void;

export interface Route {
  method: "GET" | "POST";
  /** Exact, or a prefix when it ends in `*`. */
  path: string;
  handler: Handler;
}

export class Router {
  readonly #exact = new Map<string, Handler>();
  readonly #prefixes: Route[] = [];
  readonly #paths = new Set<string>();

  constructor(routes: Route[]) {
    for (const route of routes) {
      this.#paths.add(route.path);
      if (route.path.endsWith("*")) this.#prefixes.push(route);
      else this.#exact.set(`${route.method} ${route.path}`, route.handler);
    }
  }

  /** @throws HttpError 404 for an unknown path, 405 for a known one with another method */
  async dispatch(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const method = request.method === "HEAD" ? "GET" : (request.method ?? "GET");
    const path = url.pathname;
    const exact = this.#exact.get(`${method} ${path}`);
    if (exact !== undefined) return exact({ request, response, url, rest: "" });
    for (const route of this.#prefixes) {
      const prefix = route.path.slice(0, -1);
      if (route.method === method && path.startsWith(prefix)) {
        return route.handler({ request, response, url, rest: path.slice(prefix.length) });
      }
    }
    throw this.#paths.has(path)
      ? new HttpError(405, "MethodNotAllowed", `${request.method} is not allowed on ${path}.`)
      : new HttpError(
          404,
          "NotFound",
          `The local backend has nothing at ${path}. HTTP actions are served at the site URL.`,
        );
  }
}
