import { convexBetterAuthNextJs } from "@convex-dev/better-auth/nextjs";
import { getSessionCookie } from "better-auth/cookies";
import { fetchQuery, preloadQuery } from "convex/nextjs";
import type { FunctionReference, FunctionReturnType } from "convex/server";
import { headers } from "next/headers";
import { cache } from "react";
import { vouched } from "@/lib/server/client-address";
import { serverEnv } from "@/lib/server/env";
import { sessionToken } from "@/lib/server/session-token";

/** Made on first use: `next build` loads this module where no deployment is known. */
const betterAuth = cache(() => convexBetterAuthNextJs(serverEnv()));

export const authHandler = {
  GET: (request: Request) => betterAuth().handler.GET(vouchedRequest(request)),
  POST: (request: Request) => betterAuth().handler.POST(vouchedRequest(request)),
};

function vouchedRequest(request: Request): Request {
  return new Request(request, { headers: vouched(request.headers, serverEnv().proxySecret) });
}

/** The signed-in person's Convex token; undefined when nobody is, without asking the deployment. */
export async function viewerToken(): Promise<string | undefined> {
  if (!getSessionCookie(await headers())) return undefined;
  return await fetchToken();
}

const fetchToken = cache(async (): Promise<string | undefined> => {
  const { convexSiteUrl, proxySecret } = serverEnv();
  return await sessionToken(convexSiteUrl, vouched(await headers(), proxySecret));
});

/** One answer for this request, as the signed-in person may see it. */
export async function read<Query extends FunctionReference<"query">>(
  query: Query,
  args: Query["_args"],
): Promise<FunctionReturnType<Query>> {
  return await fetchQuery(query, args, { token: await viewerToken(), url: serverEnv().convexUrl });
}

/** An answer for the first paint that a client component then keeps live. */
export async function preload<Query extends FunctionReference<"query">>(
  query: Query,
  args: Query["_args"],
) {
  return await preloadQuery(query, args, {
    token: await viewerToken(),
    url: serverEnv().convexUrl,
  });
}
