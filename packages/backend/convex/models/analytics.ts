import { v } from "convex/values";
import { query } from "../_generated/server";
import { requireActingRole } from "../access/session";
import { activityOf } from "../records/activity";
import { refuseUnless } from "../refuse";
import { summaryOf } from "../rules/activity";
import { canSeeInvitations } from "../rules/roles";
import { DAY } from "../rules/time";

/** A leap year: a row for each of at most 14 months is read. */
const MAX_DAYS = 366;
const SPAN = `Give from and to in ms since the epoch, from not after to, of at most ${MAX_DAYS} days.`;

const byStatus = {
  pending: v.number(),
  accepted: v.number(),
  rejected: v.number(),
  canceled: v.number(),
  expired: v.number(),
};
const requests = { requested: v.number(), approved: v.number(), denied: v.number() };

/**
 * What became of the invitations made from the (UTC) day of `from` to that of `to`, both in ms since
 * the epoch and included: in the state they are in now, an expired one that no sweep has seen yet as
 * pending. Requests and decisions count on the day they happened. Times are ms, within a
 * twentieth and 50 ms.
 * Refuses: not_signed_in, not_found, not_allowed, bad_input for a span that ends before it begins or is
 * longer than 366 days.
 */
export const summary = query({
  args: { organizationId: v.string(), from: v.number(), to: v.number() },
  returns: v.object({
    byStatus: v.object(byStatus),
    /** 0 to 1, of all that were made; null when none was. */
    acceptanceRate: v.union(v.null(), v.number()),
    medianTimeToAccept: v.union(v.null(), v.number()),
    p90TimeToAccept: v.union(v.null(), v.number()),
    requests: v.object(requests),
    /** Oldest first, without gaps; `day` as 2026-11-20. */
    days: v.array(v.object({ day: v.string(), created: v.number(), ...byStatus, ...requests })),
  }),
  handler: async (ctx, { organizationId, ...span }) => {
    await requireActingRole(ctx, organizationId, canSeeInvitations);
    refuseUnless(isSpan(span), "bad_input", { message: SPAN });
    return summaryOf(await activityOf(ctx, organizationId, span), span);
  },
});

/** Every comparison with what is no number is false. Before 1970 and after 9999 there are no days. */
function isSpan({ from, to }: { from: number; to: number }): boolean {
  const isDay = (at: number) => at >= 0 && at < 253_402_300_800_000;
  return isDay(from) && isDay(to) && from <= to && to - from < MAX_DAYS * DAY;
}
