import { mailFrom, siteName } from "../environment";
import type { Envelope } from "../letters/letter";

/** How a mail presents itself: who it is from, where an answer goes, and what mail programs read and people do not. */

export interface Sender {
  name: string;
  address: string;
}

export interface Presented {
  from: Sender;
  replyTo?: string;
  headers: Record<string, string>;
}

const NAME_MAX_CHARACTERS = 100;
const ADDRESS = /^[^\s<>()[\]\\,;:"]+@[^\s<>()[\]\\,;:"@]+$/;

export function present({ sender, replyTo, unsubscribe }: Envelope, mailId: string): Presented {
  return {
    from: { name: nameOf(sender), address: mailFrom() },
    ...(replyTo && ADDRESS.test(replyTo) ? { replyTo } : {}),
    headers: {
      // Out-of-office programs do not answer it.
      "Auto-Submitted": "auto-generated",
      // Two letters of the same subject are not shown as one conversation.
      "X-Entity-Ref-ID": mailId,
      ...(unsubscribe === undefined ? {} : unsubscribing(unsubscribe)),
    },
  };
}

/** An organization never stands alone: of the two, its own name is what is cut. */
function nameOf(sender: string | undefined): string {
  const own = shownName(siteName(), NAME_MAX_CHARACTERS);
  const via = ` via ${own}`;
  const organization = sender && shownName(sender, NAME_MAX_CHARACTERS - [...via].length);
  return organization ? `${organization}${via}` : own;
}

/** One click, posted by the mail program itself (RFC 8058). */
function unsubscribing(page: string): Record<string, string> {
  return {
    "List-Unsubscribe": `<${new URL(page).href}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
}

/** The sender as a header has it. The name is quoted, so nothing in it is read as an address. */
export function formatted({ name, address }: Sender): string {
  return `"${name.replace(/[\\"]/g, "\\$&")}" <${address}>`;
}

/** On one line, without what is not seen: a line break would begin a header of its own. */
function shownName(name: string, maxCharacters: number): string {
  return [
    ...name
      .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
      .replace(/\s+/g, " ")
      .trim(),
  ]
    .slice(0, Math.max(0, maxCharacters))
    .join("")
    .trim();
}
