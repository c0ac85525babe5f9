import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { components } from "../_generated/api";
import { mutation, query } from "../_generated/server";
import { requireManager, visit, visitOrRefuse } from "../access/invitation";
import { refuse, refuseUnless } from "../access/refuse";
import { requireClaim, requireRole } from "../access/session";
import { vPageOf } from "../betterAuth/pages";
import { type Invitation, vInvitationStatus, vRole } from "../betterAuth/rows";
import { spend } from "../limits";
import { recordEvent, userActor } from "../records/events";
import {
  createInvitation,
  declineInvitation,
  joinThrough,
  resendInvitation,
  revokeInvitation,
} from "../records/invitations";
import { addLink } from "../records/links";
import { linkViewOf, nothingToSee, visitOf, visitorOf } from "../records/linkView";
import { submitRequest } from "../records/requestSubmission";
import { decideAcceptance, isReplaced } from "../rules/acceptance";
import { normalizeAddress } from "../rules/address";
import { inviteRefusal, tidyDetails, tidyMessage } from "../rules/inviting";
import { canInvite, canSeeInvitations } from "../rules/roles";
import { linkStatusOf, statusAt } from "../rules/status";
import { vInvitationRow, vLinkView } from "./invitationShapes";

/**
 * Invites one address. Refuses: not_signed_in, not_found, not_allowed, cannot_invite_owner, bad_email,
 * inviting_yourself, domain_not_allowed, already_member, already_invited, bad_input, rate_limited.
 * The mailed link and the returned one are different, and only the mailed one proves a mailbox.
 */
export const create = mutation({
  args: {
    organizationId: v.string(),
    email: v.string(),
    role: vRole,
    firstName: v.optional(v.string()),
    lastName: v.optional(v.string()),
    designation: v.optional(v.string()),
    department: v.optional(v.string()),
    message: v.optional(v.string()),
    projectId: v.optional(v.string()),
    projectRole: v.optional(v.string()),
  },
  returns: v.object({ invitationId: v.string(), link: v.string() }),
  handler: async (ctx, { organizationId, role, projectId, projectRole, ...typed }) => {
    const now = Date.now();
    const email = normalizeAddress(typed.email);
    const { viewer, organization, isMember, isInvited } = await ctx.runQuery(
      components.betterAuth.invitations.beforeInviting,
      { organizationId, email, claim: await requireClaim(ctx), now },
    );
    refuseUnless(viewer, "not_signed_in");
    const { user: inviter, member } = viewer;
    if (!organization || !member) refuse("not_found");

    const problem = inviteRefusal({
      inviter: { role: member.role, email: inviter.email },
      invited: { email, role, isMember, isInvited },
      allowedEmailDomains: organization.policy.allowedEmailDomains,
    });
    if (problem) refuse(problem);
    const details = tidyDetails(typed);
    // There are no projects to invite to yet, so an id of one is nobody's.
    if (!details || projectId !== undefined || projectRole !== undefined) refuse("bad_input");
    await spend(ctx, "invite", inviter.id);

    return await createInvitation(ctx, { organization, inviter, email, role, details }, now);
  },
});

/** A page for owners and admins: newest first, or by address while searching one. */
export const list = query({
  args: {
    organizationId: v.string(),
    status: v.optional(vInvitationStatus),
    search: v.optional(v.string()),
    paginationOpts: paginationOptsValidator,
  },
  returns: vPageOf(vInvitationRow),
  handler: async (ctx, { organizationId, status, search, paginationOpts }) => {
    await requireRole(ctx, organizationId, canSeeInvitations);
    const now = Date.now();
    const prefix = normalizeAddress(search ?? "");
    const invitations = await ctx.runQuery(components.betterAuth.invitations.list, {
      organizationId,
      paginationOpts,
      status,
      search: prefix || undefined,
    });
    return {
      ...invitations,
      // Until the sweep comes by, an expired row is still stored, and found, as pending.
      page: invitations.page
        .map((invitation) => ({ ...invitation, status: statusAt(invitation, now) }))
        .filter((invitation) => status === undefined || invitation.status === status)
        .map(rowOf),
    };
  },
});

function rowOf(invitation: Invitation) {
  const { id, email, role, status, createdAt, expiresAt, inviterId, inviterName } = invitation;
  const { firstName, lastName, designation, department } = invitation;
  const { acceptedAt, acceptedBy, acceptedByName, lastSentAt, deliveryStatus } = invitation;
  return {
    id,
    email,
    role,
    status,
    createdAt,
    expiresAt,
    firstName,
    lastName,
    designation,
    department,
    acceptedAt,
    lastSentAt,
    deliveryStatus,
    inviter: { id: inviterId, name: inviterName ?? "" },
    ...(acceptedBy === undefined
      ? {}
      : { acceptedBy: { id: acceptedBy, name: acceptedByName ?? "" } }),
  };
}

/** The page of a link. A visitor without a right hears `not_found`, whatever the truth is. */
export const checkInvitationStatus = query({
  args: { invitationId: v.string(), token: v.optional(v.string()) },
  returns: vLinkView,
  handler: async (ctx, link) => {
    const visited = await visit(ctx, link);
    return visited ? await linkViewOf(ctx, visited, Date.now()) : nothingToSee;
  },
});

/**
 * Takes the signed-in person in. Refuses: not_signed_in, not_found, expired, accepted, revoked,
 * declined, wrong_account, verification_required. A member is taken straight in, however often.
 */
export const accept = mutation({
  args: { invitationId: v.string(), token: v.optional(v.string()) },
  returns: v.object({ organizationSlug: v.string(), projectSlug: v.optional(v.string()) }),
  handler: async (ctx, link) => {
    const claim = await requireClaim(ctx);
    const now = Date.now();
    const visited = await visitOrRefuse(ctx, link);
    const { invitation, organization, viewer } = visited;
    refuseUnless(viewer, "not_signed_in");

    const decision = decideAcceptance({ ...visitOf(visited), viewer: visitorOf(viewer) }, now);
    if (decision.kind === "refuse") refuse(decision.code);
    if (decision.kind === "join") {
      const { user } = viewer;
      const { verifiesAddress } = decision;
      await joinThrough(
        ctx,
        invitation,
        { user, sessionId: claim.sessionId, verifiesAddress },
        now,
      );
    }
    return { organizationSlug: organization.slug };
  },
});

/**
 * The invited person says no, signed in or not; the inviter is told. Refuses: not_found, expired,
 * accepted, revoked, declined, bad_input.
 */
export const decline = mutation({
  args: {
    invitationId: v.string(),
    token: v.optional(v.string()),
    reason: v.optional(v.string()),
  },
  returns: v.null(),
  handler: async (ctx, { reason, ...link }) => {
    const now = Date.now();
    const visited = await visitOrRefuse(ctx, link);
    const status = linkStatusOf(statusAt(visited.invitation, now));
    if (status !== "valid") refuse(status);
    if (isReplaced(visitOf(visited))) refuse("expired");
    const tidyReason = tidyMessage(reason);
    if (tidyReason === null) refuse("bad_input");
    await declineInvitation(ctx, visited, tidyReason, now);
    return null;
  },
});

/**
 * Asks the organization for a new invitation, from an expired one. Refuses: not_found, not_expired,
 * newer_invitation, accepted, revoked, declined, bad_input. Waiting and the maximum are answers.
 */
export const createInvitationRequest = mutation({
  args: {
    originalInvitationId: v.string(),
    userEmail: v.string(),
    token: v.optional(v.string()),
    message: v.optional(v.string()),
  },
  returns: v.object({ success: v.boolean(), requestNumber: v.number(), message: v.string() }),
  handler: async (ctx, { originalInvitationId, userEmail, token, message }) => {
    const visited = await visitOrRefuse(ctx, {
      invitationId: originalInvitationId,
      token,
    });
    refuseUnless(normalizeAddress(userEmail) === visited.invitation.email, "not_found");
    const tidy = tidyMessage(message);
    if (tidy === null) refuse("bad_input");
    return await submitRequest(ctx, visited, tidy, Date.now());
  },
});

/**
 * A new link by mail, the old ones dead, the full time again; an expired invitation is open again.
 * Refuses: not_signed_in, not_found, not_allowed, not_resendable, already_member,
 * already_invited, resend_too_soon.
 */
export const resend = mutation({
  args: { invitationId: v.string() },
  returns: v.null(),
  handler: async (ctx, { invitationId }) => {
    const now = Date.now();
    const managed = await requireManager(ctx, invitationId, canInvite);
    const status = statusAt(managed.invitation, now);
    refuseUnless(status === "pending" || status === "expired", "not_resendable");
    const { organizationId, email, inviterId } = managed.invitation;
    const { newer, accountIsMember } = await ctx.runQuery(
      components.betterAuth.invitations.surroundings,
      {
        invitationId,
        inviterId,
        email,
        organizationId,
        wants: { newer: true, membership: true },
        now,
      },
    );
    refuseUnless(!accountIsMember, "already_member");
    refuseUnless(!newer, "already_invited");
    await spend(ctx, "resend", invitationId, "resend_too_soon");
    await resendInvitation(ctx, managed, now);
    return null;
  },
});

/** Kills every link at once. Refuses: not_signed_in, not_found, not_allowed, not_revocable. */
export const revoke = mutation({
  args: { invitationId: v.string(), reason: v.optional(v.string()) },
  returns: v.null(),
  handler: async (ctx, { invitationId, reason }) => {
    const now = Date.now();
    const managed = await requireManager(ctx, invitationId, canInvite);
    const status = statusAt(managed.invitation, now);
    refuseUnless(status === "pending" || status === "expired", "not_revocable");
    const tidyReason = tidyMessage(reason);
    if (tidyReason === null) refuse("bad_input");
    await revokeInvitation(ctx, managed, tidyReason, now);
    return null;
  },
});

/** One more link, for an admin's own hands. Refuses as `resend`, and not_copyable, rate_limited. */
export const copyLink = mutation({
  args: { invitationId: v.string() },
  returns: v.object({ link: v.string() }),
  handler: async (ctx, { invitationId }) => {
    const now = Date.now();
    const { invitation, user } = await requireManager(ctx, invitationId, canInvite);
    refuseUnless(statusAt(invitation, now) === "pending", "not_copyable");
    await spend(ctx, "copyLink", invitationId);
    const { url } = await addLink(ctx, invitationId, "copy", now);
    await recordEvent(ctx, invitation, { type: "linkCopied", at: now, actor: userActor(user) });
    return { link: url };
  },
});
