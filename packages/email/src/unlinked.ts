/**
 * Mail programs make links of whatever reads like one: a name with a dot in it, an address, a long number. They leave alone
 * what stands in a link already, so such text stands in one that leads nowhere. Noncharacters mark it while a mail is made.
 */

const BEGIN = "\ufdd0";
const END = "\ufdd1";
const MARKS = /[\ufdd0\ufdd1]/g;
const MARKED = /\ufdd0([^\ufdd0\ufdd1]*)\ufdd1/g;

/** The dots, at signs and slashes of addresses, those of other widths and scripts with them, and digits of a telephone. */
const READS_LIKE_A_LINK = /[.@:/\u3002\uff0e\uff20\uff61]|\d[\d\s-]{4}/;

export function unlinked(text: string): string {
  const plain = linkable(text);
  return READS_LIKE_A_LINK.test(plain) ? `${BEGIN}${plain}${END}` : plain;
}

/** As it was written: for the places that no mail program looks for links in. */
export function linkable(text: string): string {
  return text.replace(MARKS, "");
}

/** Of HTML that is already escaped, one text between tags. */
export function unlinkedInHtml(text: string): string {
  return linkable(text.replace(MARKED, '<a style="color:inherit;text-decoration:none">$1</a>'));
}
