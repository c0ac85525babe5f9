import type { Attack } from "../attack.ts";
import { newAddress, someOwner } from "../people.ts";
import { type Answer, send } from "../send.ts";

/** Other spellings of the endpoints that are closed. */

const CLOSED = [
  "/organization/invite-member",
  "/organization/accept-invitation",
  "/organization/create",
  "/organization/remove-member",
  "/organization/update-member-role",
  "/organization/get-full-organization",
  "/convex/rotate-keys",
  "/delete-user",
];

const spellings: ((path: string) => string)[] = [
  (path) => `/api/auth${path}`,
  (path) => `/api/auth${path}/`,
  (path) => `/api/auth/${path}`,
  (path) => `//api/auth${path}`,
  (path) => `/api//auth${path}`,
  (path) => `/api/auth${path.replaceAll("/", "//")}`,
  (path) => `/api/auth/.${path}`,
  (path) => `/api/auth/x/..${path}`,
  (path) => `/api/auth/sign-out/..${path}`,
  (path) => `/api/auth/%2e${path}`,
  (path) => `/api/auth/x/%2e%2e${path}`,
  (path) => `/api/auth${path.replace("-", "%2D")}`,
  (path) => `/api/auth${path.replace("-", "%252D")}`,
  (path) => `/api/auth/${path.slice(1).replaceAll("/", "%2F")}`,
  (path) => `/api/auth/${path.slice(1).replaceAll("/", "%5C")}`,
  (path) => `/api/auth${path.toUpperCase()}`,
  (path) => `/API/AUTH${path}`,
  (path) => `/api/%61uth${path}`,
  (path) => `/api/auth${path};a=b`,
  (path) => `/api/auth${path}.`,
  (path) => `/api/auth${path}%20`,
  (path) => `/api/auth${path}%00`,
  (path) => `/api/auth${path}%`,
  (path) => `/api/auth${path}?x=/../y`,
  (path) => `/api/auth${path.replaceAll("/", "\\")}`,
];

/** Closed, or never Better Auth's: nothing of what the endpoint itself would say. */
const isClosed = ({ status }: Answer) => [404, 405, 429].includes(status);
const isRedirect = ({ status }: Answer) => status === 307 || status === 308;

export const pathTricks: Attack[] = [
  {
    name: "Closed endpoints by other spellings, through the web app and straight to the deployment",
    answer: "404, wherever a redirect leads",
    run: async (stack, tally, size) => {
      const { browser } = await someOwner(stack);
      const cookie = Array.from(browser.cookies, ([name, value]) => `${name}=${value}`).join("; ");
      for (const path of size === "full" ? CLOSED : CLOSED.slice(0, 2)) {
        for (const spell of spellings) {
          for (const base of [stack.webUrl, stack.convexSiteUrl]) {
            const headers = {
              origin: stack.webUrl,
              cookie,
              "x-forwarded-for": newAddress(),
              "x-vestibule-client-address": newAddress(),
              "x-vestibule-proxy-secret": stack.proxySecret,
            };
            let spelled = spell(path);
            let answer = await send(base, spelled, { headers, body: {} });
            for (let hops = 0; hops < 3 && isRedirect(answer); hops++) {
              const { pathname, search } = new URL(answer.headers.location ?? "/", base);
              spelled += ` → ${pathname}`;
              answer = await send(base, pathname + search, { headers, body: {} });
            }
            tally.note(`${spelled} at ${base}: ${answer.status}`, isClosed(answer));
          }
        }
      }
    },
  },
];
