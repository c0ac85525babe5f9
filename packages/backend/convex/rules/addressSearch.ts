import { lettersOf } from "@vestibule/text/shown-address";
import { normalizeDomain, unwrapped } from "./address";

/**
 * A search for the start of an address, as people see it, in addresses as they are stored: `maria@büch` has to find
 * `maria@xn--bcher-kva.example`. The ASCII form of a label begins with its ASCII letters in their order, so whatever
 * begins with `büch` is stored as something that begins with `xn--bch`. That is a range of the index, and few of what is
 * in it are not meant.
 */
export interface AddressRange {
  /** What the stored addresses start with. */
  prefix: string;
  /** Of the addresses in that range, and of no others. */
  has: (email: string) => boolean;
}

const ENCODED = "xn--";

/** One range, or two that share no address. */
export function rangesOf(typed: string): AddressRange[] {
  const address = unwrapped(typed);
  const domain = address.lastIndexOf("@") + 1;
  if (domain === 0) return [startingWith(address)];
  // The labels in front are whole, so they are stored as they are normalized. The last one may be half typed.
  const last = Math.max(domain, address.lastIndexOf(".") + 1);
  const label = address.slice(last);
  const front = address.slice(0, domain) + storedFront(address.slice(domain, last));
  if (label === "" || label.startsWith(ENCODED) || ENCODED.startsWith(label)) {
    return [startingWith(front + label)];
  }
  const encoded = startingWithLabel(front, label);
  return NOT_ASCII.test(label) ? [encoded] : [startingWith(front + label), encoded];
}

const NOT_ASCII = /[^\0-\x7f]/;

/** Whole labels, with the dot behind them. */
function storedFront(labels: string): string {
  return labels === "" ? "" : `${normalizeDomain(labels)}.`;
}

function startingWith(prefix: string): AddressRange {
  return { prefix, has: (email) => email.startsWith(prefix) };
}

/** Addresses in which a label with letters beyond ASCII begins as it was typed. */
function startingWithLabel(front: string, typed: string): AddressRange {
  const prefix = `${front}${ENCODED}${typed.replace(/[^\0-\x7f]/g, "")}`;
  return {
    prefix,
    has(email) {
      if (!email.startsWith(prefix)) return false;
      const [label = ""] = email.slice(front.length).split(".");
      return lettersOf(label).startsWith(typed);
    },
  };
}
