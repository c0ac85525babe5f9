import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";
import { addresses } from "./server/addresses.mjs";
import { developmentPolicy } from "./server/content-security-policy.mjs";

const workspaceRoot = fileURLToPath(new URL("../..", import.meta.url));

/** The same for every answer. What depends on the answer, or on where the site is, comes from `server/security-headers.mjs`. */
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value: [
      "camera",
      "display-capture",
      "geolocation",
      "hid",
      "microphone",
      "midi",
      "payment",
      "serial",
      "usb",
    ]
      .map((feature) => `${feature}=()`)
      .join(", "),
  },
];

/**
 * A token is in this page's address, or in its form: nothing that the page loads or links to may learn it. Its forms have to
 * name their origin all the same, which without any referrer would be "null" (ADR 0006).
 */
const tokenHeaders = [
  { key: "Referrer-Policy", value: "strict-origin" },
  { key: "X-Robots-Tag", value: "noindex, nofollow" },
  { key: "Cache-Control", value: "private, no-store" },
];

/** `next dev` has no server of ours in front of it that could say it. */
function developmentHeaders() {
  if (process.env.NODE_ENV !== "development") return [];
  const value = developmentPolicy(addresses(process.env));
  return [{ key: "Content-Security-Policy", value }];
}

/** Next lets one development server run in a folder; each other one, on data of its own, builds in a folder of its own. */
const beside = process.env.VESTIBULE_WEB_BESIDE;

const config: NextConfig = {
  agentRules: false,
  devIndicators: false,
  distDir: beside ? `${beside}/build` : ".next",
  // Next writes its build folder into the configuration that it is given.
  typescript: { tsconfigPath: beside ? `${beside}/tsconfig.json` : "tsconfig.json" },
  experimental: { agentUpgrade: false },
  // `next dev` prints every address that it answers. These hold a token, the first also when it is, encoded, the way back
  // from signing in.
  logging: {
    incomingRequests: { ignore: [/accept-invitation/, /reset-password\?/, /unsubscribe\?/] },
  },
  outputFileTracingRoot: workspaceRoot,
  poweredByHeader: false,
  transpilePackages: ["@vestibule/backend", "@vestibule/email", "@vestibule/text"],
  turbopack: { root: workspaceRoot },
  headers: async () => [
    { source: "/:path*", headers: [...securityHeaders, ...developmentHeaders()] },
    { source: "/orgs/accept-invitation/:path*", headers: tokenHeaders },
    { source: "/reset-password", headers: tokenHeaders },
    { source: "/unsubscribe", headers: tokenHeaders },
  ],
};

export default config;
