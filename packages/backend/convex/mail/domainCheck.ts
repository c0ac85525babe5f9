/** What DNS shows of a domain that mail comes from. It cannot show everything: a provider may sign with names of its own. */

export type Txt = (name: string) => Promise<string[] | undefined>;

/** Where each way's signature is looked up. A mail server of one's own can use any name, so there these are guesses. */
const SELECTORS = { resend: ["resend"], smtp: ["default", "mail", "dkim", "s1", "selector1"] };
/** Resend sends with a return path of its own, below the domain. */
const RETURN_PATH = { resend: "send.", smtp: "" };

export async function aboutDomain(
  domain: string,
  way: "resend" | "smtp",
  txt: Txt,
): Promise<string[]> {
  const path = `${RETURN_PATH[way]}${domain}`;
  const [spf, dkim, dmarc] = await Promise.all([
    txt(path),
    Promise.all(
      SELECTORS[way].map(async (name) => ({
        name,
        records: await txt(`${name}._domainkey.${domain}`),
      })),
    ),
    dmarcOf(domain, txt),
  ]);
  return [aboutSpf(path, spf), aboutDkim(domain, dkim), aboutDmarc(domain, dmarc)];
}

function aboutSpf(name: string, records: string[] | undefined): string {
  if (!records) return `SPF: DNS could not be asked about ${name}.`;
  const found = records.filter((record) => /^v=spf1(\s|$)/i.test(record));
  if (found.length === 0) {
    return `SPF: missing. ${name} has no TXT record that begins with v=spf1; your provider shows the one to add.`;
  }
  if (found.length > 1) {
    return `SPF: broken. ${name} has ${found.length} records that begin with v=spf1, and may have one.`;
  }
  return `SPF: there. ${name} has ${found[0]}`;
}

function aboutDkim(
  domain: string,
  keys: { name: string; records: string[] | undefined }[],
): string {
  const found = keys.find(({ records }) =>
    records?.some((record) => /(^|;)\s*p=[^;\s]/.test(record)),
  );
  if (found) return `DKIM: there. ${found.name}._domainkey.${domain} has a key.`;
  const names = keys.map(({ name }) => name).join(", ");
  if (keys.every(({ records }) => records === undefined)) {
    return `DKIM: DNS could not be asked about ${domain}.`;
  }
  return `DKIM: not found under ${names}._domainkey.${domain}. If your provider signs under another name, this is fine; otherwise add the record that it shows.`;
}

/** The domain's own, or the one above it, which holds for it as well. */
async function dmarcOf(domain: string, txt: Txt): Promise<string[] | undefined> {
  const labels = domain.split(".");
  for (let from = 0; from <= Math.max(0, labels.length - 2); from++) {
    const records = await txt(`_dmarc.${labels.slice(from).join(".")}`);
    if (!records) return undefined;
    const found = records.filter((record) => /^v=DMARC1(\s|;|$)/i.test(record));
    if (found.length > 0) return found;
  }
  return [];
}

function aboutDmarc(domain: string, records: string[] | undefined): string {
  if (!records) return `DMARC: DNS could not be asked about ${domain}.`;
  return records[0] === undefined
    ? `DMARC: missing. Many mailboxes ask for it: a TXT record at _dmarc.${domain} with v=DMARC1; p=none is a beginning.`
    : `DMARC: there. ${records[0]}`;
}
