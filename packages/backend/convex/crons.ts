import { cronJobs } from "convex/server";
import { internal } from "./_generated/api";

const crons = cronJobs();

crons.interval("expire invitations", { minutes: 1 }, internal.jobs.expireInvitations.sweep, {});
crons.interval("remind invitees", { minutes: 1 }, internal.jobs.remindInvitees.sweep, {});
crons.interval("sweep the outbox", { minutes: 1 }, internal.mail.outbox.sweep, {});
crons.interval("sweep verification codes", { hours: 1 }, internal.jobs.sweepCodes.sweep, {});
crons.interval("sweep taken webhooks", { hours: 1 }, internal.jobs.sweepWebhooks.sweep, {});
crons.interval("sweep letter counts", { hours: 1 }, internal.jobs.sweepRecipients.sweep, {});
crons.interval("sweep the trails", { hours: 1 }, internal.jobs.sweepTrail.sweep, {});
// When the windows of a UTC day, and of a week from the epoch's Thursday, have just turned.
crons.weekly(
  "sweep the limits",
  { dayOfWeek: "thursday", hourUTC: 0, minuteUTC: 5 },
  internal.jobs.sweepLimits.sweep,
  {},
);

export default crons;
