import { cronJobs } from "convex/server";
import { internal } from "./_generated/api";

const crons = cronJobs();

crons.interval("expire invitations", { minutes: 1 }, internal.jobs.expireInvitations.sweep, {});
crons.interval("remind invitees", { minutes: 1 }, internal.jobs.remindInvitees.sweep, {});
crons.interval("sweep the outbox", { minutes: 1 }, internal.mail.outbox.sweep, {});
crons.interval("sweep verification codes", { hours: 1 }, internal.jobs.sweepCodes.sweep, {});
crons.interval("sweep the trails", { hours: 1 }, internal.jobs.sweepTrail.sweep, {});

export default crons;
