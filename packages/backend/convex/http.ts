import { httpRouter } from "convex/server";
import { authComponent, createAuth } from "./auth";
import { throughEdge } from "./auth/edge";
import { requireAuthSecret } from "./environment";

// Evaluated when the deployment is pushed: without its secret, none goes live.
requireAuthSecret();

const http = httpRouter();
authComponent.registerRoutesLazy(http, (ctx) => {
  const auth = createAuth(ctx);
  return { ...auth, handler: (request) => throughEdge(ctx, request, auth.handler) };
});

export default http;
