import { unstable_doesMiddlewareMatch as matches } from "next/experimental/testing/server";
import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { REQUESTED_PATH } from "@/lib/requested-path";
import { config, proxy } from "@/proxy";

const SITE = "https://vestibule.test";

test("the console learns the path and the query that were asked for, not what a browser claims", () => {
  const request = new NextRequest(`${SITE}/orgs/acme/invitations?status=expired`, {
    headers: { [REQUESTED_PATH]: "/elsewhere" },
  });
  expect(proxy(request).headers.get(`x-middleware-request-${REQUESTED_PATH}`)).toBe(
    "/orgs/acme/invitations?status=expired",
  );
});

test.each([
  ["/orgs/acme", true],
  ["/orgs/acme/requests", true],
  ["/orgs/newcomers/members", true],
  ["/orgs/new", false],
  ["/orgs/accept-invitation/i?token=t", false],
  ["/sign-in", false],
])("%s passes the proxy: %s", (path, passes) => {
  expect(matches({ config, url: SITE + path, nextConfig: {} })).toBe(passes);
});
