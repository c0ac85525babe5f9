import { hashPassword } from "better-auth/crypto";
import { type Infer, v } from "convex/values";
import { components, internal } from "./_generated/api";
import type { MutationCtx } from "./_generated/server";
import type { Invitation } from "./betterAuth/shapes";
import { developmentAction, developmentMutation } from "./dev/builders";
import { demoLinks } from "./dev/demoLinks";
import { demoOrganization, renewingOrganization } from "./dev/demoOrganization";
import { answerRequests } from "./lifecycle/create";
import { noteReopening } from "./lifecycle/expire";
import { findInvitation, refuseIfAnswered, whatStands } from "./records/invitations";
import { changeRequest, latestRequest } from "./records/requests";
import { refuse, refuseUnless } from "./refuse";
import { policyOf } from "./rules/policy";
import { linkStatusOf, statusAt } from "./rules/status";
import { HOUR, SECOND } from "./rules/time";

/** Development's own functions, run with `npx convex run`, which prints what each answers. */

const ADMIN_PASSWORD = "vestibule-demo";

/** Development has nothing to hide, so these say what is missing. */
const NO_INVITATION = {
  message: "There is no invitation with this id. It is the part of its link before ?token=.",
};
const NO_REQUEST = { message: "Nobody has asked for a new one from this invitation." };

const vDemo = v.object({
  organization: v.object({ id: v.string(), name: v.string(), slug: v.string() }),
  admin: v.object({ email: v.string(), password: v.string() }),
  links: v.object({
    valid: v.string(),
    expiringSoon: v.string(),
    expired: v.string(),
    /** Expired, in an organization where opening it sends a new invitation. */
    autoReInvite: v.string(),
  }),
});
type DemoResult = Infer<typeof vDemo>;

/** Makes the demo organization, or refreshes its links. */
export const seed = developmentAction({
  args: {},
  returns: vDemo,
  handler: async (ctx): Promise<DemoResult> => {
    const passwordHash = await hashPassword(ADMIN_PASSWORD);
    return await ctx.runMutation(internal.dev.writeDemo, { passwordHash });
  },
});

export const writeDemo = developmentMutation({
  args: { passwordHash: v.string() },
  returns: vDemo,
  handler: async (ctx, { passwordHash }): Promise<DemoResult> => {
    const now = Date.now();
    const demo = await demoOrganization(ctx, passwordHash, now);
    const renewing = await renewingOrganization(ctx, passwordHash, now);
    const { id, name, slug } = demo.organization;
    return {
      organization: { id, name, slug },
      admin: { email: demo.admin.email, password: ADMIN_PASSWORD },
      links: await demoLinks(ctx, { demo, renewing }, now),
    };
  },
});

async function requireInvitation(ctx: MutationCtx, invitationId: string) {
  return (await findInvitation(ctx, invitationId)) ?? refuse("not_found", NO_INVITATION);
}

/** Makes a pending invitation expire now, in open pages too. */
export const expireInvitation = developmentMutation({
  args: { invitationId: v.string() },
  returns: v.string(),
  handler: async (ctx, { invitationId }): Promise<string> => {
    const now = Date.now();
    const { invitation } = await requireInvitation(ctx, invitationId);
    refuseUnless(invitation.status === "pending", "expired");
    await ctx.runMutation(components.betterAuth.invitationWrites.setExpiry, {
      invitationId,
      expiresAt: now,
    });
    await ctx.scheduler.runAfter(0, internal.jobs.expireInvitations.sweep, {});
    return `The invitation of ${invitation.email} has expired.`;
  },
});

/** Close enough to see it come, far enough to open the page first. */
const JUST_BEFORE_MS = 10 * SECOND;

/**
 * Moves an invitation in time, until just before its reminder is due or it expires; one that has expired
 * is open again until then, and a waiting request has its answer. Open pages follow at once.
 * Refuses: not_development, not_found; accepted, declined and revoked, which no time changes;
 * already_member and already_invited for an expired one, when its address has something better; and
 * bad_policy when the organization sends no reminders.
 */
export const travel = developmentMutation({
  args: { invitationId: v.string(), to: v.union(v.literal("reminder"), v.literal("expiry")) },
  returns: v.string(),
  handler: async (ctx, { invitationId, to }): Promise<string> => {
    const now = Date.now();
    const { invitation, organization } = await requireInvitation(ctx, invitationId);
    const status = linkStatusOf(statusAt(invitation, now));
    if (status !== "valid" && status !== "expired") refuse(status);
    const reopens = status === "expired";
    if (reopens) await prepareReopening(ctx, invitation, now);
    const moment = now + JUST_BEFORE_MS;
    if (to === "expiry") {
      await ctx.runMutation(components.betterAuth.invitationWrites.setExpiry, {
        invitationId,
        expiresAt: moment,
        reopens,
      });
      await ctx.scheduler.runAt(moment, internal.jobs.expireInvitations.sweep, {});
      return `The invitation of ${invitation.email} expires in ${JUST_BEFORE_MS / SECOND} seconds.`;
    }
    const { reminderHoursBeforeExpiry } = policyOf(organization.policy);
    refuseUnless(reminderHoursBeforeExpiry > 0, "bad_policy", {
      field: "reminderHoursBeforeExpiry",
      message: "This organization sends no reminders. Set their hours above 0 first.",
    });
    await ctx.runMutation(components.betterAuth.invitationWrites.setExpiry, {
      invitationId,
      expiresAt: moment + reminderHoursBeforeExpiry * HOUR,
      remindAt: moment,
      reopens,
    });
    await ctx.scheduler.runAt(moment, internal.jobs.remindInvitees.sweep, {});
    return `${invitation.email} is reminded in ${JUST_BEFORE_MS / SECOND} seconds.`;
  },
});

/** What resending an expired invitation does beside its mail and its new link. */
async function prepareReopening(
  ctx: MutationCtx,
  invitation: Invitation,
  now: number,
): Promise<void> {
  refuseIfAnswered(await whatStands(ctx, { invitation }, now));
  await noteReopening(ctx, invitation, now);
  await answerRequests(ctx, invitation, undefined, now);
}

/**
 * Lets the wait after an invitation's latest request be over, on open pages at once. Refuses:
 * not_development, not_found (no such invitation, or nobody has asked from it).
 */
export const endCooldown = developmentMutation({
  args: { invitationId: v.string() },
  returns: v.string(),
  handler: async (ctx, { invitationId }): Promise<string> => {
    const now = Date.now();
    const { invitation, organization } = await requireInvitation(ctx, invitationId);
    const request = await latestRequest(ctx, invitationId);
    refuseUnless(request, "not_found", NO_REQUEST);
    const { requestCooldownSeconds } = policyOf(organization.policy);
    const requestedAt = now - requestCooldownSeconds * SECOND;
    await changeRequest(ctx, request, { requestedAt });
    return `${invitation.email} can ask again now, while requests are left.`;
  },
});
