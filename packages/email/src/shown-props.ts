import { isolated, undirected } from "@vestibule/text/isolation";
import { shownAddress } from "@vestibule/text/shown-address";
import type { Look } from "./components/look";
import { unlinked } from "./unlinked";

/** Ours, not a person's: they stand in a mail as they are. */
const OURS = new Set([
  "role",
  "from",
  "to",
  "code",
  "link",
  "approveLink",
  "denyLink",
  "unsubscribeLink",
]);

const ADDRESSES = new Set(["email", "inviterEmail", "byEmail"]);

/** In a block of their own, with lines of their own. */
const QUOTED = new Set(["message", "reason"]);

/**
 * What a template is given, as a reader is shown it: every text that a person chose isolated from the sentence around
 * it, so that no template can forget to. An address is shown as people write it; a template that links to one is
 * given `contact` as it is.
 */
export function shownProps<Props extends object>(props: Props): Props {
  return withTexts(props, shown);
}

/** The same, and no mail program makes a link of it. */
export function shownInHtml<Props extends object>(props: Props): Props {
  return withTexts(props, (name, text) => {
    const words = shown(name, text);
    return isPersonal(name) ? unlinked(words) : words;
  });
}

function withTexts<Props extends object>(
  props: Props,
  worded: (name: string, text: string) => string,
): Props {
  return Object.fromEntries(
    Object.entries(props).map(([name, value]) => {
      if (typeof value === "string") return [name, worded(name, value)];
      const isObject = typeof value === "object" && value !== null;
      return [name, isObject ? withTexts(value, worded) : value];
    }),
  ) as Props;
}

function shown(name: string, text: string): string {
  if (QUOTED.has(name)) return undirected(text);
  return isPersonal(name) ? isolated(ADDRESSES.has(name) ? shownAddress(text) : text) : text;
}

/** A name, an address or another short text of a person's, which stands in sentences of ours. */
function isPersonal(name: string): boolean {
  return !OURS.has(name) && !QUOTED.has(name) && name !== "contact";
}

/**
 * The words stand in a block of their own, the name where a picture would: neither has a sentence around it. No mail program
 * makes a link of the words, line by line, as they are shown.
 */
export function shownLook({ organizationName, text, ...look }: Look): Look {
  return {
    ...look,
    organizationName: undirected(organizationName),
    text: text === undefined ? undefined : undirected(text).split("\n").map(unlinked).join("\n"),
  };
}
