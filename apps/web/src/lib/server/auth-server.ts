import { convexBetterAuthNextJs } from "@convex-dev/better-auth/nextjs";
import { getSessionCookie } from "better-auth/cookies";
import { preloadedQueryResult, preloadQuery } from "convex/nextjs";
import type { PaginatedQueryArgs, PaginatedQueryReference, Preloaded } from "convex/react";
import {
  type FunctionReference,
  type FunctionReturnType,
  getFunctionName,
  makeFunctionReference,
} from "convex/server";
import { convexToJson, jsonToConvex } from "convex/values";
import { headers } from "next/headers";
import { cache } from "react";
import { PAGE_SIZE } from "@/lib/page-size";
import { vouched } from "@/lib/server/client-address";
import { serverEnv } from "@/lib/server/env";
import { personHeaders } from "@/lib/server/person-headers";
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

/** The caller's Convex token; undefined without a session cookie, and then the deployment is not asked. */
export async function callerToken(): Promise<string | undefined> {
  // First: it tells Next to render at request time, when the environment is there.
  const sent = await headers();
  const { cookiePrefix } = serverEnv();
  const config = cookiePrefix === undefined ? {} : { cookiePrefix };
  if (!getSessionCookie(sent, config)) return undefined;
  return await fetchToken();
}

const fetchToken = cache(async (): Promise<string | undefined> => {
  const { convexSiteUrl, proxySecret } = serverEnv();
  return await sessionToken(convexSiteUrl, vouched(personHeaders(await headers()), proxySecret));
});

/**
 * Asks once in a request, however many parts of its page want the answer. By name and arguments as text,
 * because `cache` takes two objects for two questions, whatever is in them.
 */
const ask = cache(async (name: string, argsJson: string) =>
  preloadQuery(makeFunctionReference<"query">(name), jsonToConvex(JSON.parse(argsJson)), {
    token: await callerToken(),
    url: serverEnv().convexUrl,
  }),
);

/** An answer for the first paint that a client component then keeps live. */
export async function preload<Query extends FunctionReference<"query">>(
  query: Query,
  args: Query["_args"],
): Promise<Preloaded<Query>> {
  const answer = await ask(getFunctionName(query), JSON.stringify(convexToJson(args)));
  return answer as unknown as Preloaded<Query>;
}

/** The first page of a list, for `useLivePage` to begin with. */
export async function preloadFirstPage<Query extends PaginatedQueryReference>(
  query: Query,
  args: PaginatedQueryArgs<Query>,
  numItems: number = PAGE_SIZE,
): Promise<Preloaded<Query>> {
  return await preload(query, { ...args, paginationOpts: { numItems, cursor: null } });
}

/** One answer for this request, as the signed-in person may see it. */
export async function read<Query extends FunctionReference<"query">>(
  query: Query,
  args: Query["_args"],
): Promise<FunctionReturnType<Query>> {
  return preloadedQueryResult(await preload(query, args));
}
