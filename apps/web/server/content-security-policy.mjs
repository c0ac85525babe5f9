// @ts-check

/**
 * What a page may load, run and reach. Pure: nonces, hashes and the deployment's address are given.
 */

const ANY_INLINE = "'unsafe-inline'";

/** Whatever is no page, opened as if it were one: an answer in JSON, the icon, which has a style for each theme. */
export const CLOSED_POLICY = `default-src 'none'; style-src ${ANY_INLINE}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/**
 * A page that the server renders for one request. Next writes the nonce into its own inline scripts; `scripts` and `styles` are
 * the hashes of those that have the same text in every page. Letters, which a page shows in a frame without an address and
 * without scripts, have that page's policy and bring styles along.
 *
 * @param {{ nonce: string, scripts: readonly string[], styles: readonly string[], showsLetters: boolean, convexUrl?: string | undefined }} page
 */
export function renderedPagePolicy({ nonce, scripts, styles, showsLetters, convexUrl }) {
  return pagePolicy({
    scripts: [nonceSource(nonce), ...scripts],
    styles: showsLetters ? [ANY_INLINE] : [nonceSource(nonce), ...styles],
    convexUrl,
  });
}

/**
 * A page that `next build` rendered: its text is the same for everybody, so its scripts have hashes. A style that a menu makes as
 * it opens would need a nonce, which a page of every reader's can't have; and nobody's words are in it to bring one along.
 *
 * @param {{ scripts: readonly string[], convexUrl?: string | undefined }} page
 */
export function builtPagePolicy({ scripts, convexUrl }) {
  return pagePolicy({ scripts, styles: [ANY_INLINE], convexUrl });
}

/**
 * `next dev`: its pages have inline scripts and styles without a nonce, and React rebuilds the server's stacks with `eval`.
 *
 * @param {{ convexUrl?: string | undefined }} page
 */
export function developmentPolicy({ convexUrl }) {
  return pagePolicy({ scripts: [ANY_INLINE, "'unsafe-eval'"], styles: [ANY_INLINE], convexUrl });
}

/** @param {string} nonce */
function nonceSource(nonce) {
  return `'nonce-${nonce}'`;
}

/** @param {{ scripts: readonly string[], styles: readonly string[], convexUrl: string | undefined }} allowed */
function pagePolicy({ scripts, styles, convexUrl }) {
  return Object.entries({
    "default-src": ["'none'"],
    "script-src": ["'self'", ...scripts],
    "style-src": ["'self'", ...styles],
    // Radix's parts write what they measured into style attributes, and do so on the server too.
    "style-src-attr": [ANY_INLINE],
    // The logos of organizations are in the deployment's file storage.
    "img-src": ["'self'", ...originOf(convexUrl)],
    "font-src": ["'self'"],
    "connect-src": ["'self'", ...connectionsTo(convexUrl)],
    "frame-src": ["'none'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
  })
    .map(([directive, sources]) => [directive, ...sources].join(" "))
    .join("; ");
}

/**
 * A deployment is called over HTTP, and keeps pages live over a socket.
 *
 * @param {string | undefined} convexUrl
 */
function connectionsTo(convexUrl) {
  return originOf(convexUrl).flatMap((origin) => [origin, origin.replace(/^http/, "ws")]);
}

/**
 * None while the deployment's address is missing or is none.
 *
 * @param {string | undefined} convexUrl
 */
function originOf(convexUrl) {
  if (convexUrl === undefined || !URL.canParse(convexUrl)) return [];
  return [new URL(convexUrl).origin];
}
