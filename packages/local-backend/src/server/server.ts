/** The two listeners of a deployment: the cloud port (API and WebSocket) and the site port (HTTP actions). */
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { BlobStore } from "../disk/blob-store.ts";
import { UploadStore } from "../disk/upload-store.ts";
import { LocalBackendError } from "../errors.ts";
import type { Logger } from "../log.ts";
import { JwtSigner, signingSecret } from "../protocol/jwt-signer.ts";
import { uploadKey } from "../protocol/upload-token.ts";
import { SyncHub } from "../sync/hub.ts";
import type { Deployment } from "../wire/deployment.ts";
import { Callers } from "./callers.ts";
import { deploymentRoutes } from "./deployment-routes.ts";
import { FunctionLog } from "./function-log.ts";
import { functionRoutes } from "./function-routes.ts";
import { type Gate, refusalAtGate } from "./gate.ts";
import { runHttpAction } from "./http-actions.ts";
import { type Listener, listen } from "./listen.ts";
import { notAnAddress } from "./refusals.ts";
import { requestIds } from "./request-ids.ts";
import { sendError } from "./respond.ts";
import { Router } from "./router.ts";
import { refuseUpgrade, Sockets } from "./sockets.ts";
import { storageRoutes } from "./storage-routes.ts";
import { TokenChecker } from "./tokens.ts";
import { transferRoutes } from "./transfer-routes.ts";

const HTTP_PREFIX = "/http/";

export interface ServeOptions extends Gate {
  folder: string;
  deployment: Deployment;
  adminKey: string;
  instanceName: string;
  logger: Logger;
}

/** What answers once the deployment is open. */
interface Service {
  cloud: RequestListener;
  site: RequestListener;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): Promise<void>;
}

/**
 * Listens first and serves later: the deployment needs to know its URLs before it opens, and a client that connects
 * in between waits.
 */
export class BackendServer {
  readonly cloudUrl: string;
  readonly siteUrl: string;
  readonly #cloud: Listener;
  readonly #site: Listener;
  readonly #start: (service: Service) => void;
  #service: Service | null = null;

  private constructor(cloud: Listener, site: Listener, start: (service: Service) => void) {
    this.#cloud = cloud;
    this.#site = site;
    this.#start = start;
    this.cloudUrl = cloud.url;
    this.siteUrl = site.url;
  }

  /** @throws LocalBackendError `port_in_use` */
  static async listen(port: number, sitePort: number): Promise<BackendServer> {
    let start: (service: Service) => void = () => {};
    const service = new Promise<Service>((resolve) => {
      start = resolve;
    });
    const cloud = await listen(port, "port", (request, response) => {
      void service.then(({ cloud }) => cloud(request, response));
    });
    cloud.server.on("upgrade", (request, socket, head) => {
      // Nothing else listens until the upgrade is done; "close" says all that matters.
      socket.on("error", () => {});
      void service.then(({ upgrade }) => upgrade(request, socket, head));
    });
    try {
      const site = await listen(sitePort, "site port", (request, response) => {
        void service.then(({ site }) => site(request, response));
      });
      return new BackendServer(cloud, site, start);
    } catch (error) {
      await cloud.close();
      throw error;
    }
  }

  serve(options: ServeOptions): void {
    if (this.#service !== null) throw new LocalBackendError("internal", "Served twice.");
    this.#service = createService(options, this.cloudUrl, this.siteUrl);
    this.#start(this.#service);
  }

  /** Says goodbye to sockets, ends long polls, and waits for requests that are running. */
  async close(): Promise<void> {
    const servers = [this.#cloud.close(), this.#site.close()];
    await this.#service?.close();
    await Promise.all(servers);
  }
}

function createService(options: ServeOptions, cloudUrl: string, siteUrl: string): Service {
  const { deployment, logger, instanceName } = options;
  const callers = new Callers(options.adminKey, new TokenChecker(() => deployment.authProviders()));
  const newRequestId = requestIds();
  const log = new FunctionLog(Date.now());
  deployment.onLog((entry) => log.add(entry, Date.now()));
  const hub = new SyncHub({
    deployment,
    authenticate: (message) => callers.ofMessage(message),
    newRequestId,
    logger,
  });
  const sockets = new Sockets(hub);
  const closing = new AbortController();
  const actions = { deployment, callers, newRequestId };
  const router = new Router([
    ...functionRoutes(actions),
    ...storageRoutes({
      deployment,
      blobs: new BlobStore(options.folder),
      uploadKey: uploadKey(options.adminKey),
      now: Date.now,
    }),
    ...transferRoutes({ deployment, callers, uploads: new UploadStore(options.folder) }),
    ...deploymentRoutes({
      deployment,
      callers,
      log,
      instanceName,
      cloudUrl,
      siteUrl,
      closing: closing.signal,
      signer: new JwtSigner(signingSecret(options.adminKey)),
    }),
  ]);

  const isRefused = (request: IncomingMessage, response: ServerResponse): boolean => {
    const refusal = refusalAtGate(request, options);
    if (refusal) sendError(response, refusal, logger);
    return refusal !== null;
  };
  const answer = (response: ServerResponse, answering: Promise<void>) => {
    answering.catch((error) => sendError(response, error, logger));
  };

  return {
    cloud(request, response) {
      if (isRefused(request, response)) return;
      const url = urlOf(request, cloudUrl);
      if (url === null) {
        sendError(response, notAnAddress(), logger);
        return;
      }
      if (url.pathname.startsWith(HTTP_PREFIX)) {
        const path = (request.url ?? "/").slice(HTTP_PREFIX.length - 1);
        answer(response, runHttpAction(request, response, path, actions));
        return;
      }
      allowOrigin(request, response);
      if (request.method === "OPTIONS") {
        response.writeHead(204).end();
        return;
      }
      answer(response, router.dispatch(request, response, url));
    },
    site(request, response) {
      if (isRefused(request, response)) return;
      answer(response, runHttpAction(request, response, request.url ?? "/", actions));
    },
    upgrade(request, socket, head) {
      if (refusalAtGate(request, options)) refuseUpgrade(socket, 403);
      else sockets.upgrade(request, socket, head);
    },
    async close() {
      closing.abort();
      hub.close("ServerClosing");
      await sockets.close();
    },
  };
}

/** Null for a request line or a Host header that makes no address. */
function urlOf(request: IncomingMessage, base: string): URL | null {
  const text = `${base}${request.url ?? "/"}`;
  return URL.canParse(text) ? new URL(text) : null;
}

/** The API is for every page that the gate let in; HTTP actions decide for themselves. */
function allowOrigin(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader("access-control-allow-origin", request.headers.origin ?? "*");
  response.setHeader("vary", "Origin");
  response.setHeader("access-control-allow-credentials", "true");
  if (request.method !== "OPTIONS") return;
  response.setHeader("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE, OPTIONS");
  response.setHeader(
    "access-control-allow-headers",
    request.headers["access-control-request-headers"] ?? "*",
  );
  response.setHeader("access-control-max-age", "86400");
}
