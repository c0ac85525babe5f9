import type { Attack } from "../attack.ts";
import { openBrowser, someOwner } from "../people.ts";
import { type Answer, send } from "../send.ts";
import { withWebServer } from "../web-server.ts";

/** Scripts that somebody brought into a page, and what lets them run, reach out or stay. */

const NO_LINK = `/orgs/accept-invitation/nothing?token=${"0".repeat(64)}`;
const pages = [
  "/",
  "/sign-in",
  "/sign-up",
  "/orgs/new",
  "/scripts-needed",
  "/nothing-here",
  NO_LINK,
];

/** By directive; the first of two with one name counts, as in browsers. */
function policyIn({ headers }: Answer): Map<string, string[]> {
  const policy = new Map<string, string[]>();
  for (const part of String(headers["content-security-policy"] ?? "").split(";")) {
    const [name, ...sources] = part.trim().split(/\s+/);
    if (name && !policy.has(name)) policy.set(name, sources);
  }
  return policy;
}

const ANY_HOST = /^(\*|https?:|wss?:|data:|blob:)$|\*/;

/** What frames a page, moves its addresses and gets its forms: anything else is a hole. */
const EXACT = {
  "base-uri": ["'none'"],
  "form-action": ["'self'", "'none'"],
  "frame-ancestors": ["'none'"],
};

/** What of a policy would let a script run that the page did not bring. */
function holesIn(policy: Map<string, string[]>): string[] {
  const fallback = policy.get("default-src");
  const scripts = policy.get("script-src") ?? fallback;
  const connections = policy.get("connect-src") ?? fallback;
  if (!fallback) return ["no default-src"];
  if (!scripts || !connections) return ["no script-src"];
  const isPicked = scripts.some((source) => /^'(nonce|sha\d+)-/.test(source));
  return [
    ...(scripts.includes("'unsafe-inline'") && !isPicked ? ["any inline script"] : []),
    ...(scripts.includes("'unsafe-eval'") ? ["eval"] : []),
    ...[...scripts, ...connections, ...fallback].filter((source) => ANY_HOST.test(source)),
    ...Object.entries(EXACT)
      .filter(([name, allowed]) => !allowed.includes(policy.get(name)?.join(" ") ?? ""))
      .map(([name]) => `${name} ${policy.get(name)?.join(" ") ?? "is missing"}`),
  ];
}

const nonceIn = (policy: Map<string, string[]>) =>
  policy.get("script-src")?.find((source) => source.startsWith("'nonce-"));

export const scriptPolicy: Attack[] = [
  {
    name: "Running a script that was written into a page",
    answer: "a policy that names each script, by nonce or hash, and where pages may reach",
    run: async (stack, tally) => {
      const { browser, slug } = await someOwner(stack);
      const visits = [
        ...pages.map((path) => [path, openBrowser(stack)] as const),
        ...["", "/invitations", "/requests", "/members", "/settings"].map(
          (place) => [`/orgs/${slug}${place}`, browser] as const,
        ),
      ];
      for (const [path, visitor] of visits) {
        const holes = holesIn(policyIn(await visitor.get(path)));
        tally.note(`${path}: ${holes.join(", ")}`, holes.length === 0);
      }
    },
  },
  {
    name: "A script with a nonce that was seen before, or that the client chose",
    answer: "every answer has a nonce of its own",
    run: async (stack, tally) => {
      for (const path of ["/sign-in", NO_LINK]) {
        const browser = openBrowser(stack);
        const chosen = { "content-security-policy": "script-src 'nonce-chosen'" };
        const policies = [await browser.get(path), await browser.get(path, chosen)].map(policyIn);
        const [first, second] = policies.map(nonceIn);
        tally.note(`${path} twice`, first !== undefined && first !== second);
        tally.note(`${path} as chosen`, second !== undefined && !second.includes("chosen"));
      }
    },
  },
  {
    name: "A window that keeps its opener, tokens kept in a cache",
    answer: "COOP on pages, no-store on tokens and sessions",
    run: async (stack, tally) => {
      const { browser } = await someOwner(stack);
      for (const path of ["/", "/sign-in", NO_LINK]) {
        const { headers } = await browser.get(path);
        const opener = headers["cross-origin-opener-policy"] ?? "";
        tally.note(`COOP of ${path}`, /^same-origin/.test(String(opener)));
      }
      for (const path of ["/api/auth/convex/token", "/api/auth/list-sessions"]) {
        const { headers } = await browser.get(path);
        tally.note(`cache of ${path}`, headers["cache-control"]?.includes("no-store") === true);
      }
    },
  },
  {
    name: "A visit over http to a site that has https",
    answer: "HSTS for half a year at least",
    isLong: true,
    run: async (stack, tally) => {
      const siteUrl = "https://vestibule.test";
      await withWebServer(stack, { siteUrl }, async (url) => {
        const { headers } = await send(url, "/sign-in");
        const seconds = Number(
          /max-age=(\d+)/.exec(headers["strict-transport-security"] ?? "")?.[1],
        );
        tally.note("HSTS", seconds >= 180 * 24 * 60 * 60);
      });
    },
  },
  {
    name: "Words of a stranger on the library's own error page",
    answer: "no page of the library, and none of the words",
    run: async (stack, tally) => {
      const words = "Call+0800+EVIL";
      for (const base of [stack.webUrl, stack.convexSiteUrl]) {
        const path = `/api/auth/error?error=${words}&error_description=${words}`;
        const { text } = await send(base, path, { headers: { origin: stack.webUrl } });
        const isOurs = !/better.?auth/i.test(text) && !/EVIL/.test(text);
        tally.note(`the page at ${base}`, isOurs);
      }
    },
  },
];
