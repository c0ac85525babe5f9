// @ts-check
import { randomBytes } from "node:crypto";
import { builtPagePolicy, CLOSED_POLICY, renderedPagePolicy } from "./content-security-policy.mjs";
import { LIBRARY_STYLES } from "./library-styles.mjs";

/** A browser that was told so asks for the site over https alone, for two years from its last visit. */
const HTTPS_ONLY = `max-age=${2 * 365 * 24 * 60 * 60}`;

/** Where letters are shown: the development mailbox. */
const LETTERS = "/dev/mailbox";

const POLICY = "content-security-policy";

/**
 * Gives each answer its policy at the last moment, when Next has said what it is: a page rendered for this request, a page of
 * the build, or no page. The path does not tell: what leads nowhere is answered with a page of the build.
 *
 * @param {{ scripts: { all: readonly string[], theme: string }, convexUrl: string | undefined, siteUrl: string | undefined }} site
 * @returns {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => void}
 */
export function securityHeaders({ scripts, convexUrl, siteUrl }) {
  const builtPage = builtPagePolicy({ scripts: scripts.all, convexUrl });
  const isHttpsOnly = isPublicOverHttps(siteUrl);

  return (request, response) => {
    const renderedPage = renderedPagePolicy({
      nonce: randomBytes(16).toString("base64"),
      scripts: [scripts.theme],
      styles: LIBRARY_STYLES,
      showsLetters: request.url?.split("?")[0] === LETTERS,
      convexUrl,
    });
    // Next takes the nonce from here, so nothing that a client wrote there may stay.
    request.headers[POLICY] = renderedPage;
    delete request.headers[`${POLICY}-report-only`];

    const policies = { rendered: renderedPage, built: builtPage, none: CLOSED_POLICY };
    const { writeHead } = response;
    const secured = (/** @type {Parameters<typeof writeHead>} */ ...head) => {
      // An answer that nothing has changed is for a page that the browser has, with its policy.
      if (head[0] !== 304) response.setHeader(POLICY, policies[pageIn(response)]);
      if (isHttpsOnly) response.setHeader("strict-transport-security", HTTPS_ONLY);
      return writeHead.apply(response, head);
    };
    response.writeHead = /** @type {typeof writeHead} */ (secured);
  };
}

/** @param {import("node:http").ServerResponse} response */
function pageIn(response) {
  if (!String(response.getHeader("content-type")).startsWith("text/html")) return "none";
  return response.hasHeader("x-nextjs-prerender") ? "built" : "rendered";
}

/**
 * Whether the site says of itself that people reach it over https. A machine's own address never does: what else listens
 * there would be out of reach as well.
 *
 * @param {string | undefined} siteUrl
 */
function isPublicOverHttps(siteUrl) {
  if (siteUrl === undefined || !URL.canParse(siteUrl)) return false;
  const { protocol, hostname } = new URL(siteUrl);
  const isOwnMachine = /^(localhost|.*\.localhost|127\..*|\[::1\])$/.test(hostname);
  return protocol === "https:" && !isOwnMachine;
}
