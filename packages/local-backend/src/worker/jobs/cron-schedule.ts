/** When a cron is due next. All times in UTC. */

import { createHash } from "node:crypto";
import { Cron } from "croner";
import { reasonOf } from "../../errors.ts";
import type { CronSpec } from "../../wire/deployed-app.ts";

const MINUTE_MS = 60_000;
const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** The first time after `after`; `previous` keeps an interval's phase. All in ms. Null: never again. */
export function nextCronTime(spec: CronSpec, previous: number, after: number): number | null {
  const { schedule } = spec;
  if (schedule.type === "interval") {
    const step = intervalMs(schedule);
    const missed = Math.max(0, Math.floor((after - previous) / step));
    return previous + (missed + 1) * step;
  }
  const next = parsePattern(patternOf(spec)).nextRun(new Date(after));
  return next ? next.getTime() : null;
}

/** Why a cron could never run, as the end of a sentence about it; null when it can. */
export function cronProblem(spec: CronSpec): string | null {
  if (!/^[\x20-\x7e]*$/.test(spec.identifier)) {
    return "has a name with other characters than those of ASCII. Rename it.";
  }
  try {
    const now = Date.now();
    const next = nextCronTime(spec, now, now);
    if (next !== null && Number.isFinite(next)) return null;
  } catch (error) {
    const reason = reasonOf(error);
    return `has a schedule that can't be read: ${reason}`;
  }
  return `has a schedule that will never match any time: ${JSON.stringify(spec.schedule)}.`;
}

/** Convex reads five fields, without nicknames such as `@daily`. */
function parsePattern(pattern: string): Cron {
  const problem = (reason: string): Error =>
    new Error(
      `"${pattern}" ${reason}. It takes five fields, as in "0 16 1 * *": minute, hour, day of the month, month, day of the week.`,
    );
  if (pattern.trim().split(/\s+/).length !== 5) throw problem("is no cron expression");
  try {
    return new Cron(pattern, { timezone: "UTC", mode: "5-part" });
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^CronPattern: /, "") : "";
    throw problem(`is no cron expression (${reason.replace(/\.$/, "")})`);
  }
}

function intervalMs(schedule: CronSpec["schedule"]): number {
  const { seconds, minutes, hours } = schedule;
  return (
    Number(seconds ?? 0) * 1000 +
    Number(minutes ?? 0) * MINUTE_MS +
    Number(hours ?? 0) * 60 * MINUTE_MS
  );
}

function patternOf({ schedule, identifier }: CronSpec): string {
  const minute = Number(schedule.minuteUTC ?? spreadMinute(identifier));
  const hour = Number(schedule.hourUTC ?? 0);
  switch (schedule.type) {
    case "hourly":
      return `${minute} * * * *`;
    case "daily":
      return `${minute} ${hour} * * *`;
    case "weekly":
      return `${minute} ${hour} * * ${DAYS.indexOf(String(schedule.dayOfWeek))}`;
    case "monthly":
      return `${minute} ${hour} ${Number(schedule.day)} * *`;
    case "cron":
      return String(schedule.cron);
    default:
      throw new Error(`Crons of type \`${schedule.type}\` are not supported locally`);
  }
}

/** A minute that was left open is chosen once and for all. */
function spreadMinute(identifier: string): number {
  return createHash("sha256").update(identifier).digest().readUInt16BE(0) % 60;
}
