import { formatDistanceStrict } from "date-fns/formatDistanceStrict";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The server knows neither locale nor zone: its first paint says UTC, the browser then says it properly. */
export type Reader = "server" | "browser";

export function formatDay(at: number, reader: Reader): string {
  return new Intl.DateTimeFormat(localeOf(reader), {
    dateStyle: "medium",
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
  if (now - at < 10_000) return "just now";
  return `${formatDistanceStrict(at, now)} ago`;
}

/** "6 days", and below an hour down to the second, for a countdown that is worth watching. */
export function formatLeft(until: number, now: number): string {
  const left = Math.max(0, until - now);
  if (left >= HOUR) return formatDistanceStrict(until, now, { roundingMethod: "floor" });
  const minutes = Math.floor(left / MINUTE);
  const seconds = Math.floor((left % MINUTE) / 1000);
  return minutes > 0 ? `${minutes} min ${seconds} s` : `${seconds} s`;
}

function localeOf(reader: Reader): string | undefined {
  return reader === "server" ? "en-GB" : undefined;
}
