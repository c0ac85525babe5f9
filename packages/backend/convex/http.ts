import { httpRouter } from "convex/server";
import { authComponent, createAuth } from "./auth";
import { throughEdge } from "./auth/edge";
import { requireAuthSecret } from "./environment";
import { resend } from "./mail/webhooks";

// Evaluated when the deployment is pushed: without its secret, none goes live.
requireAuthSecret();

const http = httpRouter();
authComponent.registerRoutesLazy(http, (ctx) => {
  const auth = createAuth(ctx);
  return { ...auth, handler: (request) => throughEdge(ctx, request, auth.handler) };
});

http.route({ path: "/webhooks/resend", method: "POST", handler: resend });

export default http;
