/** How text becomes search terms: runs of letters and digits, in lower case. */

const MAX_TERM_BYTES = 32;
const MAX_QUERY_TERMS = 16;

/** Terms of 32 bytes and more are not searchable. */
export function termsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((term) => term !== "" && Buffer.byteLength(term) < MAX_TERM_BYTES);
}

/** Terms of which a document needs at least one; the last is also a prefix. */
export function queryTermsOf(text: string): string[] {
  return termsOf(text).slice(0, MAX_QUERY_TERMS);
}
