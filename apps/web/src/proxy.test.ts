// @vitest-environment node
import { unstable_doesMiddlewareMatch as matches } from "next/experimental/testing/server";
import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { REQUESTED_PATH } from "@/lib/requested-path";
import { RETURNED_COOKIE, RETURNED_FORM } from "@/lib/returned-cookie";
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
  ["/orgs/accept-invitation/%E0%A4%A?token=t", "/orgs/accept-invitation/unreadable"],
  ["/orgs/accept-invitation/i%?token=t", "/orgs/accept-invitation/unreadable"],
  ["/orgs/%E0%A4%A", "/unreadable"],
  ["/sign-in/%c0%80", "/unreadable"],
])("%s, which cannot be decoded, is answered as %s", (path, answer) => {
  const { headers } = proxy(new NextRequest(SITE + path));
  expect(headers.get("x-middleware-rewrite")).toBe(SITE + answer);
  expect(matches({ config, url: SITE + path, nextConfig: {} })).toBe(true);
});

test("a form that came back is handed to its page once, and never what a browser claims", () => {
  const page = (cookie?: string) =>
    proxy(
      new NextRequest(`${SITE}/orgs/accept-invitation/i?token=t`, {
        headers: { [RETURNED_FORM]: "made up", ...(cookie && { cookie }) },
      }),
    );
  const shown = page(`${RETURNED_COOKIE}=form`);
  expect(shown.headers.get(`x-middleware-request-${RETURNED_FORM}`)).toBe("form");
  expect(shown.cookies.get(RETURNED_COOKIE)).toMatchObject({
    value: "",
    path: "/orgs/accept-invitation/i",
    maxAge: 0,
  });
  const plain = page();
  expect(plain.headers.get(`x-middleware-request-${RETURNED_FORM}`)).toBeNull();
  expect(plain.headers.get("set-cookie")).toBeNull();
});

test("what a mail program posts to the page that ends notices is answered beside it", () => {
  const page = `${SITE}/unsubscribe?user=u&notice=n&token=t`;
  const posted = proxy(new NextRequest(page, { method: "POST" }));
  expect(posted.headers.get("x-middleware-rewrite")).toBe(
    `${SITE}/unsubscribe/one-click?user=u&notice=n&token=t`,
  );
  expect(proxy(new NextRequest(page)).headers.get("x-middleware-rewrite")).toBeNull();
});

test("an invitation's token is not handed on, also when its address has an escape", () => {
  const { headers } = proxy(new NextRequest(`${SITE}/orgs/accept-invitation/a%20b?token=t`));
  expect(JSON.stringify([...headers])).not.toContain("token");
});

test("a mailed link to set a password leaves its token in a cookie of that page, and not in the address", () => {
  const opened = proxy(new NextRequest(`${SITE}/reset-password?token=${"ab".repeat(32)}`));
  expect(opened.status).toBe(303);
  expect(opened.headers.get("location")).toBe(`${SITE}/reset-password`);
  expect(opened.headers.get("referrer-policy")).toBe("no-referrer");
  expect(opened.cookies.get("vestibule-reset")).toMatchObject({
    value: "ab".repeat(32),
    path: "/reset-password",
    httpOnly: true,
    secure: true,
    sameSite: "lax",
  });
  const page = proxy(new NextRequest(`${SITE}/reset-password`));
  expect(page.headers.get("location")).toBeNull();
});

test.each([
  ["/", true],
  ["/confirm-address", true],
  ["/orgs/acme", true],
  ["/orgs/acme/requests", true],
  ["/orgs/newcomers/members", true],
  ["/orgs/new", false],
  ["/orgs/accept-invitation/i?token=t", true],
  ["/sign-in", true],
  ["/sign-up", true],
  ["/forgot-password", true],
  ["/reset-password?token=t", true],
  ["/unsubscribe?token=t", true],
  ["/api/auth/get-session", false],
])("%s passes the proxy: %s", (path, passes) => {
  expect(matches({ config, url: SITE + path, nextConfig: {} })).toBe(passes);
});
