import { withoutGaps } from "@vestibule/text/lines";
import LinkifyIt from "linkify-it";
import { MAX_LABEL_LENGTH, MAX_MESSAGE_LENGTH, MAX_NAME_LENGTH } from "./lengths";
import { topLevelDomains } from "./topLevelDomains";

/**
 * Text that one person writes and others read: without characters that hide, reorder or forge what is around them. Each of
 * these answers undefined for no text, and null for one that cannot be taken.
 */

/**
 * Control and format characters (direction overrides and zero-width ones among them), private and unassigned ones, line and
 * paragraph separators, and letters that show nothing: the Hangul fillers and the empty Braille pattern.
 */
const INVISIBLE =
  /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\u2800]/gu;

/** Joiners belong inside emoji and inside words of some scripts; elsewhere they are invisible as well. */
const STRAY_JOINER =
  /(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{Extended_Pictographic}])/gu;

/** The name of a person, an organization or a project, in one line. A mail program would make a link of a web address in it. */
export function tidyName(name: string | undefined): string | undefined | null {
  const tidy = oneLine(name);
  if (tidy === undefined) return undefined;
  return tidy.length > MAX_NAME_LENGTH || addressIn(tidy) !== undefined ? null : tidy;
}

/**
 * The first web or email address in a text, as a mail program finds it, whatever domain it is in and however wide its dots are.
 * "M.de Vries" is a name and not a host of Germany.
 */
export function addressIn(text: string): string | undefined {
  const found = linkFinder().match(text.normalize("NFKC").replaceAll("\u3002", ".")) ?? [];
  return found.find(({ schema, raw }) => schema !== "" || !INITIAL.test(raw))?.raw;
}

/** A capital initial before a surname or its particle, without a space between. */
const INITIAL = /^\p{Lu}\.(?:\p{Lu}\p{Ll}+|d[aeio]|du|l[ae]|el|al|st)$/u;

let known: LinkifyIt | undefined;

/** Made when it is needed: it compiles large expressions, and most functions check no name. */
function linkFinder(): LinkifyIt {
  known ??= new LinkifyIt({}, { fuzzyLink: true, fuzzyEmail: true, fuzzyIP: true }).tlds(
    topLevelDomains,
  );
  return known;
}

/** A first name, a job title: one line. */
export function tidyLabel(label: string | undefined): string | undefined | null {
  const tidy = oneLine(label);
  return tidy && tidy.length > MAX_LABEL_LENGTH ? null : tidy;
}

/** A message, a note or a reason: its own lines, with at most one empty line in a row. */
export function tidyMessage(text: string | undefined): string | undefined | null {
  const tidy = tidyLines(text);
  return tidy && tidy.length > MAX_MESSAGE_LENGTH ? null : tidy;
}

/** The same of any length. */
export function tidyLines(text: string | undefined): string | undefined {
  const lines = visible(text?.replace(/\r\n?/g, "\n").replace(/\t/g, " "));
  return withoutGaps(lines ?? "") || undefined;
}

function oneLine(text: string | undefined): string | undefined {
  // White space first: what separated two words goes on separating them.
  return visible(text?.replace(/\s+/g, " "))?.replace(/\s+/g, " ").trim() || undefined;
}

function visible(text: string | undefined): string | undefined {
  return text?.replace(INVISIBLE, "").replace(STRAY_JOINER, "");
}
