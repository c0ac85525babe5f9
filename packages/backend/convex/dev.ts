import { hashPassword } from "better-auth/crypto";
import { type Infer, v } from "convex/values";
import { components, internal } from "./_generated/api";
import { internalAction, internalMutation, type MutationCtx } from "./_generated/server";
import { refuse, refuseUnless } from "./access/refuse";
import type { Invitation } from "./betterAuth/rows";
import { demoLinks } from "./demo/links";
import { demoOrganization, renewingOrganization } from "./demo/organization";
import { isMailboxTransport } from "./environment";
import { countReopening, noteExpiry } from "./records/invitations";
import { closeRequests, listingOf, pendingRequestsFrom } from "./records/requestClosing";
import { latestRequest } from "./records/requests";
import { surroundingsOf } from "./records/surroundings";
import { HOUR, policyOf } from "./rules/policy";
import { linkStatusOf, statusAt } from "./rules/status";

/**
 * Development's own functions, run with `npx convex run`. Internal, so no client reaches them, and
 * refused unless mail goes to the development mailbox, so that nobody runs them on real data.
 */

const ADMIN_PASSWORD = "vestibule-demo";

/** There is nobody to hide anything from here. */
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
export const seed = internalAction({
  args: {},
  returns: vDemo,
  handler: async (ctx): Promise<DemoResult> => {
    refuseUnless(isMailboxTransport(), "not_development");
    const passwordHash = await hashPassword(ADMIN_PASSWORD);
    return await ctx.runMutation(internal.dev.writeDemo, { passwordHash });
  },
});

export const writeDemo = internalMutation({
  args: { passwordHash: v.string() },
  returns: vDemo,
  handler: async (ctx, { passwordHash }): Promise<DemoResult> => {
    refuseUnless(isMailboxTransport(), "not_development");
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

async function requireInvitation(ctx: MutationCtx, invitationId: string, now: number) {
  const { found } = await ctx.runQuery(components.betterAuth.invitations.load, {
    invitationId,
    now,
  });
  refuseUnless(found, "not_found", NO_INVITATION);
  return found;
}

/** Makes a pending invitation expire now, in open pages too. */
export const expireInvitation = internalMutation({
  args: { invitationId: v.string() },
  returns: v.null(),
  handler: async (ctx, { invitationId }): Promise<null> => {
    refuseUnless(isMailboxTransport(), "not_development");
    const now = Date.now();
    const { invitation } = await requireInvitation(ctx, invitationId, now);
    refuseUnless(invitation.status === "pending", "expired");
    await ctx.runMutation(components.betterAuth.invitationWrites.setExpiry, {
      invitationId,
      expiresAt: now,
    });
    await ctx.scheduler.runAfter(0, internal.jobs.expireInvitations.sweep, {});
    return null;
  },
});

/** Close enough to see it come, far enough to open the page first. */
const JUST_BEFORE_MS = 10 * 1000;

/**
 * Moves an invitation in time, until just before its reminder is due or it expires; one that has expired
 * is open again until then, and whoever asked for it has their answer. Open pages follow at once.
 * Refuses: not_development, not_found; accepted, declined and revoked, which no time changes;
 * already_member and already_invited for an expired one, when its address has something better; and
 * bad_policy when the organization sends no reminders.
 */
export const travel = internalMutation({
  args: { invitationId: v.string(), to: v.union(v.literal("reminder"), v.literal("expiry")) },
  returns: v.null(),
  handler: async (ctx, { invitationId, to }): Promise<null> => {
    refuseUnless(isMailboxTransport(), "not_development");
    const now = Date.now();
    const { invitation, organization } = await requireInvitation(ctx, invitationId, now);
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
      return null;
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
    return null;
  },
});

/** What resending an expired invitation does around it, without its mail and its new link. */
async function prepareReopening(
  ctx: MutationCtx,
  invitation: Invitation,
  now: number,
): Promise<void> {
  const { id: invitationId } = invitation;
  const { newer, accountIsMember } = await surroundingsOf(
    ctx,
    invitation,
    { newer: true, membership: true },
    now,
  );
  refuseUnless(!accountIsMember, "already_member");
  refuseUnless(!newer, "already_invited");
  await noteExpiry(ctx, invitation, now);
  await countReopening(ctx, invitation, now);
  await closeRequests(ctx, await pendingRequestsFrom(ctx, invitation), {
    status: "approved",
    processedAt: now,
    newInvitationId: invitationId,
  });
}

/**
 * Lets the wait after an invitation's latest request be over, on open pages at once. Refuses:
 * not_development, not_found (no such invitation, or nobody has asked from it).
 */
export const endCooldown = internalMutation({
  args: { invitationId: v.string() },
  returns: v.null(),
  handler: async (ctx, { invitationId }): Promise<null> => {
    refuseUnless(isMailboxTransport(), "not_development");
    const now = Date.now();
    const { organization } = await requireInvitation(ctx, invitationId, now);
    const request = await latestRequest(ctx, invitationId);
    refuseUnless(request, "not_found", NO_REQUEST);
    const { requestCooldownSeconds } = policyOf(organization.policy);
    const requestedAt = now - requestCooldownSeconds * 1000;
    await ctx.db.patch(request._id, { requestedAt });
    await ctx.db.patch((await listingOf(ctx, request))._id, { requestedAt });
    return null;
  },
});
