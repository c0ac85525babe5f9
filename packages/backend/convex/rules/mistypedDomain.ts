import { domainOf } from "./address";

/**
 * The address that was probably meant when mail to one came back. Asked after a bounce alone, so a real domain that looks like
 * a common one is never doubted. No library: mailcheck and its successors weigh similarity, which also proposes what shares
 * few letters, and have not been kept for years; one slip of the hand at a short list is all that is wanted here.
 */

/** Where people have private mailboxes, the most common first: the first that fits is proposed. */
const COMMON_DOMAINS = [
  "gmail.com",
  "yahoo.com",
  "hotmail.com",
  "outlook.com",
  "icloud.com",
  "aol.com",
  "live.com",
  "msn.com",
  "me.com",
  "mac.com",
  "proton.me",
  "protonmail.com",
  "googlemail.com",
  "yahoo.co.uk",
  "hotmail.co.uk",
  "btinternet.com",
  "yahoo.fr",
  "hotmail.fr",
  "orange.fr",
  "free.fr",
  "laposte.net",
  "gmx.de",
  "gmx.net",
  "gmx.at",
  "gmx.ch",
  "web.de",
  "t-online.de",
  "freenet.de",
  "posteo.de",
  "bluewin.ch",
  "yahoo.de",
  "hotmail.de",
  "libero.it",
  "virgilio.it",
  "hotmail.it",
  "hotmail.es",
  "yahoo.es",
  "sapo.pt",
  "telenet.be",
  "ziggo.nl",
  "wp.pl",
  "onet.pl",
  "seznam.cz",
  "yandex.ru",
  "mail.ru",
  "qq.com",
  "163.com",
  "126.com",
  "naver.com",
  "yahoo.co.jp",
  "yahoo.com.br",
  "uol.com.br",
  "yahoo.co.in",
  "rediffmail.com",
  "comcast.net",
  "verizon.net",
  "att.net",
  "sbcglobal.net",
  "cox.net",
  "mail.com",
  "ymail.com",
  "email.com",
  "fastmail.com",
  "zoho.com",
  "tutanota.com",
  "hey.com",
  "pm.me",
];

/** Of a normalized address: the same at the common domain that it is one slip away from; undefined when there is none. */
export function suggestedAddress(email: string): string | undefined {
  const domain = domainOf(email);
  if (COMMON_DOMAINS.includes(domain)) return undefined;
  const meant = COMMON_DOMAINS.find((common) => isOneSlipAway(domain, common));
  return meant && email.slice(0, -domain.length) + meant;
}

/** One letter too many, one missing, one wrong, or two neighbours swapped. */
function isOneSlipAway(typed: string, meant: string): boolean {
  const differ = [...meant].findIndex((letter, n) => typed[n] !== letter);
  const at = differ === -1 ? meant.length : differ;
  const [typedRest, meantRest] = [typed.slice(at), meant.slice(at)];
  const swapped = `${typedRest[1] ?? ""}${typedRest[0] ?? ""}${typedRest.slice(2)}`;
  return (
    typedRest.slice(1) === meantRest ||
    typedRest === meantRest.slice(1) ||
    typedRest.slice(1) === meantRest.slice(1) ||
    (typedRest.length > 1 && swapped === meantRest)
  );
}
