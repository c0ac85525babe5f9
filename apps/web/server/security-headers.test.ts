// @vitest-environment node
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { securityHeaders } from "./security-headers.mjs";

const scripts = { all: ["'sha256-theme'", "'sha256-flight'"], theme: "'sha256-theme'" };
const convexUrl = "http://127.0.0.1:3210";

/** What a browser gets of a server that answers so, and what the server was asked. */
async function answered(
  answer: (response: ServerResponse) => void,
  {
    path = "/",
    headers = {},
    siteUrl,
  }: { path?: string; headers?: Record<string, string>; siteUrl?: string } = {},
) {
  const secure = securityHeaders({ scripts, convexUrl, siteUrl });
  let asked: IncomingMessage["headers"] = {};
  const server = createServer((request, response) => {
    secure(request, response);
    asked = request.headers;
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
  await response.text();
  return {
    asked: asked["content-security-policy"],
    policy: response.headers.get("content-security-policy") ?? "",
    response,
  };
}

const page = (response: ServerResponse) => {
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end("<p>page</p>");
};
const builtPage = (response: ServerResponse) => {
  response.setHeader("x-nextjs-prerender", ["1", "1"]);
  response.statusCode = 404;
  page(response);
};
const nonceIn = (policy = "") => /'nonce-([^']+)'/.exec(policy)?.[1];

test("a rendered page has the nonce that Next was told, another one each time", async () => {
  const first = await answered(page);
  const second = await answered(page);
  expect(nonceIn(first.policy)).toMatch(/^[A-Za-z0-9+/]{22}==$/);
  expect(first.policy).toBe(first.asked);
  expect(nonceIn(second.policy)).not.toBe(nonceIn(first.policy));
});

test("a nonce that a client asks for is not used", async () => {
  const forged = "script-src 'nonce-chosen'";
  const { asked, policy } = await answered(page, {
    headers: {
      "content-security-policy": forged,
      "content-security-policy-report-only": forged,
    },
  });
  expect(asked).not.toContain("chosen");
  expect(policy).not.toContain("chosen");
});

test("a page of the build has hashes, at whatever path it answers", async () => {
  const { policy, response } = await answered(builtPage, { path: "/nowhere" });
  expect(response.status).toBe(404);
  expect(policy).toContain("script-src 'self' 'sha256-theme' 'sha256-flight';");
  expect(nonceIn(policy)).toBeUndefined();
});

test("letters may be styled in the mailbox, and nowhere else", async () => {
  const isStyled = async (path: string) =>
    (await answered(page, { path })).policy.includes("style-src 'self' 'unsafe-inline'");
  expect(await isStyled("/dev/mailbox")).toBe(true);
  expect(await isStyled("/dev/mailbox?to=maria")).toBe(true);
  expect(await isStyled("/sign-in?next=/dev/mailbox")).toBe(false);
});

test.each([
  ["JSON", "application/json"],
  ["a drawing", "image/svg+xml"],
  ["a page's data", "text/x-component"],
])("%s opened as a page loads nothing", async (_, type) => {
  const { policy } = await answered((response) => {
    response.writeHead(200, { "content-type": type });
    response.end();
  });
  expect(policy).toMatch(/^default-src 'none'/);
});

test("an answer that nothing has changed leaves the page its policy", async () => {
  const { response } = await answered((sent) => sent.writeHead(304).end());
  expect(response.headers.has("content-security-policy")).toBe(false);
});

test.each([
  ["https://app.example.com", "max-age=63072000"],
  ["http://app.example.com", null],
  ["http://localhost:3000", null],
  ["https://localhost:3000", null],
  ["https://web.localhost", null],
  ["https://127.0.0.1:3000", null],
  ["https://[::1]:3000", null],
  ["app.example.com", null],
  [undefined, null],
])("a site at %s says of https alone: %s", async (siteUrl, said) => {
  const { response } = await answered(page, siteUrl === undefined ? {} : { siteUrl });
  expect(response.headers.get("strict-transport-security")).toBe(said);
});
