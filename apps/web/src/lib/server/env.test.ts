import { expect, test } from "vitest";
import { serverEnv } from "@/lib/server/env";

const complete = { CONVEX_URL: "http://127.0.0.1:1", CONVEX_SITE_URL: "http://127.0.0.1:2/" };

test("both addresses are read, without a trailing slash", () => {
  expect(serverEnv(complete)).toEqual({
    convexUrl: "http://127.0.0.1:1",
    convexSiteUrl: "http://127.0.0.1:2",
  });
});

test("where browsers find this app is optional, and an origin", () => {
  expect(serverEnv({ ...complete, SITE_URL: "" }).siteOrigin).toBeUndefined();
  const { siteOrigin } = serverEnv({ ...complete, SITE_URL: "https://vestibule.test/" });
  expect(siteOrigin).toBe("https://vestibule.test");
  expect(() => serverEnv({ ...complete, SITE_URL: "vestibule.test" })).toThrow(/SITE_URL/);
});

test("the secret shared with the deployment is optional", () => {
  expect(serverEnv({ ...complete, PROXY_SECRET: "" }).proxySecret).toBeUndefined();
  expect(serverEnv({ ...complete, PROXY_SECRET: "shared" }).proxySecret).toBe("shared");
});

test("session cookies have the deployment's names, Better Auth's when it sets none", () => {
  expect(serverEnv({ ...complete, COOKIE_PREFIX: "" }).cookiePrefix).toBeUndefined();
  expect(serverEnv({ ...complete, COOKIE_PREFIX: "beside" }).cookiePrefix).toBe("beside");
});

test("the names that the Convex command line writes work too", () => {
  expect(
    serverEnv({
      NEXT_PUBLIC_CONVEX_URL: "https://a.convex.cloud",
      NEXT_PUBLIC_CONVEX_SITE_URL: "https://a.convex.site",
    }).convexUrl,
  ).toBe("https://a.convex.cloud");
});

test("a missing variable is named, with what to do about it", () => {
  expect(() => serverEnv({ CONVEX_URL: complete.CONVEX_URL })).toThrow(
    /CONVEX_SITE_URL is not set\. Start everything with `npm run dev`/,
  );
});

test("a value that is no address is shown", () => {
  expect(() => serverEnv({ ...complete, CONVEX_URL: "localhost" })).toThrow(/"localhost"/);
});
