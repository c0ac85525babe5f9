// @ts-check

/**
 * What a policy needs to know of where things are. Each may be missing: the pages say so themselves.
 *
 * @param {Record<string, string | undefined>} env
 */
export function addresses(env) {
  return {
    convexUrl: env.CONVEX_URL || env.NEXT_PUBLIC_CONVEX_URL || undefined,
    siteUrl: env.SITE_URL || undefined,
  };
}
