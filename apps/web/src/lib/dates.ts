import { DAY, HOUR, MINUTE, SECOND } from "@vestibule/backend/rules/time";

/** The sentences around a date are English, whatever the browser speaks; only the zone is the reader's. */
const LANGUAGE = "en-US";

/** The server does not know the reader's zone: its first paint is in UTC, the browser then writes its own. */
export type Reader = "server" | "browser";

/** "Mar 12, 2026" */
export function formatDay(at: number, reader: Reader): string {
  return format(at, reader, { dateStyle: "medium" });
}

/** The day; of a moment that stands beside another of the same day, the time and no year. */
export function formatBeside(at: number, other: number, reader: Reader): string {
  const day = formatDay(at, reader);
  if (day !== formatDay(other, reader)) return day;
  return format(at, reader, { month: "short", day: "numeric", ...TIME });
}

/** "Thursday, March 12, 2026 at 14:05" */
export function formatExact(at: number, reader: Reader): string {
  return format(at, reader, { dateStyle: "full", timeStyle: "short", hourCycle: "h23" });
}

/** "2 minutes ago"; the last ten seconds are "just now", and so is a browser clock that runs behind. */
export function formatAgo(at: number, now: number): string {
  const age = now - at;
  if (age < 10_000) return "just now";
  const [count, unit] = inWords(age);
  return relative.format(-count, unit);
}

/**
 * "7 days" to the nearest, whole hours in the last two days, and below an hour down to the second, for a
 * countdown that is worth watching. Begun seconds count, so that nothing is left at 0 only.
 */
export function formatLeft(until: number, now: number): string {
  const left = Math.max(0, until - now);
  if (left < HOUR) {
    const inSeconds = Math.ceil(left / SECOND);
    const minutes = Math.floor(inSeconds / 60);
    const seconds = inSeconds % 60;
    return minutes > 0 ? `${minutes} min ${seconds} s` : `${seconds} s`;
  }
  return left < 2 * DAY
    ? counted(Math.floor(left / HOUR), "hour")
    : counted(Math.round(left / DAY), "day");
}

/** "14:05", and where the reader's zone is not known "14:05 UTC" */
export function formatTime(at: number, reader: Reader): string {
  const time = format(at, reader, TIME);
  return reader === "server" ? `${time} UTC` : time;
}

/** "Friday, November 27" */
export function formatWeekday(at: number, reader: Reader): string {
  return format(at, reader, WEEKDAY);
}

/** "Friday, November 27 at 14:05" */
export function formatMoment(at: number, reader: Reader): string {
  return format(at, reader, { ...WEEKDAY, ...TIME });
}

/** "1 day", "60 seconds" */
export function counted(count: number, unit: "day" | "hour" | "second"): string {
  return new Intl.NumberFormat(LANGUAGE, { style: "unit", unit, unitDisplay: "long" }).format(
    count,
  );
}

const relative = new Intl.RelativeTimeFormat(LANGUAGE);

/** The largest whole unit that a span holds. */
function inWords(span: number): [number, "day" | "hour" | "minute" | "second"] {
  if (span >= DAY) return [Math.floor(span / DAY), "day"];
  if (span >= HOUR) return [Math.floor(span / HOUR), "hour"];
  if (span >= MINUTE) return [Math.floor(span / MINUTE), "minute"];
  return [Math.floor(span / SECOND), "second"];
}

const WEEKDAY = { weekday: "long", month: "long", day: "numeric" } as const;
/** Of 24 hours, as in the mails. */
const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

function format(at: number, reader: Reader, parts: Intl.DateTimeFormatOptions): string {
  const zone = reader === "server" ? { timeZone: "UTC" } : {};
  return new Intl.DateTimeFormat(LANGUAGE, { ...parts, ...zone }).format(at);
}
