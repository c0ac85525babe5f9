import { httpRouter } from "convex/server";
import { authComponent, createAuth } from "./auth";
import { requireAuthSecret } from "./environment";
import { withBelievedAddress } from "./rateLimits";

// Evaluated when the deployment is pushed: without its secret, none goes live.
requireAuthSecret();

const http = httpRouter();
authComponent.registerRoutesLazy(http, (ctx) => {
  const auth = createAuth(ctx);
  return { ...auth, handler: (request) => auth.handler(withBelievedAddress(request)) };
});

export default http;
