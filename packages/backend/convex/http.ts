import { httpRouter } from "convex/server";
import { authComponent, createAuth } from "./auth";
import { requireAuthSecret } from "./environment";

// Evaluated when the deployment is pushed: without its secret, none goes live.
requireAuthSecret();

const http = httpRouter();
authComponent.registerRoutesLazy(http, createAuth);

export default http;
