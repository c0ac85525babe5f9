import { setNonce } from "get-nonce";

/** The scripts that came with the page have it; a page of the build has none and needs none. */
export function pageNonce(): string {
  return document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
}

/**
 * What opens over a page and holds its scroll puts a style into it that depends on the window, so the style has to say
 * the page's nonce.
 */
if (typeof document !== "undefined") setNonce(pageNonce());
