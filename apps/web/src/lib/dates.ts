import { DAY, HOUR, MINUTE, SECOND } from "@vestibule/backend/rules/time";

/** The server knows neither locale nor zone: its first paint says UTC, the browser then says it properly. */
export type Reader = "server" | "browser";

export function formatDay(at: number, reader: Reader): string {
  return new Intl.DateTimeFormat(localeOf(reader), {
    dateStyle: "medium",
    ...(reader === "server" && { timeZone: "UTC" }),
  }).format(at);
}

/** The day; of a moment that stands beside another of the same day, the time and no year. */
export function formatBeside(at: number, other: number, reader: Reader): string {
  const day = formatDay(at, reader);
  if (day !== formatDay(other, reader)) return day;
  return new Intl.DateTimeFormat(localeOf(reader), {
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    ...(reader === "server" && { timeZone: "UTC" }),
  }).format(at);
}

export function formatExact(at: number, reader: Reader): string {
  return new Intl.DateTimeFormat(localeOf(reader), {
    dateStyle: "full",
    timeStyle: "short",
    ...(reader === "server" && { timeZone: "UTC" }),
  }).format(at);
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

/** "Friday 27 November", as the reader's locale writes it. */
export function formatWeekday(at: number, reader: Reader): string {
  return new Intl.DateTimeFormat(localeOf(reader), {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(reader === "server" && { timeZone: "UTC" }),
  }).format(at);
}

/** The same with the time of day. */
export function formatMoment(at: number, reader: Reader): string {
  return new Intl.DateTimeFormat(localeOf(reader), {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "numeric",
    minute: "2-digit",
    ...(reader === "server" && { timeZone: "UTC" }),
  }).format(at);
}

/** "1 day", "60 seconds" */
export function counted(count: number, unit: "day" | "hour" | "second"): string {
  return new Intl.NumberFormat("en", { style: "unit", unit, unitDisplay: "long" }).format(count);
}

/** The sentences around these are English, so the words are too; dates follow the reader. */
const relative = new Intl.RelativeTimeFormat("en");

/** The largest whole unit that a span holds. */
function inWords(span: number): [number, "day" | "hour" | "minute" | "second"] {
  if (span >= DAY) return [Math.floor(span / DAY), "day"];
  if (span >= HOUR) return [Math.floor(span / HOUR), "hour"];
  if (span >= MINUTE) return [Math.floor(span / MINUTE), "minute"];
  return [Math.floor(span / SECOND), "second"];
}

function localeOf(reader: Reader): string | undefined {
  return reader === "server" ? "en-GB" : undefined;
}
