/** What mail says about times and people: words only, no markup. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const momentFormat = new Intl.DateTimeFormat("en-US", {
  timeZone: "UTC",
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/**
 * A moment (ms since epoch) as an exact date with its zone named, because a mail cannot know where its
 * reader is. Assembled from parts, because the joining words differ between ICU versions.
 */
export function momentInWords(at: number): string {
  const part = new Map(momentFormat.formatToParts(at).map(({ type, value }) => [type, value]));
  const day = `${part.get("weekday")}, ${part.get("month")} ${part.get("day")}, ${part.get("year")}`;
  return `${day}, ${part.get("hour")}:${part.get("minute")} UTC`;
}

const distance = new Intl.RelativeTimeFormat("en-US");

/** How far off a moment is, to the nearest of a unit: "in 7 days", "2 minutes ago". Whole hours in two days. */
export function seenFrom(now: number, at: number): string {
  const away = at - now;
  const minutes = Math.round(away / MINUTE);
  if (minutes === 0) return away > 0 ? "in less than a minute" : "just now";
  if (Math.abs(minutes) < 60) return distance.format(minutes, "minute");
  const hours = Math.round(away / HOUR);
  if (Math.abs(hours) < 48) return distance.format(hours, "hour");
  return distance.format(Math.round(away / DAY), "day");
}

/** A person's name, or their address while they have no name. */
export function nameOrAddress(person: { name?: string | undefined; email: string }): string {
  return person.name?.trim() || person.email;
}

/** Words of ours that begin a line. */
export function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const SUBJECT_MAX_CHARACTERS = 120;

/**
 * A subject is one header line: names that people chose may hold line breaks and control
 * characters, which would start another header in a careless transport.
 */
export function subjectLine(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  const characters = [...line];
  if (characters.length <= SUBJECT_MAX_CHARACTERS) return line;
  const cut = characters.slice(0, SUBJECT_MAX_CHARACTERS - 1);
  if (!endsIsolated(cut)) return `${cut.join("").trimEnd()}…`;
  const shorter = cut.slice(0, -1);
  return `${shorter.join("").trimEnd()}…${endsIsolated(shorter) ? "\u2069" : ""}`;
}

/** A name that was cut still has to end its isolation. */
function endsIsolated(characters: string[]): boolean {
  return characters.lastIndexOf("\u2068") > characters.lastIndexOf("\u2069");
}
