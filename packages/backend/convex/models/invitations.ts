import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { components } from "../_generated/api";
import { mutation, query } from "../_generated/server";
import { requireManager, visit, visitOrRefuse } from "../access/invitation";
import { refuse, refuseUnless } from "../access/refuse";
import { requireClaim, requireOverseer, requireSession } from "../access/session";
import { vPageOf } from "../betterAuth/pages";
import { vInvitationStatus, vRole } from "../betterAuth/rows";
import { spend } from "../limits";
import { recordEvent, userActor } from "../records/events";
import { myInvitationOf, rowsOf } from "../records/invitationRows";
import {
  createInvitation,
  declineInvitation,
  joinThrough,
  resendInvitation,
  revokeInvitation,
} from "../records/invitations";
import { addLink } from "../records/links";
import { linkViewOf, nothingToSee, visitOf, visitorOf } from "../records/linkView";
import { invitedProject, ownProjectSlug } from "../records/projects";
import { reInviteByPolicy } from "../records/reInvitation";
import { submitRequest } from "../records/requestSubmission";
import { sendNewerInvitationAgain } from "../records/sendAgain";
import { surroundingsOf } from "../records/surroundings";
import { viewThrough } from "../records/views";
import { decideAcceptance, isReplaced } from "../rules/acceptance";
import { isDomainAllowed, normalizeAddress } from "../rules/address";
import { inviteRefusal, tidyDetails, tidyMessage } from "../rules/inviting";
import {
  canInvite,
  canSeeInvitations,
  invitableRoles,
  mayStillOffer,
  overseeingRole,
  type Role,
} from "../rules/roles";
import { linkStatusOf, statusAt } from "../rules/status";
import { vInvitationRow, vLinkView, vMyInvitation } from "./invitationShapes";

/** Nobody is invited to more places at once than they can answer. */
const MAX_MINE = 50;

/**
 * Invites one address. Refuses: not_signed_in, not_found, not_allowed, cannot_invite_owner, bad_email,
 * inviting_yourself, domain_not_allowed, already_member, already_invited, bad_input, rate_limited.
 * A project that is unknown, archived or another organization's is not_found.
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
    const inviterRole = overseeingRole(inviter, member);
    if (!organization || !inviterRole) refuse("not_found");

    const problem = inviteRefusal({
      inviter: { role: inviterRole, email: inviter.email },
      invited: { email, role, isMember, isInvited },
      allowedEmailDomains: organization.policy.allowedEmailDomains,
    });
    if (problem) refuse(problem);
    const labels = tidyDetails(typed);
    if (!labels) refuse("bad_input");
    const project = await invitedProject(ctx, organizationId, projectId, projectRole);
    await spend(ctx, "invite", inviter.id);

    const details = { ...labels, ...project };
    return await createInvitation(ctx, { organization, inviter, email, role, details }, now);
  },
});

/**
 * A page for owners and admins: newest first, by address while searching one, or with `sort`
 * "attention" what needs a person first (all statuses only; a search or a status wins over it).
 */
export const list = query({
  args: {
    organizationId: v.string(),
    status: v.optional(vInvitationStatus),
    search: v.optional(v.string()),
    sort: v.optional(v.union(v.literal("newest"), v.literal("attention"))),
    paginationOpts: paginationOptsValidator,
  },
  returns: vPageOf(vInvitationRow),
  handler: async (ctx, { organizationId, status, search, sort, paginationOpts }) => {
    await requireOverseer(ctx, organizationId, canSeeInvitations);
    const now = Date.now();
    const prefix = normalizeAddress(search ?? "");
    const invitations = await ctx.runQuery(components.betterAuth.invitationLists.list, {
      organizationId,
      paginationOpts,
      status,
      search: prefix || undefined,
      byAttention: sort === "attention",
    });
    return { ...invitations, page: rowsOf(invitations.page, status, now) };
  },
});

/** The signed-in person's live invitations, soonest to expire first, once their address is proven. */
export const listMine = query({
  args: {},
  returns: v.array(vMyInvitation),
  handler: async (ctx) => {
    const { user } = await requireSession(ctx);
    if (!user.emailVerified) return [];
    const invitations = await ctx.runQuery(components.betterAuth.invitationLists.liveFor, {
      email: user.email,
      now: Date.now(),
      limit: MAX_MINE,
    });
    const organizations = await ctx.runQuery(components.betterAuth.organizations.byIds, {
      organizationIds: invitations.map(({ organizationId }) => organizationId),
    });
    return await Promise.all(
      invitations.flatMap((invitation) => {
        const organization = organizations.find(({ id }) => id === invitation.organizationId);
        return organization ? [myInvitationOf(ctx, invitation, organization)] : [];
      }),
    );
  },
});

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
      const { sessionId } = claim;
      const joining = { user, sessionId, verifiesAddress, isMember: viewer.member !== undefined };
      const joined = await joinThrough(ctx, invitation, joining, now);
      return { organizationSlug: organization.slug, ...joined };
    }
    return {
      organizationSlug: organization.slug,
      ...(await ownProjectSlug(ctx, invitation, viewer.user.id)),
    };
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
    await declineInvitation(ctx, visited.invitation, tidyReason, now);
    return null;
  },
});

/**
 * The page of a link was opened by a person: its screen calls this, so a scanner's GET does not.
 * Written to the trail at most once an hour for each link. Refuses: not_found.
 */
export const recordView = mutation({
  args: { invitationId: v.string(), token: v.string() },
  returns: v.null(),
  handler: async (ctx, link) => {
    const visited = await visitOrRefuse(ctx, link);
    const { token } = visited;
    if (token) await viewThrough(ctx, { ...visited, token }, Date.now());
    return null;
  },
});

/**
 * Asks the organization for a new invitation, from an expired one. Refuses: not_found, not_expired,
 * newer_invitation, already_member, accepted, revoked, declined, bad_input. Waiting and the maximum are
 * answers.
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
 * Follows an expired invitation with a new one, when the organization lets that happen by itself. The
 * page calls this, never a server that renders one: what only looks at a link (a mail scanner, a
 * preview) must change nothing. Whoever has no right to ask hears the same as where it is off.
 */
export const processAutoReInvite = mutation({
  args: { invitationId: v.string(), token: v.optional(v.string()) },
  returns: v.object({
    success: v.boolean(),
    newInvitationId: v.optional(v.string()),
    message: v.string(),
  }),
  handler: async (ctx, link) => {
    const visited = await visit(ctx, link);
    const newInvitationId = visited && (await reInviteByPolicy(ctx, visited, Date.now()));
    return newInvitationId
      ? { success: true, newInvitationId, message: "New invitation sent" }
      : { success: false, message: "Auto re-invite not available" };
  },
});

/**
 * From an old link: the mail of the newer, live invitation once more. Refuses: not_found, not_expired,
 * accepted, revoked, declined, no_newer_invitation, resend_too_soon, rate_limited.
 */
export const sendNewerAgain = mutation({
  args: { invitationId: v.string(), token: v.optional(v.string()) },
  returns: v.null(),
  handler: async (ctx, link) => {
    await sendNewerInvitationAgain(ctx, await visitOrRefuse(ctx, link), Date.now());
    return null;
  },
});

/**
 * A new link by mail, the old ones dead, the full time again; an expired invitation is open again. What
 * holds for inviting, holds here. Refuses: not_signed_in, not_found, not_allowed, cannot_invite_owner,
 * not_resendable, domain_not_allowed, already_member, already_invited, resend_too_soon.
 */
export const resend = mutation({
  args: { invitationId: v.string() },
  returns: v.null(),
  handler: async (ctx, { invitationId }) => {
    const now = Date.now();
    const managed = await requireManager(ctx, invitationId, canInvite);
    refuseUnless(mayHandOut(managed), "cannot_invite_owner");
    const status = statusAt(managed.invitation, now);
    refuseUnless(status === "pending" || status === "expired", "not_resendable");
    const { email, role } = managed.invitation;
    const { allowedEmailDomains } = managed.organization.policy;
    refuseUnless(isDomainAllowed(email, allowedEmailDomains), "domain_not_allowed");
    const { newer, accountIsMember, inviterRole } = await surroundingsOf(
      ctx,
      managed.invitation,
      { newer: true, membership: true, inviterRole: { offered: role, reads: 2 } },
      now,
    );
    refuseUnless(!accountIsMember, "already_member");
    refuseUnless(!newer, "already_invited");
    await spend(ctx, "resend", invitationId, "resend_too_soon");
    await resendInvitation(ctx, { ...managed, isOrphaned: !mayStillOffer(inviterRole, role) }, now);
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
    const managed = await requireManager(ctx, invitationId, canInvite);
    refuseUnless(mayHandOut(managed), "cannot_invite_owner");
    const { invitation, user } = managed;
    refuseUnless(statusAt(invitation, now) === "pending", "not_copyable");
    await spend(ctx, "copyLink", invitationId);
    const { url } = await addLink(ctx, invitationId, "copy", now);
    await recordEvent(ctx, invitation, { type: "linkCopied", at: now, actor: userActor(user) });
    return { link: url };
  },
});

/** A link to a role is as good as the role: only who may give it may open it again or copy it. */
function mayHandOut({ role, invitation }: { role: Role; invitation: { role: Role } }): boolean {
  return invitableRoles(role).includes(invitation.role);
}
