import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { components } from "../_generated/api";
import { mutation, query } from "../_generated/server";
import { spend } from "../access/actionLimits";
import {
  openInvitation,
  requireManagedInvitation,
  requireOpenedInvitation,
} from "../access/invitation";
import { requireInvitable } from "../access/inviting";
import { requireInvitableProject } from "../access/project";
import { requireActingRole, requireClaim, requireProven, requireSession } from "../access/session";
import { myInvitationOf, rowsOf } from "../answers/invitationRow";
import { linkViewOf, nothingToSee } from "../answers/linkView";
import { vInvitationRow, vLinkView, vMyInvitation } from "../answers/shapes";
import { vPageOf } from "../betterAuth/pages";
import { invitationDetails, vInvitationStatus, vRole } from "../betterAuth/shapes";
import { invitationDelaySeconds } from "../environment";
import { acceptInvitation } from "../lifecycle/accept";
import { correctAddress as correct } from "../lifecycle/correctAddress";
import { createInvitation } from "../lifecycle/create";
import { declineInvitation } from "../lifecycle/decline";
import { reInviteByPolicy } from "../lifecycle/reInvite";
import { submitRequest } from "../lifecycle/request";
import { resendInvitation } from "../lifecycle/resend";
import { revokeInvitation } from "../lifecycle/revoke";
import { sendNewerInvitationAgain } from "../lifecycle/sendAgain";
import { undoInvitation } from "../lifecycle/undoInvitation";
import { recordViewThrough } from "../lifecycle/view";
import { recordEvent, userActor } from "../records/events";
import { refuseIfAnswered, whatStands } from "../records/invitations";
import { addLink } from "../records/links";
import { ownProjectSlug } from "../records/projects";
import { refuse, refuseUnless } from "../refuse";
import { decideAcceptance, isReplaced } from "../rules/acceptance";
import { normalizeAddress, unwrapped } from "../rules/address";
import { leavesAt, tidyDetails, wayOnFrom } from "../rules/inviting";
import { copyRefusal, resendRefusal, revokeRefusal, undoRefusal } from "../rules/resending";
import { canInvite, canSeeInvitations } from "../rules/roles";
import { linkStatusOf, statusAt } from "../rules/status";
import { tidyMessage } from "../rules/text";

/** Nobody is invited to more places at once than they can answer. */
const MAX_MINE = 50;

/**
 * Invites one address. Refuses: not_signed_in, not_found, address_unproven, not_allowed, cannot_invite_owner, bad_email,
 * inviting_yourself, domain_not_allowed, already_member, already_invited, bad_input, project_archived, rate_limited,
 * invitee_limit, recipient_limit, address_undeliverable.
 * already_invited names the live invitation to an inviter who may resend it, domain_not_allowed the domains.
 * A project that is unknown or another organization's is not_found. What goes on with an invitation that was made
 * (resending, copying its link, approving, renewing, accepting) asks nothing about its project: see invitedProject.
 * The mailed link and the returned one are different, and only the mailed one proves a mailbox. The mail waits until
 * `leavesAt`, where that is answered, and until then the invitation can be undone.
 */
export const create = mutation({
  args: {
    organizationId: v.string(),
    email: v.string(),
    role: vRole,
    ...invitationDetails,
  },
  returns: v.object({
    invitationId: v.string(),
    link: v.string(),
    leavesAt: v.optional(v.number()),
  }),
  handler: async (ctx, { organizationId, role, projectId, projectRole, ...typed }) => {
    const now = Date.now();
    const email = normalizeAddress(typed.email);
    const place = { organizationId, email, role };
    const { inviter, organization } = await requireInvitable(ctx, place, now);
    const labels = tidyDetails(typed);
    if (!labels) refuse("bad_input");
    const project = await requireInvitableProject(ctx, organizationId, projectId, projectRole);
    await spend(ctx, "invite", inviter.id);

    const inviting = {
      organization,
      inviter,
      email,
      role,
      details: { ...labels, ...project },
      leavesAt: leavesAt(now, invitationDelaySeconds()),
    };
    const made = await createInvitation(ctx, inviting, now);
    return { ...made, leavesAt: inviting.leavesAt };
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
    await requireActingRole(ctx, organizationId, canSeeInvitations);
    const now = Date.now();
    const invitations = await ctx.runQuery(components.betterAuth.invitationLists.list, {
      organizationId,
      paginationOpts,
      status,
      search: unwrapped(search ?? "") || undefined,
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

/** The page of a link. A caller without a right hears `not_found`, whatever the truth is. */
export const checkInvitationStatus = query({
  args: { invitationId: v.string(), token: v.optional(v.string()) },
  returns: vLinkView,
  handler: async (ctx, link) => {
    const visit = await openInvitation(ctx, link);
    return visit ? await linkViewOf(ctx, visit, Date.now()) : nothingToSee;
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
    const visit = await requireOpenedInvitation(ctx, link);
    const { invitation, organization, caller } = visit;
    refuseUnless(caller, "not_signed_in");

    const decision = decideAcceptance({ ...visit, caller }, now);
    if (decision.kind === "refuse") refuse(decision.code);
    if (decision.kind === "join") {
      const { user } = caller;
      const { verifiesAddress } = decision;
      const { sessionId } = claim;
      const joining = { user, sessionId, verifiesAddress, isMember: caller.member !== undefined };
      const joined = await acceptInvitation(ctx, invitation, joining, now);
      return { organizationSlug: organization.slug, ...joined };
    }
    return {
      organizationSlug: organization.slug,
      ...(await ownProjectSlug(ctx, invitation, caller.user.id)),
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
    const visit = await requireOpenedInvitation(ctx, link);
    const status = linkStatusOf(statusAt(visit.invitation, now));
    if (status !== "valid") refuse(status);
    if (isReplaced(visit)) refuse("expired");
    const tidyReason = tidyMessage(reason);
    if (tidyReason === null) refuse("bad_input");
    await declineInvitation(ctx, visit.invitation, tidyReason, now);
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
    const visit = await requireOpenedInvitation(ctx, link);
    const { token } = visit;
    if (token) await recordViewThrough(ctx, { ...visit, token }, Date.now());
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
    const visit = await requireOpenedInvitation(ctx, {
      invitationId: originalInvitationId,
      token,
    });
    refuseUnless(normalizeAddress(userEmail) === visit.invitation.email, "not_found");
    const tidy = tidyMessage(message);
    if (tidy === null) refuse("bad_input");
    return await submitRequest(ctx, visit, tidy, Date.now());
  },
});

/**
 * Follows an expired invitation with a new one, when the organization lets that happen by itself. The
 * page calls this, never a server that renders one: what only looks at a link (a mail scanner, a
 * preview) must change nothing. A caller without the right to ask hears the same as where it is off.
 */
export const processAutoReInvite = mutation({
  args: { invitationId: v.string(), token: v.optional(v.string()) },
  returns: v.object({
    success: v.boolean(),
    newInvitationId: v.optional(v.string()),
    message: v.string(),
  }),
  handler: async (ctx, link) => {
    const visit = await openInvitation(ctx, link);
    const newInvitationId = visit && (await reInviteByPolicy(ctx, visit, Date.now()));
    return newInvitationId
      ? { success: true, newInvitationId, message: "New invitation sent" }
      : { success: false, message: "Auto re-invite not available" };
  },
});

/**
 * From an old link: the mail of the newer, live invitation once more. Refuses: not_found, not_expired,
 * accepted, revoked, declined, no_newer_invitation, resend_too_soon, invitee_limit, rate_limited.
 */
export const sendNewerAgain = mutation({
  args: { invitationId: v.string(), token: v.optional(v.string()) },
  returns: v.null(),
  handler: async (ctx, link) => {
    await sendNewerInvitationAgain(ctx, await requireOpenedInvitation(ctx, link), Date.now());
    return null;
  },
});

/**
 * A new link by mail, the old ones dead, the full time again; an expired invitation is open again. What
 * holds for inviting, holds here. Refuses: not_signed_in, not_found, not_allowed, address_unproven, cannot_invite_owner,
 * not_resendable, domain_not_allowed, already_member, already_invited, resend_too_soon, invitee_limit, recipient_limit,
 * address_undeliverable.
 */
export const resend = mutation({
  args: { invitationId: v.string() },
  returns: v.null(),
  handler: async (ctx, { invitationId }) => {
    const now = Date.now();
    const managed = await requireManagedInvitation(ctx, invitationId, canInvite);
    const { invitation, organization, role, user } = managed;
    requireProven(user);
    const { allowedEmailDomains } = organization.policy;
    const problem = resendRefusal(
      role,
      { ...invitation, status: statusAt(invitation, now) },
      allowedEmailDomains,
    );
    if (problem) refuse(problem, wayOnFrom(problem, { role, allowedEmailDomains }));
    const parts = { live: true, membership: true, orphaned: true };
    const stands = await whatStands(ctx, { invitation }, now, parts);
    refuseIfAnswered(stands);
    await spend(ctx, "resend", invitationId, "resend_too_soon");
    await resendInvitation(ctx, { ...managed, isOrphaned: stands.isOrphaned }, now);
    return null;
  },
});

/**
 * The same invitation for another address, because this one was mistyped: it is revoked, and the new one made and mailed. What
 * holds for revoking and for inviting, holds here. Refuses: not_signed_in, not_found, address_unproven, not_allowed,
 * not_revocable, bad_email (also for the address that it has already), cannot_invite_owner, inviting_yourself,
 * domain_not_allowed, already_member, already_invited, rate_limited, recipient_limit, address_undeliverable.
 */
export const correctAddress = mutation({
  args: { invitationId: v.string(), email: v.string() },
  returns: v.object({ invitationId: v.string(), link: v.string() }),
  handler: async (ctx, { invitationId, email: typed }) => {
    const now = Date.now();
    const email = normalizeAddress(typed);
    const managed = await requireManagedInvitation(ctx, invitationId, canInvite);
    const { invitation, organization, role: ownRole, user } = managed;
    const problem = revokeRefusal(ownRole, { status: statusAt(invitation, now) });
    if (problem) refuse(problem);
    refuseUnless(email !== invitation.email, "bad_email", {
      message: "This invitation already goes to this address. Enter another one.",
    });
    const { role } = invitation;
    await requireInvitable(ctx, { organizationId: organization.id, email, role }, now);
    await spend(ctx, "invite", user.id);
    return await correct(ctx, { invitation, organization, user, email }, now);
  },
});

/** Kills every link at once. Refuses: not_signed_in, not_found, not_allowed, not_revocable. */
export const revoke = mutation({
  args: { invitationId: v.string(), reason: v.optional(v.string()) },
  returns: v.null(),
  handler: async (ctx, { invitationId, reason }) => {
    const now = Date.now();
    const managed = await requireManagedInvitation(ctx, invitationId, canInvite);
    const problem = revokeRefusal(managed.role, { status: statusAt(managed.invitation, now) });
    if (problem) refuse(problem);
    const tidyReason = tidyMessage(reason);
    if (tidyReason === null) refuse("bad_input");
    await revokeInvitation(ctx, managed, tidyReason, now);
    return null;
  },
});

/**
 * Takes a single invitation back whose mail has not left: it is as if it had not been made, and the address can be invited
 * again at once. Undoing it once more changes nothing. Refuses: not_signed_in, not_found, not_allowed, undo_too_late.
 */
export const undo = mutation({
  args: { invitationId: v.string() },
  returns: v.null(),
  handler: async (ctx, { invitationId }) => {
    const now = Date.now();
    const managed = await requireManagedInvitation(ctx, invitationId, canInvite);
    const { invitation, role } = managed;
    if (invitation.undoneAt !== undefined) return null;
    const problem = undoRefusal(role, { ...invitation, status: statusAt(invitation, now) });
    if (problem) refuse(problem);
    await undoInvitation(ctx, managed, now);
    return null;
  },
});

/**
 * One more link, for an admin's own hands. Refuses: not_signed_in, not_found, not_allowed, address_unproven,
 * cannot_invite_owner, not_copyable, domain_not_allowed, rate_limited.
 */
export const copyLink = mutation({
  args: { invitationId: v.string() },
  returns: v.object({ link: v.string() }),
  handler: async (ctx, { invitationId }) => {
    const now = Date.now();
    const managed = await requireManagedInvitation(ctx, invitationId, canInvite);
    const { invitation, organization, role, user } = managed;
    requireProven(user);
    const { allowedEmailDomains } = organization.policy;
    const problem = copyRefusal(
      role,
      { ...invitation, status: statusAt(invitation, now) },
      allowedEmailDomains,
    );
    if (problem) refuse(problem, wayOnFrom(problem, { role, allowedEmailDomains }));
    await spend(ctx, "copyLink", invitationId);
    const { url } = await addLink(ctx, invitationId, "copy", now);
    await recordEvent(ctx, invitation, { type: "linkCopied", at: now, actor: userActor(user) });
    return { link: url };
  },
});
