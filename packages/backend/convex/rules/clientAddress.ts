/**
 * Whose request the web app passes on. Anyone can send a header, so the address counts only beside
 * the secret that the web app and the deployment share.
 */

export const CLIENT_ADDRESS_HEADER = "x-vestibule-client-address";
export const PROXY_SECRET_HEADER = "x-vestibule-proxy-secret";

/**
 * The one address in `x-forwarded-for` that the sender could not make up: the last, which the nearest
 * proxy saw for itself. Undefined when there is none.
 */
export function clientAddressFrom(forwardedFor: string | null): string | undefined {
  return forwardedFor?.split(",").at(-1)?.trim() || undefined;
}
