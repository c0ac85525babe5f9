import { isolated, undirected } from "@vestibule/text/isolation";
import { shownAddress } from "@vestibule/text/shown-address";

/** Ours, not a person's: they stand in a mail as they are. */
const OURS = new Set(["role", "code", "link", "approveLink", "denyLink"]);

const ADDRESSES = new Set(["email", "inviterEmail"]);

/** In a block of their own, with lines of their own. */
const QUOTED = new Set(["message", "reason"]);

/**
 * What a template is given, as a reader is shown it: every text that a person chose isolated from the sentence around
 * it, so that no template can forget to. An address is shown as people write it; a template that links to one is
 * given `contact` as it is.
 */
export function shownProps<Props extends object>(props: Props): Props {
  return Object.fromEntries(
    Object.entries(props).map(([name, value]) => [name, shown(name, value)]),
  ) as Props;
}

function shown(name: string, value: unknown): unknown {
  if (typeof value === "object" && value !== null) return shownProps(value);
  if (typeof value !== "string" || OURS.has(name) || name === "contact") return value;
  if (QUOTED.has(name)) return undirected(value);
  return isolated(ADDRESSES.has(name) ? shownAddress(value) : value);
}
